"""The office files of each file to fill in: made once, and again when what they are made of changes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article import raw_yaml
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.decisions import yaml_lines
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.incremental.state import BuildState, fingerprint
from sphinx_kb.pages import downloads
from sphinx_kb.pages.forms import document, sums, table, text, workbook
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.model import Download

STATE = "forms"


class Form(NamedTuple):
    """An office file: what readers call it, its path in the output, and what makes it."""

    name: str  # "Blank", "Example"
    kind: str  # "XLSX", "DOCX"
    path: str
    make: Callable[[], bytes]


def data(env: BuildEnvironment, entry: Download) -> bytes:
    """Return the bytes of a file to fill in, which is published."""
    return Path(env.srcdir, downloads.FOLDER, entry.file).read_bytes()


def forms(entry: Download, source: bytes, about: tuple[str, ...]) -> list[Form]:
    """Return the office files of a file; none of one that cannot be read."""
    place = downloads.page(entry)
    ending = PurePosixPath(entry.file).suffix
    try:
        if ending == ".csv":
            read = table.read(source)
            if any(table.faults(read, entry)):
                return []

            def book(*, filled: bool) -> bytes:
                return workbook.workbook(read, entry, filled=filled, about=about)

            return _pair("XLSX", place, book)
        if ending == ".txt" and not entry.code:
            words = text.read(source)

            def paper(*, filled: bool) -> bytes:
                return document.document(entry.name, words, filled=filled, about=about)

            both = _pair("DOCX", place, paper)
            return both if entry.blank else [both[1]._replace(name="Document")]
    except ValueError:
        return []  # ``check`` has told the owner
    return []


def _pair(kind: str, place: str, make: Callable[..., bytes]) -> list[Form]:
    return [
        Form("Blank", kind, f"{place}-blank.{kind.lower()}", lambda: make(filled=False)),
        Form("Example", kind, f"{place}.{kind.lower()}", lambda: make(filled=True)),
    ]


def about(app: Sphinx, article: str) -> tuple[str, ...]:
    """Return the lines that say where a file is from."""
    title = CatalogDomain.of(app.env).articles[article].title
    return (f"From “{title}”, {app.config.project}.",)


def of_site(app: Sphinx) -> Iterator[tuple[Download, bytes, list[Form], str]]:
    """Yield each file that can be had today, with its bytes, its office files and its article."""
    for some in downloads.shown(app.env).values():
        for entry, article in some:
            source = data(app.env, entry)
            yield entry, source, forms(entry, source, about(app, article)), article


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a file that cannot be read as what it is, and of what its entry says wrongly of it."""
    listed = CatalogDomain.of(env).site.situations
    there = Path(env.srcdir, downloads.FOLDER)
    lines = yaml_lines.read(raw_yaml.read_text(app.srcdir / "_data", "templates.yml", []))
    for key, situation in listed.items():
        for number, entry in enumerate(situation.files):
            if (there / entry.file).is_file():
                line = lines.line((key, "files", number))
                for remedy in _remedies(entry, (there / entry.file).read_bytes()):
                    warn("file", remedy, (downloads.DATA, line))


def _remedies(entry: Download, source: bytes) -> Iterator[str]:
    try:
        if entry.file.endswith(".csv"):
            read = table.read(source)
            yield from table.faults(read, entry)
            yield from sums.faults(read, entry)
            return
        if entry.fill or entry.sum:
            yield f"remove 'fill' and 'sum' of '{entry.file}': only a table (CSV) has fields"
        if entry.file.endswith(".txt"):
            text.read(source)
    except ValueError as error:
        yield f"mend {downloads.FOLDER}/{entry.file}: {error}"


@after_success(*WEB)
def write_forms(app: Sphinx) -> None:
    """Write the office files; one that is there, of the same source, is not made again."""
    manifest, state = OutputManifest.of(app.env), BuildState(app, STATE)
    before, now = state.load(dict), {}
    for entry, source, listed, article in of_site(app):
        for form in listed:
            now[form.path] = fingerprint((repr(entry), source, about(app, article)))
            if before.get(form.path) == now[form.path] and (app.outdir / form.path).is_file():
                manifest.add_files(app, form.path)
            else:
                manifest.write(app, form.path, form.make())
    if now != before:
        state.save(now)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the check and the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("env-updated", check)
    app.connect("build-finished", write_forms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
