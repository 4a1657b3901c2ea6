"""The time that an article takes grows with its length, whatever it is made of; past a limit it is told."""

from __future__ import annotations

import gc
import time

import pytest

from sphinx_kb.markup import limits, parser
from sphinx_kb.testing import FRAME, Site, article
from support import SOAK

PIECES = {
    "post_url-open": "{% post_url" + " " * 400 + "\n",
    "link-open": "{% link" + " " * 400 + "\n",
    "highlight-open": "{% highlight " + "a" * 400 + "\n",
    "list-open": "{: " + " " * 400 + "\n\n",
    "attributes-of-headings": "## A\n{: #id}\n\n",
    "attributes-alone": "{: .a}\n\n",
    "heading-of-spaces": "## A" + " " * 400 + "{#\n\n",
    "backticks": "`` ` ",
    "comments-open": "<!-- a\n\n",
    "controls": "{csf}`GV.RM` ",
    "unknown-controls": "{csf}`GV.RX` ",
    "terms": "{term}`Nothing` ",
    "to-itself": "[x](self.md) ",
    "to-a-part": "[x](#a) ",
    "to-nowhere": "[x](nope.html) ",
    "by-address": "[x](/posts/good.html) ",
    "html-links": '<a href="good.html">x</a> ',
    "labels": "{ref}`x` ",
    "links-open": "[a](",
    "brackets": "[",
    "tags": "<b>x</b> ",
    "tags-open": "<b>x ",
    "scripts": "<script>x</script>",
    "blocks-open": "<div>\n\n",
    "boxes": "```{note}\nA.\n```\n\n",
    "lost-notes": "a[^1] ",
    "cells": "| a | b |\n",
    "pictures-of-the-web": "![x](https://example.org/x.png) ",
    "missing-pictures": "![x](x.png) ",
    "emphasis": "*a **b ",
    "rules": "a\n\n---\n\n",
    "words-in-brackets": "<your-tenant> ",
}
TRIED = dict(list(PIECES.items())[:: 1 if SOAK else 2])
SHORT, LONG = 4_000, 16_000  # characters


def seconds_by_article(folder, size, monkeypatch):
    """Return the time of the processor that reading each article takes, and that of the whole build."""
    taken = {}
    read = parser.ArticleParser.parse

    def timed(self, inputstring, document):
        start = time.process_time()
        read(self, inputstring, document)
        taken[document.settings.env.docname.removeprefix("posts/")] = time.process_time() - start

    files = {
        f"posts/{name}.md": article(body=piece * (size // len(piece)) + "\n")
        for name, piece in TRIED.items()
    }
    site = Site(folder / str(size)).write(
        {**FRAME, **files, "posts/good.md": article(), "posts/self.md": article()}
    )
    with monkeypatch.context() as patch:
        patch.setattr(parser.ArticleParser, "parse", timed)
        gc.freeze()  # what other tests left is not looked through meanwhile
        start = time.process_time()
        built = site.build(has_twin=False)
    assert "Traceback" not in built.output
    return taken, time.process_time() - start


@pytest.mark.slow
@pytest.mark.soak
def test_four_times_the_text_takes_about_four_times_as_long(tmp_path, monkeypatch):
    seconds_by_article(tmp_path, 400, monkeypatch)  # what is loaded once
    short, whole_short = seconds_by_article(tmp_path, SHORT, monkeypatch)
    long, whole_long = seconds_by_article(tmp_path, LONG, monkeypatch)

    assert {
        name: (short[name], long[name]) for name in TRIED if long[name] > 8 * short[name] + 0.3
    } == {}
    assert whole_long < 6 * whole_short


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        (
            "[" * (limits.MOST_SIGNS + 1),
            "split the article: it has more than 150,000 signs of Markdown",
        ),
        (
            "## A\n\n" * (limits.MOST_HEADINGS + 1),
            "split the article: it has more than 2,000 headings",
        ),
        (
            "*a* " * 20_001,
            "split the article: it has more than 40,000 links, cells, marks and tags",
        ),
    ],
    ids=["signs", "headings", "parts"],
)
def test_an_article_that_is_too_much_is_left_out_with_one_line(make_site, body, remedy):
    site = make_site({"posts/a.md": article(body=body + "\n"), "posts/good.md": article()})
    start = time.process_time()
    built = site.build(has_twin=False)

    assert built.warnings == [f"posts/a.md:5: WARNING: {remedy} [kb.gate]"]
    assert (site.has("posts/a"), site.has("posts/good")) == (False, True)
    assert time.process_time() - start < 30
