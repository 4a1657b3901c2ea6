"""The heads of tables say what they head, a column or a row: voices read them with each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Open a cell; one that is a head has its scope."""
    HTML5Translator.visit_entry(self, node)
    tag = self.body[-1]
    if tag.startswith("<th"):
        scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        self.body[-1] = f'<th scope="{scope}"{tag[len("<th") :]}'


def depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Close a cell."""
    HTML5Translator.depart_entry(self, node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let cells be written so."""
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
