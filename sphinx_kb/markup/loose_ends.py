"""What docutils stops at and a reader does not miss: a rule with nothing beside it, a mark without a note."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NO_CONTENT = nodes.title | nodes.subtitle | nodes.system_message | nodes.comment | nodes.decoration


class DropLooseRules(SphinxTransform):
    """Drop a rule before all text, behind all text, or beside another one; within a box it is HTML."""

    default_priority = 825  # before docutils looks at them (830)

    def apply(self, **kwargs: Any) -> None:
        """Go through each block that has rules."""
        parents = {id(rule.parent): rule.parent for rule in self.document.findall(nodes.transition)}
        before_rule = {
            id(one)
            for parent in parents.values()
            for one, other in pairwise(parent.children)
            if isinstance(other, nodes.transition)
        }
        for parent in parents.values():
            if not isinstance(parent, nodes.document | nodes.section):
                parent.children = [_as_html(child, parent) for child in parent.children]
                continue
            kept: list[nodes.Node] = []
            rule = None
            has_content = False
            for child in parent.children:
                if isinstance(child, nodes.transition):
                    rule = child if has_content else None
                    continue
                if rule is not None:
                    kept.append(rule)
                    rule = None
                has_content = has_content or not isinstance(child, NO_CONTENT)
                kept.append(child)
            if rule is not None and _goes_on(parent, before_rule):
                kept.append(rule)
            if len(kept) != len(parent.children):
                parent.children = kept


def _goes_on(node: nodes.Element, before_rule: set[int]) -> bool:
    """Return whether anything but another rule follows the end of a section."""
    while isinstance(node, nodes.section) and node.parent is not None:
        if node.parent.children[-1] is not node:
            return id(node) not in before_rule
        node = node.parent
    return False


def _as_html(node: nodes.Node, parent: nodes.Element) -> nodes.Node:
    """Return a rule as HTML, and anything else as it is: docutils has rules between sections alone."""
    if not isinstance(node, nodes.transition):
        return node
    rule = nodes.raw("", '<hr class="docutils">', format="html")
    rule.parent = parent
    return rule


class ShowLostMarks(SphinxTransform):
    """Show a mark of a note that is not there as its text, and tell the author."""

    default_priority = 610  # before docutils looks for the notes (620)

    def apply(self, **kwargs: Any) -> None:
        """Look for the note of each mark; of those with one name the first is told."""
        told: set[str] = set()
        for mark in list(self.document.findall(nodes.footnote_reference)):
            name = mark.get("refname", "")
            if not name or name in self.document.nameids:
                continue
            for marks in (
                self.document.footnote_refs.get(name, []),
                self.document.autofootnote_refs,
            ):
                if mark in marks:
                    marks.remove(mark)
            self.document.refnames.pop(name, None)
            if name not in told:
                told.add(name)
                warn("source", f"add the note '[^{name}]: ...', or remove its mark", mark)
            for own in mark["ids"]:
                self.document.ids.pop(own, None)
            mark.parent.replace(mark, nodes.Text(f"[^{name}]"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both."""
    app.add_transform(DropLooseRules)
    app.add_transform(ShowLostMarks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
