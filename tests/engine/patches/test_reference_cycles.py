"""What a build has read or written is gone at once, without the garbage collector."""

import gc
import weakref

import pytest
from docutils.nodes import emphasis, paragraph, section, title
from docutils.utils import new_document
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils import base
from sphinx.builders import Builder

from sphinx_kb import builders
from sphinx_kb.markup.renderer import ArticleRenderer
from sphinx_kb.patches import reference_cycles
from sphinx_kb.patches.reference_cycles import Tree, break_reference_cycles
from sphinx_kb.testing import article


@pytest.fixture(autouse=True)
def no_collector():
    """Leave what holds itself where it is."""
    gc.disable()
    yield
    gc.enable()


def document():
    """Return a document, and whether what is in it is still there, part by part.

    A search for kinds of nodes (sphinx_kb/patches/findall.py) holds the last document itself.
    """
    made = new_document("one.md")
    part = section("", title("One", "One"), paragraph("", "Two", emphasis("", "three")))
    made += part
    made.note_implicit_target(part)
    return made, [weakref.ref(node) for node in part.findall()]


def test_docutils_still_leaves_a_document_to_the_collector():
    made, parts = document()
    del made

    assert all(part() for part in parts)


def test_a_document_that_is_taken_apart_is_gone():
    made, parts = document()
    break_reference_cycles(made)
    del made

    assert not any(part() for part in parts)


def test_what_was_removed_from_it_is_gone_too():
    made, parts = document()
    removed = next(iter(made.findall(paragraph)))
    removed.parent.remove(removed)
    next(iter(made.findall(section)))["kept"] = removed
    break_reference_cycles(made, removed)
    del made, removed

    assert not any(part() for part in parts)


def tree(kind):
    """Return a tree of Markdown."""
    return kind(MarkdownIt().parse("# One\n\n- two\n\n  > three *four*\n"))


def test_markdown_its_tree_still_holds_itself():
    root = weakref.ref(tree(SyntaxTreeNode))

    assert root()


def test_ours_does_not_and_knows_its_parents_while_its_root_is_there():
    made = tree(Tree)
    root = weakref.ref(made)
    every = list(made.walk())

    assert all(node.parent is made or node.parent.parent for node in every[1:])
    assert [node.type for node in every] == [node.type for node in tree(SyntaxTreeNode).walk()]
    del made, every
    assert root() is None


def test_no_renderer_of_an_article_without_directives_stays(make_site, monkeypatch):
    made = []
    render = ArticleRenderer._render_initialise
    monkeypatch.setattr(
        ArticleRenderer,
        "_render_initialise",
        lambda renderer: (made.append(weakref.ref(renderer)), render(renderer)),
    )
    make_site({"posts/a.md": article(body="# One\n\n- A *word*.\n")}).build()

    assert made
    assert not any(renderer() for renderer in made)


@pytest.mark.slow
@pytest.mark.parametrize("module", [reference_cycles, builders])
def test_each_process_takes_apart_what_it_has_read_or_written(
    make_site, monkeypatch, tmp_path, module
):
    told = tmp_path / "told"

    def tell(made, *removed):
        break_reference_cycles(made, *removed)
        with told.open("a") as file:
            file.write("one\n")

    monkeypatch.setattr(module, "break_reference_cycles", tell)
    site = make_site({f"posts/{name}.md": article() for name in "abcd"})
    site.build("-j", "2")
    pages = sum(path.suffix == ".doctree" for path in site.root.rglob("*.doctree"))

    written_here = 1  # the first page: what it loads, the others find loaded
    assert len(told.read_text().split()) == pages - (written_here if module is builders else 0)


def test_myst_renders_our_tree_and_documents_read_for_others_are_taken_apart(make_site):
    make_site({"posts/a.md": article()}).build()

    assert base.SyntaxTreeNode is Tree
    assert hasattr(Builder.write_doctree, "__wrapped__")
