"""What sphinx_kb/patches/ takes away is still there to take away, and nobody misses it."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docutils.transforms.universal import SmartQuotes
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from pydata_sphinx_theme import setup as pydata
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import IndexBuilder
from sphinx.transforms import SphinxSmartQuotes
from sphinx.util import docutils
from sphinx.util.logging import setup as logging

from sphinx_kb.testing import article
from support import ROOT

SITE = {
    "pages/terms.md": "# Terms\n\n```{glossary}\nMFA\n: Signing in with two proofs.\n```\n",
    "posts/a.md": article(
        "category: risk\ntags: [one]\n",
        title="A",
        body="# One\n\nMFA, [b](b.md).\n\n## Two\n\nText.\n",
    ),
    "posts/b.md": article(
        "category: risk\ntags: [one]\n", title="B", body="- [ ] do\n\n```python\nx = 1\n```\n"
    ),
}
WITHOUT = """
import sys, sphinx_kb.patches
sphinx_kb.patches.setup = lambda app: {"parallel_read_safe": True, "parallel_write_safe": True}
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_a_site_built_without_it_is_the_same(make_site):
    site = make_site(SITE)
    site.build()
    plain = site.root / "_build" / "plain"
    command = ["-q", "-d", str(site.root / "_build/d"), str(site.root), str(plain)]
    subprocess.run(
        [sys.executable, "-c", WITHOUT, *command],
        cwd=ROOT, check=True, env={"KB_TODAY": "2026-11-24", "PATH": ""},
    )  # fmt: skip

    found = {
        path.relative_to(plain).as_posix(): path.read_bytes()
        for path in plain.rglob("*")
        if path.is_file()
    }
    assert found == site.files()


def test_a_second_build_in_one_process_wraps_nothing_anew(make_site):
    site = make_site(SITE)
    site.build()
    before = base.make_document, IndexBuilder.prune
    site.build()

    assert (base.make_document, IndexBuilder.prune) == before


def test_the_theme_still_looks_at_each_page_in_ways_that_we_do_not_need():
    assert 'app.connect("html-page-context", update_and_remove_templates)' in inspect.getsource(
        pydata
    )
    assert "set_secondary_sidebar_items" in inspect.getsource(pydata)


def test_myst_still_makes_a_document_that_it_throws_away():
    assert 'get("document", make_document())' in inspect.getsource(DocutilsRenderer.setup_render)


def test_sphinx_still_makes_an_option_parser_for_each_file():
    assert "OptionParser(" in inspect.getsource(docutils._get_settings)


def test_sphinx_still_draws_contents_for_a_template_that_we_do_not_use():
    assert "document_toc(" in inspect.getsource(StandaloneHTMLBuilder.get_doc_context)


def test_sphinx_still_logs_what_nobody_asked_for():
    assert "setLevel(logging.DEBUG)" in inspect.getsource(logging)


def test_sphinx_still_goes_through_all_pages_for_each_word_of_its_index():
    class Pages(dict):
        walks = 0

        def __iter__(self):
            Pages.walks += 1
            return super().__iter__()

    prune = inspect.unwrap(IndexBuilder.prune)
    index = IndexBuilder.__new__(IndexBuilder)
    index._titles = index._filenames = index._all_titles = {}
    index._mapping = {str(number): {"a"} for number in range(50)}
    index._title_mapping = {}

    prune(index, Pages(a=1))

    assert Pages.walks > 50


def test_each_task_that_reads_still_sends_the_whole_environment_back():
    read = inspect.getsource(inspect.unwrap(Builder._read_parallel))

    assert "chunks = make_chunks(docnames, nproc)" in read
    assert "pickle.dumps(self.env" in read


@pytest.mark.slow
def test_smart_quotes_are_what_docutils_makes_of_them(make_site):
    texts = ("plain words", "it's", "a -- b", "and so on...", "a. . . b", "a\\'b")
    body = "\n\n".join(f"{text} *and {text}*, {text}" for text in texts)
    site = make_site({"posts/a.md": article(body=f"{body}\n")})
    site.build()
    ours = [p.get_text() for p in site.page("posts/a").select(".kb-article p:not([class])")]
    marked = SphinxSmartQuotes.get_tokens
    SphinxSmartQuotes.get_tokens = inspect.unwrap(marked)
    try:
        site.build("--fresh-env")
    finally:
        SphinxSmartQuotes.get_tokens = marked

    theirs = [p.get_text() for p in site.page("posts/a").select(".kb-article p:not([class])")]
    assert len(ours) >= len(texts)
    assert ours == theirs


def test_docutils_still_goes_over_texts_without_quotes():
    assert "txtnode.parent.replace(txtnode" in inspect.getsource(SmartQuotes.apply)


def test_sphinx_still_stems_a_word_anew_for_each_page():
    assert "def stem(word_to_stem" in inspect.getsource(IndexBuilder.feed)


def test_the_index_is_not_written_again_when_nothing_changed(make_site):
    site = make_site(SITE)
    site.build()
    index = site.out / "searchindex.js"
    before = index.stat().st_mtime_ns, site.files()
    site.build()

    assert (index.stat().st_mtime_ns, site.files()) == before


@pytest.mark.slow
@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("nothing")])
def test_an_index_that_somebody_changed_is_mended(make_site, change):
    site = make_site(SITE)
    site.build()
    before = site.files()
    change(site.out / "searchindex.js")
    built = site.build("-W", "--keep-going")

    assert built.warnings == []

    assert site.files() == before


def test_sphinx_does_not_look_for_pages_in_the_output_or_the_environment(make_site, monkeypatch):
    site = make_site(SITE).write({".venv/lib/posts/a.md": "no", "_build/html/x/a.md": "no"})
    visited = []
    walk = os.walk

    def noted(top, **options):
        for folder, folders, files in walk(top, **options):
            visited.append(os.path.relpath(folder, site.root))
            yield folder, folders, files

    monkeypatch.setattr("sphinx.util.matching.os.walk", noted)
    site.build()

    assert "posts" in visited
    assert not [folder for folder in visited if folder.startswith((".venv", "_build"))]
