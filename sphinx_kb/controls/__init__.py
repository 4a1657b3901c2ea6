"""The controls of frameworks: roles that name them, and which articles treat each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the domain, what it knows of articles, and its pages."""
    for name in ("domain", "by_control", "pages"):
        app.setup_extension(f"sphinx_kb.controls.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
