"""Calculators in articles: worked tables that a script makes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the node, the domain, the directive and the names."""
    for name in ("node", "domain", "directive", "names"):
        app.setup_extension(f"sphinx_kb.calculators.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
