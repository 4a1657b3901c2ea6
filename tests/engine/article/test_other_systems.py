"""Files, addresses and days of an article, as other systems have them."""

from __future__ import annotations

import pytest

from sphinx_kb.catalog.text_stats import count_words
from sphinx_kb.testing import article

MOVED = {  # path of an article, its front matter -> an old address that leads to it
    ("posts/one.md", "slug: first\n"): "posts/first/index.html",
    (
        "posts/2026-01-05-two.md",
        "slug: second\npermalink: /blog/:title/\n",
    ): "blog/second/index.html",
    ("posts/three.md", "slug: /third\n"): "third/index.html",
    ("posts/four.md", "url: /old/four/\n"): "old/four/index.html",
    ("posts/five/index.md", "permalink: /:year/:title/\n"): "2026/five/index.html",
    ("posts/2026-01-05-six/index.md", "permalink: /:year/:title/\n"): "2026/six/index.html",
    ("posts/seven/index.md", "slug: other\n"): "posts/other/index.html",
}
TOLD = {  # a file in posts/ -> what its author is told
    "a.mdx": "save it as 'a.md', without the components of MDX",
    "a.qmd": "save it as 'a.md', with the results of its code",
    "a.txt": "save it as 'a.md' if it is an article, or move it into assets/",
    "a.html": "write it as Markdown in 'a.md': HTML may stand in it",
    "a.rst": "write it as Markdown in 'a.md': reStructuredText is not read",
    "a.ipynb": "save it as 'a.md', with the results of its code",
    "a.adoc": "write it as Markdown in 'a.md': AsciiDoc is not read",
    "A.MD": "rename the file to 'A.md'",
}


def test_old_addresses_lead_to_the_article(make_site):
    site = make_site({path: article(head) for path, head in MOVED})
    built = site.build("-W", "--keep-going")
    found = {}
    for (path, _), address in MOVED.items():
        page = site.out / address
        target = path.removeprefix("posts/").removesuffix(".md") + ".html"
        found[address] = page.is_file() and target in page.read_text("utf-8")

    assert built.exit == 0, built.output
    assert found == dict.fromkeys(MOVED.values(), True)


def test_the_folder_of_a_bundle_has_its_day_and_its_name(make_site):
    site = make_site({
        "posts/2026-02-03-six/index.md": article(date=""),
        "posts/other.md": article(body="[six](2026-02-03-six/index.md) and [[six]]\n"),
    })  # fmt: skip
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert site.page("posts/2026-02-03-six/index").select_one("time")["datetime"] == "2026-02-03"


@pytest.mark.parametrize("field", ["updated", "reviewed"])
def test_a_day_that_has_not_come_is_told_and_not_shown(make_site, field):
    site = make_site(
        {
            "posts/a.md": article(f"{field}: 2027-06-01\n"),
            "posts/b.md": article(f"{field}: 2026-11-24\n"),
        }
    )
    first = site.build().warnings
    feeds = b"".join(
        data for path, data in site.files().items() if path.endswith((".xml", ".json", ".html"))
    )

    assert [line.partition(" [kb")[0] for line in first] == [
        f"posts/a.md:4: WARNING: '{field}': write a day that has come, not 2027-06-01"
    ]
    assert b"2027" not in feeds
    assert site.build().warnings == first


def test_nothing_in_a_feed_is_later_than_now(make_site):
    site = make_site({"posts/a.md": article("updated: 2026-11-25\n")})  # it is tomorrow somewhere
    built = site.build("-W", today="2026-11-24")
    updated = site.page("posts/a").select_one("time")
    (feed,) = [path for path in site.files() if path.endswith("atom.xml")][:1]

    assert built.exit == 0, built.output
    assert updated is not None
    assert b"2026-11-25" not in site.files()[feed]


def test_a_text_that_is_no_article_is_told_once(make_site):
    files = {f"posts/{name}": article() for name in TOLD}
    site = make_site({**files, "posts/good.md": article()})
    first = site.build().warnings

    assert {line.partition(" [kb")[0] for line in first} == {
        f"posts/{name}:1: WARNING: {remedy}" for name, remedy in TOLD.items()
    }
    assert len(first) == len(TOLD)
    assert site.build().warnings == first


def test_a_text_that_an_article_links_to_is_its_download(make_site):
    site = make_site(
        {"posts/good.md": article(body="[a form](form.txt)\n"), "posts/form.txt": "A form.\n"}
    )

    assert site.build("-W").exit == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two three", 3),
        ("Über uns, naïve", 3),
        ("漢字" * 250, 200),
        ("ひらがなカタカナ漢字", 4),
        ("한국어 문장 입니다", 3),
        ("risk 管理 and 漢字", 4),
        ("", 0),
    ],
)
def test_words_are_counted_in_scripts_without_spaces_too(text, words):
    assert count_words(text) == words
