"""Searching a document's tree, which some eighty transforms do for each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx import addnodes
from sphinx.transforms.post_transforms import code
from sphinx_design.aside import AsideHtmlTransform
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from sphinx_kb.patches.patch import Patch, wrap_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.transforms.post_transforms import SphinxPostTransform

    Kind = type | tuple[type, ...]  # docutils 0.23 takes several


class Kinds:
    """The kinds of nodes that the document that was asked last has.

    They are good until a node is made, or put into another: one that is taken away only makes
    them too many.
    """

    def __init__(self) -> None:
        self.changes = 0
        self._document: Node | None = None
        self._known_at = -1
        self._kinds: set[type] = set()
        self._answers: dict[Kind, bool] = {}

    def may_have(self, document: Node, kind: Kind) -> bool:
        """Return False if no node of the document is of a kind."""
        if self._document is not document or self._known_at != self.changes:
            self._kinds = {type(node) for node in below(document)}
            self._document, self._known_at, self._answers = document, self.changes, {}
        answer = self._answers.get(kind)
        if answer is None:
            answer = self._answers[kind] = any(issubclass(each, kind) for each in self._kinds)
        return answer


KINDS = Kinds()
_CHANGING_LANGUAGE = (addnodes.highlightlang, addnodes.start_of_file)


def below(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in the order of the text."""
    yield node
    open_lists = [iter(node.children)]
    while open_lists:
        for child in open_lists[-1]:
            yield child
            if child.children:
                open_lists.append(iter(child.children))
                break
        else:
            open_lists.pop()


def of_kind(node: Node, kind: Kind) -> Iterator[Node]:
    """Yield the nodes of a kind."""
    if not isinstance(node, nodes.document) or KINDS.may_have(node, kind):
        for found in below(node):
            if isinstance(found, kind):
                yield found


def that(node: Node, condition: Callable[[Node], bool]) -> Iterator[Node]:
    """Yield the nodes that meet a condition."""
    for found in below(node):
        if condition(found):
            yield found


def search_without_recursion(_: Sphinx) -> None:
    """Keep docutils from making a generator for each node, each of which hands on what it finds.

    ``Node.findall`` calls itself: a node costs as many calls as it is deep. And keep it from
    looking through a whole document for nodes of a kind that it does not have, as most
    transforms do.
    """

    def search(
        findall: Callable[..., Iterator[Node]],
        node: Node,
        condition: Any = None,
        include_self: bool = True,
        descend: bool = True,
        siblings: bool = False,
        ascend: bool = False,
    ) -> Iterator[Node]:
        if not (include_self and descend) or siblings or ascend:
            return findall(node, condition, include_self, descend, siblings, ascend)
        if condition is None:
            return below(node)
        return (
            of_kind(node, condition)
            if isinstance(condition, type | tuple)
            else that(node, condition)
        )

    def counted(change: Callable[..., None], *arguments: Any, **options: Any) -> None:
        KINDS.changes += 1
        change(*arguments, **options)

    wrap_method(Node, "findall", search)
    wrap_method(Element, "__init__", counted)
    wrap_method(Node, "setup_child", counted)


def set_languages_without_walk(_: Sphinx) -> None:
    """Keep Sphinx from visiting every node to give code blocks the language of the site.

    Only where a page sets another language does the way to a code block matter.
    """

    def to_code_alone(
        apply: Callable[..., None], transform: code.HighlightLanguageTransform, **options: Any
    ) -> None:
        document = transform.document
        if any(KINDS.may_have(document, kind) for kind in _CHANGING_LANGUAGE):
            apply(transform, **options)
            return
        visitor = code.HighlightLanguageVisitor(document, transform.config.highlight_language)
        visitor.visit_document(document)
        for block in document.findall(nodes.literal_block):
            visitor.visit_literal_block(block)

    wrap_method(code.HighlightLanguageTransform, "apply", to_code_alone)


def transform_what_is_there(_: Sphinx) -> None:
    """Keep sphinx-design from asking each node of a page whether it is one of its components.

    A component is a container; most pages have none.
    """

    def where_one_is(
        run: Callable[..., None], transform: SphinxPostTransform, **options: Any
    ) -> None:
        if KINDS.may_have(transform.document, nodes.container):
            run(transform, **options)

    for transform in (AsideHtmlTransform, DropdownHtmlTransform, TabSetHtmlTransform):
        wrap_method(transform, "run", where_one_is)


PATCHES = (
    Patch(
        search_without_recursion,
        target="docutils.nodes.Node.findall",
        why="it makes a generator for each node, and looks for kinds that a document does not have",
        gain=0.033,
        tested_with={"docutils": "0.22"},
        upstream="docutils-findall.md",
    ),
    Patch(
        set_languages_without_walk,
        target="sphinx.transforms.post_transforms.code.HighlightLanguageTransform.apply",
        why="it visits every node of a page to give a language to its code",
        gain=0.032,
        tested_with={"docutils": "0.22", "sphinx": "9.0"},
    ),
    Patch(
        transform_what_is_there,
        target="run() of sphinx-design's transforms",
        why="each asks every node of every page whether it is a component",
        gain=0.024,
        tested_with={"docutils": "0.22", "sphinx-design": "0.8"},
    ),
)
