"""Task lists: each box is labelled, and those of a checklist are a reader's to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the node, the directive, the labels and the domain."""
    for name in ("node", "directive", "tasks", "domain"):
        app.setup_extension(f"sphinx_kb.checklists.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
