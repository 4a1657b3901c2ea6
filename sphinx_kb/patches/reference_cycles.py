"""Circles of objects, undone as soon as they are read or written and in no use any more.

What holds itself waits for the garbage collector, which then goes through all that is young:
a sixth of the time of reading, and the more the larger the site.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils import base
from sphinx.builders import Builder

from sphinx_kb.incremental import warning_places
from sphinx_kb.patches.patch import Patch, wrap_method

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def break_reference_cycles(document: nodes.document, *removed: nodes.Element) -> None:
    """Undo the circles of a document that nobody uses any more: it is empty then.

    A node and its children hold each other, and so do the document and its nodes; those, too,
    that were ``removed`` from it and in whose place others are.
    """
    todo: list[nodes.Element] = [document, *removed]
    while todo:
        element = todo.pop()
        todo += [child for child in element.children if isinstance(child, nodes.Element)]
        element.children, element.parent = [], None
    vars(document).clear()


class Tree(SyntaxTreeNode):
    """A tree of MyST's in which no node holds its parent: MyST holds the root while it renders."""

    _up: weakref.ref[SyntaxTreeNode] | None = None

    @property
    def _parent(self) -> Any:
        return self._up and self._up()

    @_parent.setter
    def _parent(self, parent: Any) -> None:
        self._up = None if parent is None else weakref.ref(parent)


def hold_parents_weakly(_: Sphinx) -> None:
    """Let MyST render a tree that is gone when nobody uses it."""
    base.SyntaxTreeNode = Tree  # type: ignore[attr-defined]


def drop_written_documents(_: Sphinx) -> None:
    """Take a document apart when a process that reads for another has written it to its file."""

    def write_doctree(
        write: Callable[..., None], builder: Builder, docname: str, doctree: nodes.document,
        *, _cache: bool = True,
    ) -> None:  # fmt: skip
        write(builder, docname, doctree, _cache=_cache)
        warning_places.settle(docname)
        if not _cache:
            break_reference_cycles(doctree)

    wrap_method(Builder, "write_doctree", write_doctree)


def undo_cycles(app: Sphinx) -> None:
    """Leave no circle of a text that was read or written to the garbage collector."""
    hold_parents_weakly(app)
    drop_written_documents(app)


PATCHES = (
    Patch(
        undo_cycles,
        target="myst_parser's SyntaxTreeNode, sphinx.builders.Builder.write_doctree",
        why="trees of Markdown and documents hold themselves until the garbage collector finds them",
        gain=0.07,
        tested_with={
            "sphinx": "9.0",
            "docutils": "0.22",
            "myst-parser": "5",
            "markdown-it-py": "4",
        },
    ),
)
