"""Old addresses lead to what has taken them over, without a delay: articles, pages, files, lists.

Where a host reads ``_redirects`` (Netlify, Cloudflare Pages), it answers with 301; everywhere
else a small page at the old address sends the reader on.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from sphinx_kb import urls
from sphinx_kb.article import files
from sphinx_kb.article.names import as_list
from sphinx_kb.article.old_urls import normalize, output_file
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental import static_files
from sphinx_kb.incremental.manifest import OutputManifest, output_paths, previous_files
from sphinx_kb.pages import frame
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_OURS = ("_static/", "_images/", "_downloads/", "_sources/", "_pagefind/", "assets/")
_FILE = re.compile(r"\.(?:xml|json|js|txt|inv|webmanifest)/")  # what the site writes besides pages
_MARK = b"kb-redirect.js"  # in a page of ours, if the list of what builds wrote is lost
_ENDING = re.compile(r"\.(?!html?$)[a-z0-9]{1,8}")  # of a file that is no page
_LIST, _HOST = "_data/redirects.yml", "_redirects"


class Redirect(NamedTuple):
    """An old address, and where it leads."""

    address: str  # normalized
    file: str  # of the output, that is there now
    uri: str  # of it, from the root
    title: str
    place: tuple[str, int]  # where the author wrote it
    source: Path | None = None  # what stands at the address itself, if it is not in the output

    @property
    def is_file(self) -> bool:
        """Return whether a file stands at the address, not a page: a picture, a feed."""
        ending = PurePosixPath(self.address).suffix.lower()
        is_other = bool(_ENDING.fullmatch(ending)) and not self.file.endswith(".html")
        return is_other or self.source is not None


def redirects(app: Sphinx) -> Iterator[Redirect]:
    """Yield the old addresses of articles, of the owner's pages, and of the list in _data/."""
    catalog = CatalogDomain.of(app.env)
    for docname, article in sorted(catalog.articles.items()):
        line = article.lines.get("redirect_from") or article.lines.get("permalink") or 1
        for address in article.old_addresses:
            yield _to_page(app, address, docname, article.title, (f"{docname}.md", line))
    for docname in sorted(app.env.found_docs - catalog.articles.keys()):
        yield from _of_page(app, docname)
    for address, (new, line) in catalog.site.redirects.items():
        if found := _target(app, address, new, line):
            yield found
        else:
            warn("address", f"correct '{new}': no page or file of the site is there", (_LIST, line))


def _to_page(
    app: Sphinx, address: str, docname: str, title: str, place: tuple[str, int]
) -> Redirect:
    file = output_paths(app, [docname])[0]
    return Redirect(address, file, app.builder.get_target_uri(docname), title, place)


def _of_page(app: Sphinx, docname: str) -> Iterator[Redirect]:
    """Yield the old addresses in the front matter of a page of the owner's."""
    written = app.env.metadata[docname].get("redirect_from")
    if not written:
        return
    place = (app.env.doc2path(docname, base=False).replace("\\", "/"), 1)
    try:
        listed = json.loads(written) if written.startswith("[") else written
        for address in as_list(listed):
            title = app.env.titles[docname].astext()
            yield _to_page(app, normalize(address), docname, title, place)
    except ValueError as error:
        warn("address", f"'redirect_from': {error}", place)


def _target(app: Sphinx, address: str, new: str, line: int) -> Redirect | None:
    """Return where an address of the list leads, or None where nothing is there."""
    path = new.strip().lstrip("/").partition("#")[0]
    name = re.sub(r"(?:\.md|\.html)?/?$", "", path) or app.config.root_doc
    manifest = OutputManifest.of(app.env)
    if name in app.env.found_docs | manifest.generated_pages:
        article = CatalogDomain.of(app.env).articles.get(name)
        node = app.env.titles.get(name)
        title = article.title if article else node.astext() if node else name
        return _to_page(app, address, name, title, (_LIST, line))
    if ".." not in path.split("/") and (app.outdir / path).is_file():
        return Redirect(address, path, quote(path), path.rsplit("/", 1)[-1], (_LIST, line))
    return _source_file(app, address, path, line)


def _source_file(app: Sphinx, address: str, path: str, line: int) -> Redirect | None:
    """Return a picture or a download of assets/, which stands at its old address, too.

    A drawing may be published in another form than it is kept, and does not.
    """
    try:
        found = files.find(app.srcdir, app.config.root_doc, f"/{path}")
    except (OSError, ValueError):
        return None
    if not found or path.lower().endswith(".svg"):
        return None
    return Redirect(address, found, "", found.rsplit("/", 1)[-1], (_LIST, line), app.srcdir / found)


@after_success(*WEB)
def write_redirects(app: Sphinx) -> None:
    """Write a page at each old address, over none that exists, and the list for hosts."""
    old = list(redirects(app))
    if not old:
        return
    tidy = OutputManifest.of(app.env)
    pages = {path.casefold() for path in tidy.pages(app) | tidy.files}
    written = previous_files(app)
    owners: dict[str, tuple[str, str]] = {}  # old file -> (whose it is, what it leads to)
    lines: list[str] = []
    for one in old:
        path = one.address if one.is_file else output_file(one.address)
        folded = path.casefold()
        if folded == one.file.casefold():
            continue  # it is there already
        if folded in pages or _is_ours(folded, pages) or _is_foreign(app.outdir, path, written):
            reason = "a page is there"
        elif folded in owners:
            place, file = owners[folded]
            if file == one.file:
                continue
            reason = f"{place} has it"
        else:
            owners[folded] = one.place[0], one.file
            if one.is_file:
                tidy.write(app, path, (one.source or app.outdir / one.file).read_bytes())
                continue
            tidy.write(app, path, _page(app, one, path).encode())
            lines.append(_line(app, one))
            continue
        warn("address", f"remove the old address '{one.address}': {reason}", one.place)
    if _HOST not in static_files.extra_paths(app):
        tidy.write(app, _HOST, "".join(lines).encode())


def _page(app: Sphinx, one: Redirect, path: str) -> str:
    """Return the page at an old address."""
    root = "../" * path.count("/")
    context = {
        "uri": root + one.uri, "title": one.title, "script": f"{root}_static/kb-redirect.js",
        "policy": frame.POLICY_TAG, "language": app.config.language or "en",
    }  # fmt: skip
    page: str = app.builder.templates.render("redirect.html", context)
    return page


def _line(app: Sphinx, one: Redirect) -> str:
    """Return the line of a redirect for hosts."""
    root = urlsplit(urls.base_url(app)).path or "/"
    return f"{root}{quote(one.address)} {root}{one.uri} 301\n"


def _is_ours(path: str, pages: set[str]) -> bool:
    """Return whether a path is in a folder of the builder, or under what is a file."""
    above = path.split("/")[:-1]
    folders = {"/".join(above[: count + 1]) for count in range(len(above))}
    return path.startswith(_OURS) or bool(_FILE.search(path)) or not pages.isdisjoint(folders)


def _is_foreign(outdir: Path, path: str, written: set[str]) -> bool:
    """Return whether a path is a folder, or is or is under a file that no build of ours wrote."""
    file = outdir / path
    if file.is_file():
        return path not in written and _MARK not in file.read_bytes()
    return file.exists() or any((outdir / above).is_file() for above in Path(path).parents)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing of the pages."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect(
        "build-finished", write_redirects, priority=700
    )  # after all that writes files of its own
    return {"parallel_read_safe": True, "parallel_write_safe": True}
