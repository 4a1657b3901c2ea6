"""Feeds: full text with absolute addresses, the articles' own times, the same bytes always."""

import json
import re
import time

import pytest
from bs4 import BeautifulSoup
from conftest import article

ROOT = {"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/en/latest/"}
BODY = "See [the other](b.md), ![a picture](../assets/p.svg) and MFA.\n\n## A heading\n\nMore.\n"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
FILES = {
    "assets/p.svg": PICTURE,
    "posts/a.md": article(
        "author: [mishaal, editors]\ncategories: [risk]\nupdated: 2026-03-04\ntags: [one]\n",
        title="A & <b>",
        body=BODY,
    ),
    "posts/b.md": article("category: risk\n", title="B", date="2026-01-04 10:30 +0200"),
    "posts/late.md": article(title="CANARY", date="2030-01-01"),
}


@pytest.fixture
def site(make_site):
    site = make_site(FILES)
    built = site.build(environ=ROOT)
    assert built.warnings == []
    return site


def feed(site, name):
    return BeautifulSoup((site.out / name).read_text("utf-8"), "xml")


def test_atom_has_what_rfc_4287_asks_for(site):
    found = feed(site, "atom.xml").feed

    assert [
        found.find(name, recursive=False) is not None for name in ("id", "title", "updated")
    ] == [True] * 3
    for entry in found.find_all("entry"):
        assert all(entry.find(name) for name in ("id", "title", "updated", "author", "content"))
    assert len({entry.id.get_text() for entry in found.find_all("entry")}) == 2


def test_an_entry_is_the_article_with_its_own_times_and_all_authors(site):
    entry = feed(site, "atom.xml").find_all("entry")[0]

    assert entry.title.get_text() == "A & <b>"
    assert entry.published.get_text() == "2026-01-05T00:00:00+00:00"
    assert entry.updated.get_text() == "2026-03-04T00:00:00+00:00"
    assert [node.find("name").get_text() for node in entry.find_all("author")] == [
        "Mishaal",
        "The editors",
    ]
    assert {node["term"] for node in entry.find_all("category")} == {"Risk management", "one"}


def test_addresses_in_the_text_are_absolute_and_the_frame_is_not_in_it(site):
    text = BeautifulSoup(
        feed(site, "atom.xml").find_all("entry")[0].content.get_text(), "html.parser"
    )

    addresses = [node.get("href") or node.get("src") for node in text.select("a, img")]
    assert all(address.startswith("https://kb.example.org/en/latest/") for address in addresses)
    assert text.select("h1, nav, header, .headerlink") == []


def test_rss_names_its_authors_and_its_permanent_addresses(site):
    items = feed(site, "feed.xml").rss.channel.find_all("item")

    assert [item.guid.get_text() for item in items] == [
        f"https://kb.example.org/en/latest/posts/{name}.html" for name in "ab"
    ]
    assert items[0].find("creator").get_text() == "Mishaal"


def test_json_feed_has_its_required_fields(site):
    found = json.loads((site.out / "feed.json").read_text("utf-8"))

    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in found["items"]] == ["A & <b>", "B"]
    assert all(item["id"] and item["url"] and item["content_html"] for item in found["items"])


@pytest.mark.parametrize("name", ["topics/risk/atom.xml", "authors/mishaal/atom.xml"])
def test_topics_and_authors_have_feeds_of_their_own(site, name):
    assert feed(site, name).feed.find_all("entry")[0].title.get_text() == "A & <b>"


def test_pages_announce_their_feeds(site):
    links = site.page("posts/a").select('link[rel="alternate"]')

    assert [link["href"] for link in links] == ["../atom.xml", "../topics/risk/atom.xml"]


def test_nothing_unpublished_is_in_a_feed(site):
    assert not any(b"CANARY" in data for data in site.files().values())


def test_the_bytes_do_not_depend_on_zone_day_or_jobs(make_site, monkeypatch):
    first = make_site(FILES, "one")
    first.build(environ=ROOT)
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    second = make_site(FILES, "two")
    second.build("-j", "2", environ=ROOT, today="2027-05-06")
    monkeypatch.undo()
    time.tzset()

    names = ("atom.xml", "feed.xml", "feed.json", "topics/risk/atom.xml")
    assert [first.files()[name] for name in names] == [second.files()[name] for name in names]


def test_an_article_that_goes_leaves_the_feeds(site):
    site.remove("posts/a.md")
    site.write({"posts/b.md": FILES["posts/b.md"]}).build(environ=ROOT)

    assert len(feed(site, "atom.xml").find_all("entry")) == 1
    assert not (site.out / "authors/mishaal/atom.xml").exists()


def test_no_time_of_a_build_is_in_a_feed(site):
    text = (site.out / "atom.xml").read_text("utf-8") + (site.out / "feed.xml").read_text("utf-8")

    assert set(re.findall(r"20\d\d(?=-\d\d-\d\dT)", text)) == {"2026"}
