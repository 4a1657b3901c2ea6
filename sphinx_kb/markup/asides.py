"""Boxes beside the text: sidebars, and notes in the margin, which stand in the column like them.

The theme lets a note hang out of the column: out of the sheet, of a screen of 1,000 pixels, and
over the contents at the side of a wide one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class BoxAsides(SphinxTransform):
    """Put a box of ours in the place of each sidebar: in HTML a second one were a landmark without a name."""

    default_priority = 900  # when all that is in it is made

    def apply(self, **kwargs: Any) -> None:
        """Replace the sidebars, the inner ones first."""
        for aside in reversed(list(self.document.findall(nodes.sidebar))):
            box = nodes.container("", ids=aside["ids"], classes=["kb-aside", *aside["classes"]])
            box.source, box.line = aside.source, aside.line
            for child in aside.children:
                is_title = isinstance(child, nodes.title | nodes.subtitle)
                if not is_title:
                    box += child
                elif child.astext().strip():
                    box += nodes.paragraph("", "", *child.children, classes=["kb-aside-title"])
            aside.replace_self(box)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(BoxAsides)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
