"""Names for what Markdown leaves nameless: a link that is an address, a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_STATUS = {"red", "amber", "green"}
_SCHEMES = ("", "https://", "http://", "mailto:")


class MarkAddresses(SphinxTransform):
    """Mark each link whose text is its address: on paper it is not written twice."""

    default_priority = 900  # when every link is made

    def apply(self, **kwargs: Any) -> None:
        """Give these links a class."""
        for link in self.document.findall(nodes.reference):
            address = str(link.get("refuri", ""))
            text = link.astext().rstrip("/")
            if text and address.rstrip("/") in {f"{scheme}{text}" for scheme in _SCHEMES}:
                link["classes"].append("kb-address")


class MarkStatus(SphinxTransform):
    """Mark a cell that has a status for its text: a dot of that color stands beside the word."""

    default_priority = 900

    def apply(self, **kwargs: Any) -> None:
        """Give these cells' paragraphs a class."""
        for cell in self.document.findall(nodes.entry):
            word = cell.astext().strip().lower()
            if word in _STATUS and isinstance(cell[0], nodes.paragraph):
                cell[0]["classes"].append(f"kb-status-{word}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both."""
    app.add_transform(MarkAddresses)
    app.add_transform(MarkStatus)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
