"""A warning has its file and line, the same from one process and from many, build after build."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.util import logging

from sphinx_kb import parallel
from sphinx_kb.incremental import warning_places as places
from sphinx_kb.markup.highlighting import LARGEST
from sphinx_kb.references.resolve import ResolveAddresses
from sphinx_kb.testing import TODAY, article, twin
from support import ROOT

pytestmark = pytest.mark.slow

SITE = Path("/site")
FAULTS = {  # by where a warning is given, and what it says of its place
    "posts/part.md": "[x](#no-such-part)\n",
    "posts/file.md": "[x](nope.md)\n",
    "posts/list.md": "- a\n\n  > b [x](#nope) **[y](#other)**\n",
    "posts/table.md": "| a | b |\n|---|---|\n| [x](#nope) | [](nope.md) |\n",
    "posts/heading.md": "## A [x](#nope)\n\nText.\n",
    "posts/boxes.md": "```{note}\n\n> [x](#nope)\n\n:::{tip}\n[y](#other)\n:::\n```\n",
    "posts/roles.md": "{term}`nope` {ref}`nope` {doc}`nope` {csf}`GV.XX` {nope}`x`\n",
    "posts/page.md": "[x](part.md#nope) [y](../pages/about.md#nope)\n",
    "posts/card.md": "```{card}\n:link: nope\n:link-type: ref\nx\n```\n",
    "posts/picture.md": "- ![x](../assets/nope.png)\n\n![x](https://example.org/x.png)\n",
    "posts/download.md": "[x](../assets/nope.csv)\n",
    "posts/html.md": "a <b onclick=1>x</b>\n\n<div>\n<video src=x></video>\n</div>\n",
    "posts/code.md": f"```python\n{'x' * (LARGEST + 1)}\n```\n",
    "posts/lines.md": "```{code-block} python\n:emphasize-lines: 99\nx\n```\n",
    "posts/option.md": "```{figure} ../assets/nope.png\n:nope: 1\n```\n",
    "posts/directive.md": "```{include} x\n```\n\n````{grid} 99\n```{grid-item}\nx\n```\n````\n",
    "posts/formula.md": "{math}`\\nope{`\n",
    "posts/notes.md": "[^1] [^9]\n\n[^1]: a\n\n[^1]: b\n\n[^2]: c\n",
    "posts/one.md": "(twice)=\n## One\n",
    "posts/two.md": "(twice)=\n## Two\n",
}
PAGES = {
    "posts/10:30.md": article(body="[x](#nope)\n"),
    "posts/head.md": article("credits: me\nauthor: nobody\nrelated: [nope]\n"),
    "pages/nowhere/page.md": "# Page\n\n[x](#nope)\n",
    "pages/list.md": "# List\n\n```{toctree}\nnope\n```\n",
    "pages/glossary.md": "# A\n\n```{glossary}\nMFA\n  Two.\n```\n\n{octicon}`nope`\n",
    "pages/terms.md": "# B\n\n```{glossary}\nMFA\n  [x](#nope)\n```\n\n{octicon}`nope`\n",
    **{f"pages/{number}.md": "# Page\n" for number in range(twin.MIN_ITEMS)},
}


SILENT = {"posts/one.md", *(f"pages/{number}.md" for number in range(twin.MIN_ITEMS))}


def node(line=None, source=None, inside=None):
    """Return a node as docutils makes them, with what it knows of its place."""
    made = nodes.paragraph()
    made.line, made.source, made.parent = line, source, inside
    return made


DOCUMENT = new_document("/site/posts/a.md")
SECTION = node(4, "/site/posts/a.md", DOCUMENT)
WRITTEN = {
    "a node": (node(6, "/site/posts/a.md"), "posts/a.md:6"),
    "a node inside one that knows": (node(inside=SECTION), "posts/a.md:4"),
    "a node that has a line alone": (node(7, inside=SECTION), "posts/a.md:7"),
    "a node that has a file alone": (node(None, "/site/posts/a.md", SECTION), "posts/a.md:4"),
    "a node that was made of a string": (node(9, "<string>", SECTION), "posts/a.md:9"),
    "a node of which the document alone knows": (node(inside=DOCUMENT), "posts/a.md:1"),
    "a node that nobody knows": (node(3), None),
    "a docname and a line": (("posts/a", 6), "posts/a.md:6"),
    "a docname and no line": (("posts/a", None), "posts/a.md:1"),
    "a path and a line": (("/site/posts/a.md", 6), "posts/a.md:6"),
    "no docname": ((None, 6), None),
    "a docname in words": ("posts/a", "posts/a.md:1"),
    "a docname with a colon": ("posts/10:30", "posts/10:30.md:1"),
    "a path in words": ("/site/posts/a.md:6", "posts/a.md:6"),
    "a path without a line": ("/site/posts/a.md:", "posts/a.md:1"),
    "a path with a colon": ("/site/posts/10:30.md:6", "posts/10:30.md:6"),
    "a path from the root": ("_data/site.yml:3", "_data/site.yml:3"),
    "nothing": (None, None),
}


@pytest.mark.parametrize(("place", "written"), WRITTEN.values(), ids=WRITTEN)
def test_a_place_is_written_as_authors_know_it(place, written):
    assert places.written_out(place, SITE, {"posts/a", "posts/10:30"}) == written


@pytest.mark.parametrize(("builder", "jobs"), [("html", 2), ("dirhtml", 4), ("epub", 2)])
def test_many_processes_tell_what_one_tells_and_again(make_site, monkeypatch, builder, jobs):
    monkeypatch.setattr(parallel, "MIN_ITEMS", twin.MIN_ITEMS)
    files = PAGES | {name: article(body=body) for name, body in FAULTS.items()}
    in_order = sorted if builder == "epub" else list  # Sphinx resolves a book's pages beforehand
    alone = make_site(files, "alone").build("-j", "1", builder=builder)
    site = make_site(files, "many")

    def build():
        return site.build("-W", "--keep-going", "-j", str(jobs), builder=builder)

    first, second = build(), build()
    site.write({"pages/0.md": "# Other\n"})
    third = build()

    for built in (first, second, third):
        assert in_order(built.warnings) == in_order(alone.warnings)
        assert built.exit == 1
    assert {line.partition(".md:")[0] for line in alone.warnings} >= {
        name.removesuffix(".md") for name in FAULTS | PAGES if name not in SILENT
    }


def test_a_warning_without_a_place_is_its_pages(make_site, monkeypatch):
    def run(transform, **kwargs):
        logging.getLogger("theirs").warning("something is wrong")

    monkeypatch.setattr(ResolveAddresses, "run", run)
    site = make_site({"posts/a.md": article()})
    told = [site.build("-j", jobs).warnings for jobs in "12"]

    pages = ("index", "pages/about", "posts/a")
    said = "rewrite this part of the page, which cannot be read as it is (something is wrong) [kb.gate]"
    assert told == [[f"{page}.md:1: WARNING: {said}" for page in pages]] * 2


def test_every_warning_begins_a_line_of_the_terminal(make_site):
    files = {
        f"posts/{number}.md": article(body="[x](#nope)\n") for number in range(twin.MIN_ITEMS + 4)
    }
    site = make_site({**files, "pages/nowhere/page.md": "# Page\n"})
    command = [
        sys.executable, "-m", "sphinx", "-j", "auto", "-W", "--keep-going", "-c", str(ROOT),
        "-d", str(site.root / "_build/d"), str(site.root), str(site.out),
    ]  # fmt: skip
    built = subprocess.run(
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "KB_TODAY": TODAY},
    )  # fmt: skip

    told = [line for line in built.stdout.splitlines() if "WARNING" in line]
    assert len(told) == len(files) + 1
    assert [
        line for line in told if not re.match(r"(posts|pages)/[\w/]+\.md:\d+: WARNING: ", line)
    ] == []
