"""What a build has written is gone at once, without the garbage collector."""

import gc
import weakref

import pytest
from docutils.nodes import emphasis, paragraph, section, title
from docutils.utils import new_document

from sphinx_kb import builders
from sphinx_kb.builders import break_reference_cycles
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


@pytest.mark.slow
def test_each_process_takes_apart_what_it_has_written(make_site, monkeypatch, tmp_path):
    told = tmp_path / "told"

    def tell(made, *removed):
        break_reference_cycles(made, *removed)
        with told.open("a") as file:
            file.write("one\n")

    monkeypatch.setattr(builders, "break_reference_cycles", tell)
    site = make_site({f"posts/{name}.md": article() for name in "abcd"})
    site.build("-j", "2")
    pages = sum(path.suffix == ".doctree" for path in site.root.rglob("*.doctree"))

    written_here = 1  # the first page: what it loads, the others find loaded
    assert len(told.read_text().split()) == pages - written_here
