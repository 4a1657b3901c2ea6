"""Files to fill in, as tools: a page for each, with an example and a blank for office programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the files and their pages."""
    for name in ("files", "preview"):
        app.setup_extension(f"sphinx_kb.pages.forms.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
