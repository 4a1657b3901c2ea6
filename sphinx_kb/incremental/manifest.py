"""The output of any build is the output of a clean build: what is gone is removed.

Only files that an earlier build of ours wrote are removed, from the list that it kept
beside the environment: a foreign file in the output stays (design decision D13).
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from sphinx_kb.facts_domain import Store
from sphinx_kb.incremental import static_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class TidyDomain(Store):
    """What this build writes besides the pages of documents. Nothing of it is kept."""

    name = "tidy"
    label = "Tidy"

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.collected: set[str] = set()  # names of generated pages
        self.files: set[str] = set()  # paths in the output

    def pages(self, app: Sphinx) -> set[str]:
        """Return the paths in the output of all pages of this build."""
        return set(paths(app, app.env.found_docs | self.collected))

    def collect(self, app: Sphinx, names: Iterable[str]) -> None:
        """Note generated pages before they are written; better all at once."""
        new = set(names) - self.collected
        if new:
            self.collected |= new
            announce(app, sorted(paths(app, new)))

    def write(self, app: Sphinx, path: str, data: bytes) -> None:
        """Write a file of the output, unless it is there already, byte for byte."""
        self.note(app, path)
        put(app.outdir / path, data)

    def note(self, app: Sphinx, *files: str) -> None:
        """Note files of the output before they are written; better all at once."""
        new = set(files) - self.files
        if new:
            self.files |= new
            announce(app, sorted(new))


def put(file: Path, data: bytes) -> None:
    """Write a file, unless it is there already, byte for byte."""
    if not file.is_file() or file.read_bytes() != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def paths(app: Sphinx, names: Iterable[str]) -> list[str]:
    """Return the paths in the output of pages, by their names."""
    place = app.builder.get_output_path  # type: ignore[attr-defined]
    start = f"{app.outdir}{os.sep}"
    return [str(place(name)).removeprefix(start).replace(os.sep, "/") for name in names]


def announce(app: Sphinx, written: Iterable[str]) -> None:
    """Append paths to the list of what builds wrote, before they are written.

    A build that is killed has told what it left behind.
    """
    with _list(app).open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(path) + "\n" for path in written)


def announce_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Announce the pages of documents, and the files that they bring into the output."""
    if app.builder.format == "html":
        announce(app, sorted(set(paths(app, env.found_docs)) | _files(app)))


def note_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Note a generated page that nobody has noted: Sphinx draws some of its own.

    Sphinx draws the description of the search like a page, and puts it among the static files.
    """
    if templatename == "opensearch.xml":
        TidyDomain.of(app.env).note(app, f"_static/{templatename}")
    elif doctree is None:
        TidyDomain.of(app.env).collect(app, [pagename])


def tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove what an earlier build wrote and this one did not."""
    if exception is not None or app.builder.format != "html":
        return
    now = written(app)
    for path in sorted(before(app) - now):
        _remove(app.outdir, path)
    _list(app).write_text("".join(json.dumps(path) + "\n" for path in sorted(now)), "utf-8")


def written(app: Sphinx) -> set[str]:
    """Return the paths in the output of all that this build has written or found as it should be."""
    domain = TidyDomain.of(app.env)
    return domain.pages(app) | domain.files | _files(app)


def _files(app: Sphinx) -> set[str]:
    """Return the paths of the files that Sphinx copies."""
    images = {f"_images/{name}" for _, name in app.env.images.values()}
    downloads = {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    return images | downloads | static_files.paths(app)


def _list(app: Sphinx) -> Path:
    """Return the file that lists what builds of one builder wrote: a path in JSON a line."""
    return app.doctreedir / f"written-{app.builder.name}.jsonl"


def before(app: Sphinx) -> set[str]:
    """Return what earlier builds wrote; a line that a kill has cut is passed over."""
    lines = _list(app).read_text("utf-8").splitlines() if _list(app).exists() else []
    try:
        return set(map(str, json.loads(f"[{','.join(lines)}]")))
    except ValueError:
        return set(filter(None, map(_path, lines)))


def _path(line: str) -> str:
    """Return the path in a line of the list, or nothing."""
    try:
        return str(json.loads(line))
    except ValueError:
        return ""


def _remove(outdir: Path, path: str) -> None:
    """Remove a file inside the output, and the folders that it leaves empty."""
    file = outdir / path
    if not file.resolve().is_relative_to(outdir.resolve()):
        return
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the list, and the moments at which it is filled and used."""
    app.add_domain(TidyDomain)
    app.connect("env-updated", announce_pages, priority=900)  # once it is known what is in the site
    app.connect("html-page-context", note_page)
    app.connect("build-finished", tidy, priority=800)  # after all that writes files
    return {"parallel_read_safe": True, "parallel_write_safe": True}
