"""Searching a tree finds what docutils finds, without its recursion."""

import inspect
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.nodes import Element, Node
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform

from sphinx_kb.patches import findall

for patch in findall.PATCHES:
    patch.apply(None)
KINDS = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.section)
SEVERAL = (nodes.strong, nodes.Text)  # docutils 0.23 takes a tuple
CONDITIONS = (None, nodes.Text, nodes.Element, *KINDS, lambda node: len(node.children) == 2)
SHAPES = st.recursive(st.integers(0, 3), lambda below: st.lists(below, max_size=4), max_leaves=12)


def tree(shape):
    """Return a tree of some shape: a number is a leaf, a list an element with children."""
    if isinstance(shape, int):
        return KINDS[shape]() if shape else nodes.Text("text")
    node = KINDS[len(shape) % 4]()
    node.extend(map(tree, shape))
    return node


@given(SHAPES, SHAPES)
def test_it_finds_what_docutils_finds_before_and_after_a_change(first, second):
    document = new_document("page")
    for shape in (first, second):
        document += tree(shape)
        for condition in CONDITIONS:
            found = list(document.findall(condition))
            assert found == list(inspect.unwrap(Node.findall)(document, condition))
        assert list(document.findall(SEVERAL)) == [
            node for node in document.findall() if isinstance(node, SEVERAL)
        ]
    while document.children:  # what is taken away is not found
        document.pop()
        assert list(document.findall(nodes.Text)) == [
            node for node in findall.below(document) if isinstance(node, nodes.Text)
        ]


@pytest.mark.parametrize("way", ["append", "insert", "replace", "deeper", "children", "unpickled"])
def test_a_new_kind_of_node_is_found_however_it_came_in(way):
    document = new_document("page")
    document += nodes.paragraph("", "", nodes.Text("text"))
    assert list(document.findall(nodes.strong)) == []

    paragraph, new = document[0], nodes.strong()
    if way == "append":
        paragraph.append(new)
    elif way == "insert":
        document.insert(0, new)
    elif way == "replace":
        paragraph.replace_self(new)
    elif way == "deeper":
        paragraph += nodes.emphasis("", "", new)
    elif way == "children":
        paragraph.children.append(new)
    else:
        document = document.deepcopy()
        document += new

    assert list(document.findall(nodes.strong)) == [new]


def test_siblings_and_ancestors_are_left_to_docutils():
    section = nodes.section("", nodes.paragraph(), nodes.strong())
    found = list(section[0].findall(nodes.strong, include_self=False, siblings=True))

    assert found == [section[1]]


def test_docutils_still_searches_by_recursion():
    deep = nodes.paragraph()
    for _ in range(3_000):
        deep = nodes.section("", deep)

    assert len(list(deep.findall(nodes.paragraph))) == 1
    with pytest.raises(RecursionError):
        list(inspect.unwrap(Node.findall)(deep, nodes.paragraph))


def test_a_second_setup_wraps_nothing_anew():
    before = Node.findall, Element.__init__, HighlightLanguageTransform.apply
    for patch in findall.PATCHES:
        patch.apply(None)

    assert (Node.findall, Element.__init__, HighlightLanguageTransform.apply) == before


@pytest.mark.parametrize("language", [None, "python"])
def test_a_code_block_has_the_language_of_its_site_or_of_its_page(language):
    environment = SimpleNamespace(config=SimpleNamespace(highlight_language="none"))
    document = new_document("page")
    document.settings.env = environment
    if language:
        document += addnodes.highlightlang(lang=language, force=False, linenothreshold=5)
    block = nodes.literal_block("x", "x")
    document += block
    transform = HighlightLanguageTransform(document)
    transform.apply()

    assert block["language"] == (language or "none")
    assert list(document.findall(addnodes.highlightlang)) == []
