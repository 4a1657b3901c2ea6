"""The address of a heading depends on its words alone, whatever else is in the article."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article

HEADINGS = """
## Scope

## Scope

### 漢字

## 漢字

## 2024

## 2024

## ?!
"""
ADDRESSES = ["scope", "scope-1", "漢字", "漢字-1", "2024", "2024-1", "section"]
BEFORE = {
    "nothing": "Text.\n",
    "a note": "Text.[^x]\n\n[^x]: A note.\n",
    "a note of the same name": "Text.[^scope] and[^2024]\n\n[^scope]: A note.\n\n[^2024]: Another.\n",
    "a figure": "```{figure} /assets/p.png\nA caption.\n```\n",
    "code with a name": '```yaml title="a.yml"\na: 1\n```\n',
}


def sections(page):
    return [node["id"] for node in page.select("article > section section")]


@pytest.fixture(scope="module")
def pages(shared_site):
    from support.hostile import PNG

    files = {
        f"posts/m{n}.md": article(body=text + HEADINGS) for n, text in enumerate(BEFORE.values())
    }
    site = shared_site("part-addresses", {**files, "assets/p.png": PNG})
    return {name: site.page(f"posts/m{n}") for n, name in enumerate(BEFORE)}


@pytest.mark.parametrize("name", BEFORE)
def test_headings_have_the_same_addresses_after(pages, name):
    assert sections(pages[name]) == ADDRESSES


@pytest.mark.parametrize("name", BEFORE)
def test_links_to_a_heading_have_its_address(pages, name):
    marks = [
        a["href"] for a in pages[name].select("article > section section > :is(h2, h3) .headerlink")
    ]

    assert marks == [f"#{address}" for address in ADDRESSES]


def test_notes_lead_there_and_back(pages):
    page = pages["a note of the same name"]
    pairs = [(a["href"], a["id"]) for a in page.select("a.footnote-reference")]
    back = {
        (f"#{note['id']}", note.select_one("a")["href"].lstrip("#"))
        for note in page.select("aside.footnote")
    }

    assert pairs
    assert set(pairs) == back


def test_links_find_headings_that_come_twice(make_site):
    text = (
        "[first](#scope), [second](#scope-1), [third](other.md#scope-1)\n\n## Scope\n\n## Scope\n"
    )
    site = make_site(
        {"posts/a.md": article(body=text), "posts/other.md": article(body="## Scope\n\n## Scope\n")}
    )
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert [a["href"] for a in site.page("posts/a").select("section > p a")] == [
        "#scope", "#scope-1", "other.html#scope-1",
    ]  # fmt: skip
