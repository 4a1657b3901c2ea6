"""How boxes and tabs of any system become nodes, as the directives make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import addnodes
from sphinx_design.shared import create_component

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from sphinx_kb.markup.boxes import Box

TITLED: dict[str, type[nodes.Element]] = {  # by Sphinx, in the language of the site
    "attention": nodes.attention, "caution": nodes.caution, "danger": nodes.danger, "error": nodes.error,
    "hint": nodes.hint, "important": nodes.important, "note": nodes.note, "seealso": addnodes.seealso,
    "tip": nodes.tip, "warning": nodes.warning,
}  # fmt: skip


class BoxRenderer(SphinxRenderer):
    """Renders boxes and tabs."""

    def render_box(self, token: SyntaxTreeNode) -> None:
        """Render a box whose text is read already."""
        box: Box = token.meta["box"]
        title, *content = token.children
        with self.current_node_context(self._box(token, box, title), append=True):
            for child in content:
                self.rules[f"render_{child.type}"](child)

    def render_boxed_fence(self, token: SyntaxTreeNode, box: Box) -> None:
        """Render a box whose text is read only now."""
        with self.current_node_context(self._box(token, box, None), append=True):
            self.nested_render_text(token.content, token_line(token, 0))

    def _box(self, token: SyntaxTreeNode, box: Box, title: SyntaxTreeNode | None) -> nodes.Element:
        """Return a box with its title."""
        node: nodes.Element
        place: nodes.TextElement
        if box.fold:
            node = create_component(
                "dropdown", type="dropdown", opened=box.fold == "open", has_title=bool(box.heading),
                icon=None, chevron=None, container_classes=["sd-mb-3"], title_classes=[], body_classes=[],
            )  # fmt: skip
            place = nodes.rubric(box.heading, "")
        elif box.title is None and not box.heading:
            node, place = TITLED[box.look](), nodes.title()
        else:
            node, place = nodes.admonition(classes=[box.look]), nodes.title(box.heading, "")
        self.add_line_and_source_path(node, token)
        if box.heading:
            self.add_line_and_source_path(place, token)
            with self.current_node_context(node):
                self._title(place, box.heading, token, title)
        return node

    def _title(
        self,
        place: nodes.TextElement,
        text: str,
        token: SyntaxTreeNode,
        title: SyntaxTreeNode | None,
    ) -> None:
        """Add a title to the current node."""
        with self.current_node_context(place, append=True):
            if title:
                self.render_children(title)
            else:
                self.nested_render_text(text, token_line(token, 1) - 1, inline=True)

    def render_tabs(self, token: SyntaxTreeNode) -> None:
        """Render a set of tabs."""
        tabs = create_component("tab-set", classes=["sd-tab-set"])
        self.add_line_and_source_path(tabs, token)
        with self.current_node_context(tabs, append=True):
            self.render_children(token)

    def render_tab(self, token: SyntaxTreeNode) -> None:
        """Render one of a set of tabs."""
        label, *content = token.children
        tab = create_component("tab-item", classes=["sd-tab-item"], selected=token.meta["selected"])
        text = create_component("tab-content", classes=["sd-tab-content"])
        with self.current_node_context(tab, append=True):
            self._title(nodes.rubric("", "", classes=["sd-tab-label"]), "", token, label)
            with self.current_node_context(text, append=True):
                for child in content:
                    self.rules[f"render_{child.type}"](child)
