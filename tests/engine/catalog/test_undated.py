"""Articles without a day, and without a title: notes of a vault, pages of a handbook."""

from __future__ import annotations

import json

import pytest

from sphinx_kb.testing import article

ADDRESS = "_data/site.yml", "address: https://kb.example.org/\n"
DATED = article("categories: [risk]\ntags: [t]\n", title="Dated")


def undated(title="", body="Text.\n", head=""):
    return article(f"categories: [risk]\ntags: [t]\n{head}", body, title=title, date="")


@pytest.fixture(scope="module")
def notes(shared_site):
    files = {
        "posts/first.md": undated("First"),
        "posts/Second note.md": undated(body="See [[first]].\n"),
        "posts/third.md": "# Third\n\nNo front matter at all.\n",
        "posts/dated.md": DATED,
        "posts/technical.md": article(
            "categories: [technical]\nupdated: 2026-02-03\n", title="Alone", date=""
        ),
    }
    return shared_site("undated", {**files, ADDRESS[0]: ADDRESS[1]}, strict=False)


def test_they_are_published_after_all_that_have_a_day(notes):
    titles = [
        node.get_text() for node in notes.page("archive").select(".kb-card-title, .kb-card h2")
    ]

    assert titles[0] == "Dated"
    assert set(titles[1:]) == {"First", "Second note", "Third", "Alone"}


def test_no_day_is_shown_or_told_machines(notes):
    page = notes.page("posts/first")
    told = json.loads(page.find("script", type="application/ld+json").string)

    assert not page.select(".kb-article time")
    assert not page.select("[property='article:published_time']")
    assert not {"datePublished", "dateModified"} & told.keys()


def test_the_day_of_a_change_is_told(notes):
    told = json.loads(
        notes.page("posts/technical").find("script", type="application/ld+json").string
    )

    assert (told.get("datePublished"), told["dateModified"]) == (None, "2026-02-03")


def test_they_are_no_news(notes):
    feeds = {path for path in notes.files() if path.endswith((".xml", "feed.json"))}

    assert "Dated" in notes.files()["atom.xml"].decode()
    assert not [p for p in feeds if "sitemap" not in p and "First" in notes.files()[p].decode()]
    assert "topics/risk/atom.xml" in feeds
    assert "topics/technical/atom.xml" not in feeds
    assert not notes.page("topics/technical").select("a[href$='technical/atom.xml']")
    assert notes.page("topics/risk").select("a[href$='risk/atom.xml']")
    told = notes.page("subscribe").get_text()
    assert ("topics/risk/atom.xml" in told, "topics/technical/atom.xml" in told) == (True, False)


def test_what_all_lack_is_told_once(make_site):
    files = {f"posts/note {number}.md": "Text.\n" for number in range(3)}
    site = make_site({**files, "posts/dated.md": DATED, "posts/open.md": article(date="''")})
    first = site.build()

    assert sorted(first.warnings) == [
        (
            "posts/note 0.md:1: WARNING: add the field 'date' (write the date as YYYY-MM-DD), or start "
            "the file's name with it (2 more articles have no date) [kb.date]"
        ),
        (
            "posts/note 0.md:1: WARNING: add the field 'title': the name of the file stands in its place "
            "(2 more articles have no title) [kb.front_matter]"
        ),
        "posts/open.md:3: WARNING: 'date': write the date as YYYY-MM-DD [kb.date]",
    ]
    assert site.build().warnings == first.warnings
    assert not (site.out / "posts/open.html").exists()


def test_a_day_that_comes_later_is_one_like_all(make_site):
    site = make_site({"posts/a.md": undated("A"), "posts/b.md": DATED})
    site.build(has_twin=False)
    site.write({"posts/a.md": article("categories: [risk]\ntags: [t]\n", title="A")})
    built = site.build("-W", has_twin=False)

    assert built.exit == 0, built.output
    assert site.page("posts/a").select_one(".kb-article time")["datetime"] == "2026-01-05"
    assert "<title>A</title>" in site.files()["atom.xml"].decode()
