"""Incident mode: one page for the first hours, from the kinds of ``_data/incidents/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the page."""
    app.setup_extension("sphinx_kb.incidents.page")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
