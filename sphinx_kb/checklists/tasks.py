"""The boxes of tasks: each stands in a label with its task, and in a checklist has an id.

The id is made of the words of the task alone, so that it stays the same when the list is
sorted anew, and a tick that a browser keeps finds its task again.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.checklists.node import checklist
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BOX = '<input class="task-list-item-checkbox" '  # as MyST writes it
_FREE = f'{_BOX}disabled="disabled" type="checkbox"'
_DEEPEST = 6  # level of a heading
DIGITS = 10


def identity(text: str) -> str:
    """Return what tells a task from others: of its letters and digits, whatever their case."""
    letters = "".join(letter for letter in text.lower() if letter.isalnum())
    return sha256(letters.encode()).hexdigest()[:DIGITS]


class LabelTasks(SphinxTransform):
    """Put the box of each task into a label with its text, and give those of a checklist an id."""

    default_priority = 900  # when the text of a task is what will be shown

    def apply(self, **kwargs: Any) -> None:
        """Label every box of the document; tell of what a checklist cannot use."""
        for box in list(_boxes(self.document)):
            _label(box)
        for inner in [one for one in self.document.findall(checklist) if _is_within(one)]:
            warn("checklist", "close a checklist before the next one begins", inner)
            inner.replace_self(inner.children)
        for found in list(self.document.findall(checklist)):
            _raise_headings(found)
            boxes = list(_boxes(found))
            if not boxes:
                warn(
                    "checklist",
                    f"write tasks into the checklist '{found['name']}': - [ ] a task",
                    found,
                )
            times: Counter[str] = Counter()
            for box in boxes:
                if "checked=" in box.astext():
                    warn(
                        "checklist",
                        "write '- [ ]' in a checklist: its boxes are the reader's",
                        box.parent,
                    )
                own = identity(_text(box))
                times[own] += 1
                own += f"-{times[own]}" if times[own] > 1 else ""
                html = f'{_FREE} id="check-{found["name"]}-{own}"{_named(box)}>'
                box.replace_self(nodes.raw("", html, format="html"))


def tasks(found: nodes.Element) -> int:
    """Return how many tasks a checklist has."""
    return sum(1 for _ in _boxes(found))


def _boxes(within: nodes.Element) -> Iterator[nodes.raw]:
    return (raw for raw in within.findall(nodes.raw) if raw.astext().startswith(_BOX))


def _text(box: nodes.raw) -> str:
    """Return the words of a task, which stand beside its box."""
    others = (node for node in box.parent if not isinstance(node, nodes.raw))
    return " ".join("".join(node.astext() for node in others).split())


def _named(box: nodes.raw) -> str:
    return "" if _text(box) else ' aria-label="Task"'


def _label(box: nodes.raw) -> None:
    """Put a label around a box and the words beside it."""
    html = box.astext().removesuffix(">") + f"{_named(box)}>"
    place = box.parent
    at = place.index(box)
    place[at] = nodes.raw("", html, format="html")
    place.insert(at, nodes.raw("", '<label class="kb-task">', format="html"))
    place.append(nodes.raw("", "</label>", format="html"))


def _is_within(found: checklist) -> bool:
    """Return whether a checklist stands in another one."""
    parent = found.parent
    while parent is not None and not isinstance(parent, checklist):
        parent = parent.parent
    return parent is not None


def _raise_headings(found: checklist) -> None:
    """Make headings of the lines that MyST makes rubrics within a directive."""
    sections, parent = 0, found.parent
    while parent is not None:
        sections += isinstance(parent, nodes.section)
        parent = parent.parent
    for rubric in found.findall(nodes.rubric):
        rubric["heading-level"] = max(2, min(sections + 1, _DEEPEST))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the labels."""
    app.add_transform(LabelTasks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
