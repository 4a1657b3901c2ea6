"""The page for addresses that lead nowhere: it works at any depth, so its links are absolute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx.locale import _

from sphinx_kb import urls
from sphinx_kb.handlers import after_success
from sphinx_kb.incremental.manifest import OutputManifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAME = "404"


def collect_not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page."""
    if app.builder.name in {"html", "dirhtml"}:
        yield NAME, {"title": _("Page not found")}, "404.html"


def draw_absolute(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Let the page name all others from the root of the host."""
    if pagename == NAME:
        relative = context["pathto"]
        root = urlsplit(urls.base_url(app)).path or "/"
        here = urljoin(root, app.builder.get_target_uri(NAME))
        context["content_root"] = urljoin(here, context["content_root"])
        context["pathto"] = lambda *place, **options: urljoin(here, relative(*place, **options))


@after_success("dirhtml")
def put_at_the_root(app: Sphinx) -> None:
    """Write the page at the root of the output, where hosts look for it."""
    written: Path = app.builder.get_output_path(NAME)  # type: ignore[attr-defined]
    OutputManifest.of(app.env).write(app, f"{NAME}.html", written.read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page, its addresses and its place."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("html-collect-pages", collect_not_found_page)
    app.connect("html-page-context", draw_absolute)
    app.connect("build-finished", put_at_the_root)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
