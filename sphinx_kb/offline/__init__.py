"""The site without a network: one file to keep, and a worker that keeps pages in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the page and what is written for it."""
    for name in ("page", "writing"):
        app.setup_extension(f"sphinx_kb.offline.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
