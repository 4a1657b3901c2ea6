"""The output of any build is the output of a clean build: what is gone is removed.

Only files that an earlier build of ours wrote are removed, from the list that it kept
beside the environment: a foreign file in the output stays (design decision D13).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from _ext.store import Store

if TYPE_CHECKING:
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
        return {
            Path(app.builder.get_outfilename(name)).relative_to(app.outdir).as_posix()  # type: ignore[attr-defined]
            for name in app.env.found_docs | self.collected
        }

    def write(self, app: Sphinx, path: str, data: bytes) -> None:
        """Write a file of the output, unless it is there already, byte for byte."""
        file = app.outdir / path
        self.files.add(path)
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def note_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Note a generated page. (Pages of documents may be written in other processes.)"""
    if doctree is None:
        TidyDomain.of(app.env).collected.add(pagename)


def tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove what an earlier build wrote and this one did not."""
    if exception is not None or app.builder.format != "html":
        return
    domain, env = TidyDomain.of(app.env), app.env
    now = domain.pages(app) | domain.files
    now |= {f"_images/{name}" for _, name in env.images.values()}
    now |= {f"_downloads/{name}" for _, name in env.dlfiles.values()}
    kept = app.doctreedir / f"written-{app.builder.name}.json"
    try:
        before = set(json.loads(kept.read_text("utf-8")))
    except (OSError, ValueError):
        before = set()
    kept.write_text(json.dumps(sorted(before | now)), "utf-8")  # a kill from here loses nothing
    for path in sorted(before - now):
        _remove(app.outdir, path)
    kept.write_text(json.dumps(sorted(now)), "utf-8")


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
    app.connect("html-page-context", note_page)
    app.connect("build-finished", tidy, priority=800)  # after all that writes files
    return {"parallel_read_safe": True, "parallel_write_safe": True}
