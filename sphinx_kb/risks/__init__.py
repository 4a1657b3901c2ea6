"""The register of risks as readers see it: roles, pages, files, and what a budget buys.

Without ``_data/risks.yml`` nothing of it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up what is assessed, the domain, the directives, the pages and the files."""
    for name in ("assessed", "domain", "shown", "curves", "pages", "files"):
        app.setup_extension(f"sphinx_kb.risks.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
