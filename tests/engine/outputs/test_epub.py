"""The e-book: well-formed, complete in itself, and without what is not published."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree

from sphinx_kb.outputs.epub import xhtml
from sphinx_kb.outputs.epub_svg import svg_1_1
from sphinx_kb.testing import Site, article
from support.hostile import PNG
from support.samples import FRAMEWORKS, SAMPLE
from tools import epub_check

if TYPE_CHECKING:
    from pathlib import Path

HTML = "{http://www.w3.org/1999/xhtml}"
BODY = """\
Some text<br>with <b>HTML</b>&nbsp;of its *own*, a formula {math}`a < b`, {csf}`GV.RM`, and [B](b.md).

[The table](../assets/downloads/a.csv).

<details open><summary>More</summary>Text.</details>

- [x] Done

| a | b |
|---|---|
| 1 | 2 |

```{figure} ../assets/p.png
A caption.
```

````{tab-set}
```{tab-item} One
The first text.
```
```{tab-item} Two
The second text.
```
````

```{dropdown} Further
The last text.
```

```python
x = "<&>"
```
"""


def book(site: Site) -> dict[str, bytes]:
    """Return the files of the e-book of a site."""
    (packed,) = (site.root / "_build/epub").glob("*.epub")
    with zipfile.ZipFile(packed) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def made(site: Site) -> dict[str, bytes]:
    """Build the e-book, with Sphinx's own place for doctrees, and return its files."""
    built = site.build("-W", "-d", str(site.root / "_build/epub/.doctrees"), builder="epub")
    assert built.exit == 0, built.output
    return book(site)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the e-book of a site with all kinds of pages."""
    from sphinx_kb.testing import FRAME

    root: Path = tmp_path_factory.mktemp("book") / "site"
    head = "level: new\nlang: de\ncontrols: [CIS 4]\n"
    site = Site(root).write({
        **FRAME, **FRAMEWORKS, "assets/p.png": PNG,
        "posts/a.md": article(head, BODY, title="A & <B>", author="mishaal", categories="risk", tags="x"),
        "posts/b.md": article(title="B", body="See [A](a.md).\n"),
        "assets/downloads/a.csv": "One,Two\n",
        "_data/templates.yml": "plan:\n  name: Plan\n  files:\n    - {file: a.csv, name: A, use: Fill it in.}\n",
        "_data/paths.yml": "start:\n  name: Start\n  articles:\n    - {slug: a, reason: Why.}\n",
    })  # fmt: skip
    return made(site)


def pages(files: dict[str, bytes]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


def test_every_page_and_list_is_well_formed(files):
    assert len(pages(files)) > 10
    for name, data in files.items():
        if name.endswith((".opf", ".ncx", ".svg", ".xml")):
            etree.fromstring(data)


def test_every_element_of_a_formula_is_mathml(files):
    (formula,) = pages(files)["posts/a.xhtml"].iter("{http://www.w3.org/1998/Math/MathML}math")

    assert {etree.QName(each).namespace for each in formula.iter()} == {
        "http://www.w3.org/1998/Math/MathML"
    }


def test_whatever_a_page_names_is_in_the_book(files):
    missing = set()
    for name, root in pages(files).items():
        for element in root.iter(f"{HTML}a", f"{HTML}img", f"{HTML}link"):
            address = urldefrag(element.get("href") or element.get("src") or "")[0]
            place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
            if address and ":" not in address and place not in files:
                missing.add((name, address))

    assert missing == set()


def test_no_page_has_what_only_a_site_can_do(files):
    tags = {"script", "form", "button", "dialog", "iframe", "source"}
    found = {
        (name, tag) for name, root in pages(files).items() for tag in tags
        if next(root.iter(HTML + tag), None) is not None
    }  # fmt: skip

    assert found == set()
    assert b"Content-Security-Policy" not in b"".join(files.values())
    assert not any(name.endswith((".js", ".json", "search.xhtml", "feed.xml")) for name in files)


def test_the_articles_are_in_the_contents(files):
    contents = [link.text for link in pages(files)["nav.xhtml"].iter(f"{HTML}a")]

    assert {"A & <B>", "B"} <= set(contents)


def test_a_page_says_its_title_and_its_language(files):
    root = pages(files)["posts/a.xhtml"]

    assert root.findtext(f".//{HTML}title") == "A & <B>"
    assert root.get("lang") == "de"


def test_a_withdrawn_article_and_a_foreign_file_are_not_in_the_next_book(make_site):
    site = make_site({"posts/a.md": article(body="Secret.\n"), "posts/b.md": article(title="B")})
    assert "posts/a.xhtml" in made(site)
    (site.root / "_build/epub/foreign.css").write_text("a {}\n", "utf-8")
    files = made(site.remove("posts/a.md"))

    assert not {"posts/a.xhtml", "foreign.css"} & files.keys()
    assert b"Secret" not in b"".join(files.values())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p hidden>a<br>b</p>", '<p hidden="">a<br/>b</p>'),
        ("<p>a&nbsp;&lt;b &amp; c", "<p>a\u00a0&lt;b &amp; c</p>"),
        ("<p>a\x0cb\x00</p>", "<p>ab</p>"),
    ],
)
def test_html_is_written_as_xml(page, expected):
    assert xhtml(page) == expected


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ('<path d="M0 0" vector-effect="x"/>', '<path style="vector-effect:x" d="M0 0"/>'),
        ('<a style="b:c" paint-order="d">e</a>', '<a style="b:c;paint-order:d">e</a>'),
        ('<a vector-effect="x" paint-order="d">', '<a style="vector-effect:x;paint-order:d">'),
        ('<a x="1">paint-order="d"</a>', '<a x="1">paint-order="d"</a>'),
    ],
)
def test_an_attribute_that_is_younger_than_the_drawings_of_books_is_a_style(drawing, expected):
    assert svg_1_1(drawing) == expected


@pytest.mark.slow
@pytest.mark.skipif(bool(epub_check.missing()), reason=epub_check.missing())
def test_epubcheck_finds_nothing_in_a_book_of_every_construct(make_site):
    site = make_site({
        **SAMPLE, "posts/tasks.md": article(body="- [ ] to do\n- [x] done\n"),
        "posts/body.md": article(body=BODY), "posts/b.md": article(), "assets/p.png": PNG,
        "assets/downloads/a.csv": "a\n",
    })  # fmt: skip
    site.build(builder="epub")
    (packed,) = (site.root / "_build/epub").glob("*.epub")

    assert list(epub_check.faults_of(packed)) == []


def test_a_book_holds_what_its_sheets_name(files):
    (sheet,) = (data for path, data in files.items() if path.endswith("/epub.css"))
    names = re.findall(rb"url\(([\w./-]+)\)", sheet)

    assert names
    assert all(any(path.endswith(name.decode()) for path in files) for name in names)


@pytest.mark.slow
@pytest.mark.skipif(bool(epub_check.missing()), reason=epub_check.missing())
def test_a_book_leads_to_its_own_pages_alone(make_site):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300"><path d="M0 0h9"/></svg>'
    )
    text = (
        "```{figure} ../assets/d.svg\nWords.\n```\n\n[New](../new.html), [topics](/topics.html).\n"
    )
    site = make_site({
        "posts/a.md": article("changes: [{date: 2026-02-01, what: More.}]\n", text),
        "assets/d.svg": drawing,
    })  # fmt: skip
    built = site.build("-W", builder="epub")
    (packed,) = (site.root / "_build/epub").glob("*.epub")

    assert built.exit == 0, built.output
    assert list(epub_check.faults_of(packed)) == []
    site.build("-W")
    assert site.page("posts/a").find("a", string="New")["href"] == "../new.html"
    assert site.page("posts/a").select_one("figure a.kb-picture")
