"""What a build need not do: the one room for what we change in our dependencies to save time.

Each change has its reason here, and a test that fails when it is no longer needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Save the time of each part of a build."""
    for part in ("memory", "trees", "reading", "drawing", "index", "writing"):
        app.setup_extension(f"_ext.faster.{part}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
