"""The page of all templates: the files to fill in, by the situation in which one wants them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.article import names
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.sections import Name, Section
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page
    from sphinx_kb.site.model import Download

PAGE = "templates"
FOLDER = "assets/downloads"
DATA = "_data/templates.yml"
KINDS = {".csv": ("Table", "XLSX, CSV"), ".txt": ("Document", "DOCX, TXT")}


def anchor(file: str) -> str:
    """Return the place of a file on the page."""
    return names.slug(PurePosixPath(file).stem, "file")


def page(entry: Download) -> str:
    """Return the name of the page of a file."""
    return f"{PAGE}/{anchor(entry.file)}"


def owner(env: BuildEnvironment, file: str) -> str | None:
    """Return the published article that a file belongs to: of those that link to it, the first."""
    linking, _ = env.dlfiles.get(Path(FOLDER, file), (set(), ""))
    known = sorted(linking & CatalogDomain.of(env).articles.keys())
    own = (name for name in known if file.startswith(name.rpartition("/")[2]))
    return next(own, known[0] if known else None)


@once_per_build
def shown(env: BuildEnvironment) -> dict[str, list[tuple[Download, str]]]:
    """Return the files of each situation that can be had today, each with its article."""
    found = {}
    for key, situation in CatalogDomain.of(env).site.situations.items():
        pairs = [(each, owner(env, each.file)) for each in situation.files]
        if some := [(each, article) for each, article in pairs if article]:
            found[key] = some
    return found


def count(env: BuildEnvironment) -> int:
    """Return how many files the page has."""
    return sum(map(len, shown(env).values()))


def collect_download_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn; not in an e-book, which has no files to fill in."""
    if is_site(app):
        yield from skip_unchanged_pages(app, template_pages(app))


def template_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page of all templates, where there are any."""
    catalog = CatalogDomain.of(app.env)
    situations = [
        {
            "anchor": names.slug(key, "situation"),
            "name": catalog.site.situations[key].name,
            "line": catalog.site.situations[key].line,
            "files": [_file(app.env, each, article) for each, article in some],
        }
        for key, some in shown(app.env).items()
    ]
    if situations:
        line = "Filled-in examples and forms to overwrite, by the situation in which you want them."
        context = {"title": "Templates", "line": line, "count": count(app.env)}
        yield PAGE, context | {"situations": situations}, "templates.html"


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page and of each file, where there are any."""
    files = [file for some in shown(app.env).values() for file, _ in some]
    if not files:
        return None
    names_of_files = (
        Name("Template", file.name, page(file), (file.name, f"{file.name} template"))
        for file in files
    )
    of_all = Name("Page", "Templates", PAGE, ("templates", "template", "downloads"))
    one = _("{} file to fill in, by the situation in which you want them.")
    many = _("{} files to fill in, by the situation in which you want them.")
    return Section(
        PAGE, _("Templates"), 20, len(files), (one if len(files) == 1 else many).format(len(files)),
        in_foot=True, names=(*names_of_files, of_all),
    )  # fmt: skip


def _file(env: BuildEnvironment, download: Download, article: str) -> dict[str, Any]:
    """Return what the page shows of a file."""
    ending = PurePosixPath(download.file).suffix
    kind, formats = KINDS.get(ending, ("File", ending[1:].upper()))
    if download.code:
        kind, formats = "Text", "TXT"
    return {
        "anchor": anchor(download.file), "name": download.name, "use": download.use,
        "kind": kind, "formats": formats, "ending": ending[1:].upper(), "page": page(download),
        "path": f"_downloads/{env.dlfiles[Path(FOLDER, download.file)][1]}",
        "article": article, "title": CatalogDomain.of(env).articles[article].title,
    }  # fmt: skip


def faults(root: Path, listed: list[str]) -> Iterator[str]:
    """Yield what to do about files that are listed and not there, twice, or not at all."""
    there = {path.name for path in (root / FOLDER).glob("*") if path.is_file()}
    for name, times in Counter(listed).items():
        if name not in there:
            near = names.nearest(name, there)
            hint = f": did you mean '{near}'?" if near else ""
            yield f"correct '{name}': {FOLDER} has no such file{hint}"
        elif times > 1:
            yield f"list '{name}' once"
    for name in sorted(there - set(listed)):
        yield f"list '{name}' of {FOLDER} under the situation in which it is wanted"


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of what the list and the folder do not have in common."""
    situations = CatalogDomain.of(env).site.situations.values()
    if situations:
        for remedy in faults(app.srcdir, [each.file for one in situations for each in one.files]):
            warn("file", remedy, (DATA, 1))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page, its section, and the moment at which files are checked."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("env-updated", check)
    app.connect("kb-sections", add_section)
    app.connect("html-collect-pages", collect_download_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
