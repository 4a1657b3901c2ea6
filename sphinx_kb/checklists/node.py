"""The node of a checklist, and how it is written: a box around its lists, in listed classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class checklist(nodes.General, nodes.Element):  # noqa: N801  # docutils names so
    """A checklist: its ``name``, whether it has a ``clock``, and its lists as children."""


def visit_checklist(self: HTML5Translator, node: checklist) -> None:
    """Open the box."""
    name, clock = node["name"], " kb-check-clock" if node["clock"] else ""
    self.body.append(f'<div class="kb-checklist kb-checklist-{name}{clock}" id="check-{name}">\n')


def depart_checklist(self: HTML5Translator, node: checklist) -> None:
    """Close the box."""
    self.body.append("</div>\n")


def show_lists(self: Any, node: checklist) -> None:
    """Write the lists alone where there is no HTML."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (show_lists, show_lists))
    app.add_node(checklist, html=(visit_checklist, depart_checklist), **others)  # type: ignore[arg-type]
    return {"parallel_read_safe": True, "parallel_write_safe": True}
