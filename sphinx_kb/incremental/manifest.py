"""The output of any build is the output of a clean build: what is gone is removed.

Only files that an earlier build of ours wrote are removed, from the list that it kept
beside the environment: a foreign file in the output stays (design decision D13).
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.incremental import static_files
from sphinx_kb.incremental.written_files import (
    list_file,
    log_files,
    previous_files,
    remove,
    write_if_changed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class OutputManifest(FactsDomain):
    """What this build writes besides the pages of documents. Nothing of it is kept."""

    name = "tidy"
    label = "Tidy"

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.generated_pages: set[str] = set()  # names of generated pages
        self.files: set[str] = set()  # paths in the output

    def pages(self, app: Sphinx) -> set[str]:
        """Return the paths in the output of all pages of this build."""
        return set(output_paths(app, app.env.found_docs | self.generated_pages))

    def add_pages(self, app: Sphinx, names: Iterable[str]) -> None:
        """Note generated pages before they are written; better all at once."""
        new = set(names) - self.generated_pages
        if new:
            self.generated_pages |= new
            log_files(app, sorted(output_paths(app, new)))

    def write(self, app: Sphinx, path: str, data: bytes) -> None:
        """Write a file of the output, unless it is there already, byte for byte."""
        self.add_files(app, path)
        write_if_changed(app.outdir / path, data)

    def add_files(self, app: Sphinx, *files: str) -> None:
        """Note files of the output before they are written; better all at once."""
        new = set(files) - self.files
        if new:
            self.files |= new
            log_files(app, sorted(new))


def output_paths(app: Sphinx, names: Iterable[str]) -> list[str]:
    """Return the paths in the output of pages, by their names."""
    place = app.builder.get_output_path  # type: ignore[attr-defined]
    start = f"{app.outdir}{os.sep}"
    return [str(place(name)).removeprefix(start).replace(os.sep, "/") for name in names]


def log_document_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Announce the pages of documents, and the files that they bring into the output."""
    if app.builder.format == "html":
        log_files(app, sorted(set(output_paths(app, env.found_docs)) | _files(app)))


def add_drawn_page(
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
        OutputManifest.of(app.env).add_files(app, f"_static/{templatename}")
    elif doctree is None:
        OutputManifest.of(app.env).add_pages(app, [pagename])


def remove_stale_files(app: Sphinx, exception: Exception | None) -> None:
    """Remove what an earlier build wrote and this one did not."""
    if exception is not None or app.builder.format != "html":
        return
    now = current_files(app)
    for path in sorted(previous_files(app) - now):
        remove(app.outdir, path)
    list_file(app).write_text("".join(json.dumps(path) + "\n" for path in sorted(now)), "utf-8")


def current_files(app: Sphinx) -> set[str]:
    """Return the paths in the output of all that this build has written or found as it should be."""
    domain = OutputManifest.of(app.env)
    return domain.pages(app) | domain.files | _files(app)


def _files(app: Sphinx) -> set[str]:
    """Return the paths of the files that Sphinx copies."""
    images = {f"_images/{name}" for _, name in app.env.images.values()}
    downloads = {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    return images | downloads | static_files.paths(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the list, and the moments at which it is filled and used."""
    app.add_domain(OutputManifest)
    app.connect(
        "env-updated", log_document_pages, priority=900
    )  # once it is known what is in the site
    app.connect("html-page-context", add_drawn_page)
    app.connect("build-finished", remove_stale_files, priority=800)  # after all that writes files
    return {"parallel_read_safe": True, "parallel_write_safe": True}
