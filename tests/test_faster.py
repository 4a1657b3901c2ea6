"""What _ext/faster.py takes away is still there to take away, and nobody misses it."""

import inspect
import subprocess
import sys

from conftest import ROOT, article
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from pydata_sphinx_theme import setup as pydata
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import IndexBuilder
from sphinx.util import docutils
from sphinx.util.logging import setup as logging

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
import sys, _ext.faster
_ext.faster.setup = lambda app: {"parallel_read_safe": True, "parallel_write_safe": True}
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_site_built_without_it_is_the_same(make_site):
    site = make_site(SITE)
    site.build()
    plain = site.root / "_build" / "plain"
    command = ["-q", "-c", str(ROOT), "-d", str(site.root / "_build/d"), str(site.root), str(plain)]
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
