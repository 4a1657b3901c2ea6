"""The addresses of the parts of an article: that of a heading depends on its words alone.

docutils numbers headings without Latin letters, and those that come twice, together with notes and
figures: a note further up would give them other addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import clean_astext, default_slugify
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

NO_WORDS = "section"  # the address of a heading of signs alone
NOTE = "note-"  # before the label of a note, so that no heading has its address


class PartAddresses(SphinxRenderer):
    """Gives headings and notes their addresses before docutils does."""

    _numbers: dict[str, int]  # address -> the number that the next heading of the same words has

    def _render_initialise(self) -> None:
        """Forget the headings of the article before."""
        super()._render_initialise()
        self._numbers = {}

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give a heading its address, unless its author has."""
        if not node["ids"]:
            words = clean_astext(title_node)
            node["ids"].append(self._unused(nodes.make_id(words) or default_slugify(words)))
        super().generate_heading_target(token, level, node, title_node)

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Give a note an address that no heading has."""
        parent, before = self.current_node, len(self.current_node.children)
        super().render_footnote_reference(token)
        for note in parent.children[before:]:
            if isinstance(note, nodes.footnote):
                self._move(note, NOTE + (nodes.make_id(f"x{token.meta['label']}")[1:] or "x"))

    def _move(self, note: nodes.footnote, address: str) -> None:
        """Give a note another address than docutils has."""
        ids: dict[str, Any] = self.document.ids
        if len(note["ids"]) == 1 and address not in ids:
            ids.pop(note["ids"][0], None)
            note["ids"], ids[address] = [address], note
            for name in note["names"]:
                self.document.nameids[name] = address

    def _unused(self, words: str) -> str:
        """Return the address of a heading: the second of the same words has a number."""
        words = words or NO_WORDS
        address, number = words, self._numbers.get(words, 0)
        while address in self.document.ids or (number and address == words):
            number += 1
            address = f"{words}-{number}"
        self._numbers[words] = number or 0
        return address
