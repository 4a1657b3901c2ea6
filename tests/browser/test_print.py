"""On paper: the article, its sources and its addresses, black on white, and nothing else."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from tools.browser import serve

BODY = """\
## One

See [a standard](https://example.org/standard).

````{tab-set}
```{tab-item} First
The first text.
```
```{tab-item} Second
The second text.
```
````

```{dropdown} More
What was folded.
```

```python
x = 1
```

| Text | Kind | One | Two | Three | Four |
|---|---|---|---|---|---|
| LONG | Primary | LONG | LONG | LONG | LONG |
"""
BODY = BODY.replace("LONG", "A sentence that would like to have the whole of the sheet. " * 4)
FILES = {
    "posts/a.md": article(
        "author: editors\ncategory: risk\ntoc: true\n"
        "sources:\n  - {title: A book, url: 'https://example.org/book'}\n",
        BODY,
        title="What is printed",
    ),
    "posts/b.md": article("category: risk\n", "See [it](a.md).\n", title="Another"),
}
PRINTED = (
    "h1", ".kb-byline", "#one", ".kb-sources",
    ".sd-tab-content >> nth=0", ".sd-tab-content >> nth=1", "text=What was folded.",
)  # fmt: skip
LEFT_OUT = (
    ".kb-navigation", ".kb-button", ".kb-side-contents", ".kb-contents", ".kb-breadcrumb", ".kb-foot",
    ".kb-backlinks", ".kb-copy", ".kb-site-footer", "a.headerlink", ".kb-cover",  # it is drawn
)  # fmt: skip


@pytest.fixture(scope="module", params=["light", "dark"])
def paper(request, tmp_path_factory, chromium):
    """Return the page of an article as it is printed from a light and a dark screen."""
    from sphinx_kb.testing import FRAME, Site

    site = Site(tmp_path_factory.mktemp("print")).write({**FRAME, **FILES})
    assert site.build("-W").exit == 0
    context = chromium.new_context(color_scheme=request.param)
    with serve(site.out) as base:
        page = context.new_page()
        page.goto(f"{base}posts/a.html", wait_until="networkidle")
        page.emulate_media(media="print")
        yield page
    context.close()


@pytest.mark.parametrize("selector", PRINTED)
def test_the_article_is_printed(paper, selector):
    assert paper.locator(selector).first.is_visible()


@pytest.mark.parametrize("selector", LEFT_OUT)
def test_what_is_for_the_screen_is_left_out(paper, selector):
    found = paper.locator(selector)

    assert found.count() > 0
    assert not any(found.nth(number).is_visible() for number in range(found.count()))


def test_it_is_dark_on_white(paper):
    ink = [
        paper.evaluate(f"getComputedStyle(document.querySelector('{selector}')).color")
        for selector in ("h1", "h2", "#one p")
    ]

    assert paper.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert all(max(map(int, color[4:-1].split(", "))) < 100 for color in ink)


@pytest.mark.parametrize("address", ["https://example.org/standard", "https://example.org/book"])
def test_the_address_of_a_link_is_beside_it(paper, address):
    after = paper.evaluate(
        """(href) => getComputedStyle(
            document.querySelector(`.kb-article a[href='${href}']`), "::after").content""",
        address,
    )

    assert address in after.replace('" "', "").replace('"', "")


def test_a_short_word_of_a_table_is_not_broken_and_the_table_is_as_wide_as_the_paper(paper):
    screen = paper.viewport_size
    paper.set_viewport_size({"width": 660, "height": 900})
    is_whole, wide = paper.evaluate(
        """() => {
          const cell = [...document.querySelectorAll('td')].find((one) => one.innerText === 'Primary');
          const range = document.createRange();
          range.selectNodeContents(cell);
          const lines = new Set([...range.getClientRects()].map((one) => Math.round(one.height)));
          return [Math.max(...lines) < 1.9 * parseFloat(getComputedStyle(cell).lineHeight), document.documentElement.scrollWidth - innerWidth];
        }"""
    )
    paper.set_viewport_size(screen)

    assert (is_whole, wide) == (True, 0)
