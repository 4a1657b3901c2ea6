"""Names for what Markdown leaves nameless: the box of a task, a link that is an address, a status."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BOX = '<input class="task-list-item-checkbox" '
_STATUS = {"red", "amber", "green"}
_SCHEMES = ("", "https://", "http://", "mailto:")


class NameTasks(SphinxTransform):
    """Give the box of each task the name of its task, for readers who hear it."""

    default_priority = 900  # when the text of the task is what will be shown

    def apply(self, **kwargs: Any) -> None:
        """Put the name into the box, which MyST writes as HTML."""
        for box in self.document.findall(nodes.raw):
            html = box.astext()
            if html.startswith(_BOX):
                others = (node for node in box.parent if not isinstance(node, nodes.raw))
                name = " ".join("".join(node.astext() for node in others).split()) or "Task"
                box.replace_self(
                    nodes.raw(
                        "", f'{_BOX}aria-label="{escape(name)}" {html[len(_BOX) :]}', format="html"
                    )
                )


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
    """Register all three."""
    app.add_transform(NameTasks)
    app.add_transform(MarkAddresses)
    app.add_transform(MarkStatus)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
