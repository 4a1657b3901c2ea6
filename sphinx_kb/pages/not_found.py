"""The page for addresses that lead nowhere: it works at any depth, so its links are absolute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx_kb import urls
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAME = "404"
_ADDRESS = re.compile(r'\b(href|src|action|data-archive)="(?![a-z]+:|[/#])([^"]*)"')


def collect_not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page."""
    if app.builder.name in {"html", "dirhtml"}:
        yield NAME, {"title": "Page not found"}, "404.html"


@after_success(*WEB)
def make_absolute(app: Sphinx) -> None:
    """Write the page at the root of the output, where hosts look for it."""
    written: Path = app.builder.get_output_path(NAME)  # type: ignore[attr-defined]
    root = urlsplit(urls.base_url(app)).path or "/"
    here = urljoin(root, app.builder.get_target_uri(NAME))
    page = _ADDRESS.sub(
        lambda found: f'{found[1]}="{urljoin(here, found[2])}"', written.read_text("utf-8")
    )
    OutputManifest.of(app.env).write(app, f"{NAME}.html", page.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page, and what is done to it once it is written."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("html-collect-pages", collect_not_found_page)
    app.connect("build-finished", make_absolute)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
