"""What is new, by month; changes of substance at the foot, in the feeds; how to subscribe."""

from __future__ import annotations

import json

import feedparser
import pytest

from sphinx_kb.testing import article
from support.browsing import eventually, visiting

ROOT = {"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"}
CHANGED = """\
categories: [risk]
authors: [mishaal]
updated: 2026-03-01
reviewed: 2026-10-02
changes:
  - {date: 2026-03-04, what: "A table & <b>costs</b>."}
  - {date: 2026-10-20, what: A worked example.}
"""
FILES = {
    "posts/old.md": article(CHANGED, title="The old one", date="2026-01-05"),
    "posts/new.md": article(title="A newer one", date="2026-10-07"),
    "posts/same.md": article(
        "reviewed: 2026-01-05\n", title="B of the same day", date="2026-01-05"
    ),
    "posts/hidden.md": article("hidden: true\n", title="CANARY", date="2026-10-07"),
    "posts/late.md": article(title="CANARY", date="2030-01-01"),
}


@pytest.fixture(scope="module")
def site(shared_site):
    return shared_site("news", FILES, environ=ROOT)


def rows(page, place):
    return [
        " ".join(row.get_text(" ").split())
        for row in page.find(id=place).find_next("ul").find_all("li")
    ]


def test_the_page_has_each_month_with_what_is_new_changed_and_reviewed(site):
    page = site.page("new")

    assert [section["id"] for section in page.select("article section")] == [
        "2026-10",
        "2026-03",
        "2026-01",
    ]
    assert rows(page, "2026-10-new") == ["A newer one Text. 7 October 2026"]
    assert rows(page, "2026-10-changed") == ["The old one A worked example. 20 October 2026"]
    assert rows(page, "2026-10-reviewed") == ["The old one 2 October 2026"]
    assert rows(page, "2026-03-changed") == ["The old one A table & <b>costs</b>. 4 March 2026"]
    assert len(rows(page, "2026-01-new")) == 2
    assert not page.find(id="2026-01-reviewed")
    assert "CANARY" not in page.get_text()
    assert page.find(id="2026-10-changed").find_next("a")["href"] == "posts/old.html#changes"


def test_an_article_tells_its_changes_at_its_foot_and_the_last_of_them_above(site):
    page = site.page("posts/old")

    assert [row.get_text() for row in page.select(".kb-changes li")] == [
        "20 October 2026: A worked example.",
        "4 March 2026: A table & <b>costs</b>.",
    ]
    assert "Updated 20 October 2026" in page.select_one(".kb-facts").get_text()
    assert not site.page("posts/new").select(".kb-changes")


def test_of_articles_of_one_day_the_one_that_changed_last_is_the_latest(site):
    titles = [
        tag.get_text() for tag in site.page("index").select("#latest + .kb-cards .kb-card-title")
    ]

    assert titles == ["A newer one", "The old one", "B of the same day"]
    assert site.page("index").select_one('.kb-more a[href="new.html"]')


@pytest.mark.parametrize(
    "name", ["atom.xml", "feed.xml", "topics/risk/atom.xml", "authors/mishaal/atom.xml"]
)
def test_a_feed_has_an_entry_for_each_change(site, name):
    found = feedparser.parse((site.out / name).read_bytes())
    changes = [entry for entry in found.entries if entry.title == "Changed: The old one"]

    assert not found.bozo
    assert [entry.summary for entry in changes] == ["A worked example.", "A table & <b>costs</b>."]
    assert changes[0].link == "https://kb.example.org/posts/old.html#changes"
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert found.entries[0].title == "Changed: The old one"


def test_a_text_of_a_change_is_text_in_a_feed(site):
    found = json.loads((site.out / "feed.json").read_text("utf-8"))
    (item,) = [one for one in found["items"] if one["id"].endswith("#change-2026-03-04-1")]

    assert "&lt;b&gt;costs" in item["content_html"]


def test_the_page_to_subscribe_has_every_address_to_copy(site):
    page = site.page("subscribe")

    assert [tag.get_text() for tag in page.select("li code")][:4] == [
        "https://kb.example.org/atom.xml",
        "https://kb.example.org/feed.xml",
        "https://kb.example.org/feed.json",
        "https://kb.example.org/topics/risk/atom.xml",
    ]
    assert site.page("posts/old").select_one('.kb-site-footer a[href="../subscribe.html"]')
    assert all((site.out / tag.get_text().removeprefix("https://kb.example.org/")).is_file() for tag in page.select("li code"))  # fmt: skip


def test_without_an_address_there_is_no_page_to_subscribe(make_site):
    site = make_site({"posts/a.md": article()})
    site.build()

    assert not site.has("subscribe")
    assert site.has("new")
    assert "ubscribe" not in site.page("index").get_text()
    assert "ubscribe" not in site.page("new").get_text()


def test_a_site_without_articles_has_nothing_new(make_site):
    site = make_site({})
    site.build()

    assert not site.has("new")


@pytest.mark.parametrize(
    ("head", "line", "remedy"),
    [
        ("changes:\n  - {date: 2026-01-01, what: x}\n", 4, "'changes': write a day not before the date, not 2026-01-01"),
        ("changes:\n  - {date: 2027-01-01, what: x}\n", 4, "'changes': write a day that has come, not 2027-01-01"),
        ("changes:\n  - {date: soon, what: x}\n", 4, "'changes' (1 date): write the date as YYYY-MM-DD"),
        ("changes:\n  - {date: 2026-02-01}\n", 4, "'changes' (1 what): add it"),
        ("changes:\n  - {what: x}\n", 4, "'changes' (1 date): add it"),
        (f"changes:\n  - {{date: 2026-02-01, what: {'x' * 201}}}\n", 4, "'changes' (1 what): write one sentence of at most 200 characters"),
        ("changes: A table.\n", 4, "'changes': write a list"),
        ("changes:\n  - {date: 2026-02-01, what: x, who: me}\n", 4, "'changes' (1 who): remove it, or correct its name"),
    ],
)  # fmt: skip
def test_what_is_wrong_of_a_change_is_one_line(make_site, head, line, remedy):
    site = make_site({"posts/a.md": article(head)})
    first, second = site.build(), site.build()

    assert len(first.warnings) == 1
    assert first.warnings[0].startswith(f"posts/a.md:{line}: WARNING: {remedy}")
    assert second.warnings == first.warnings
    assert not site.page("posts/a").select(".kb-changes")


def test_the_page_follows_a_change_and_its_removal(make_site):
    site = make_site(FILES)
    site.build()
    site.write({"posts/new.md": article("changes: [{date: 2026-11-01, what: More.}]\n", title="A newer one", date="2026-10-07")}).build()  # fmt: skip
    assert rows(site.page("new"), "2026-11-changed") == ["A newer one More. 1 November 2026"]

    site.write({"posts/new.md": FILES["posts/new.md"]}).build()
    assert not site.page("new").find(id="2026-11")


def test_the_address_of_a_feed_is_copied_in_two_clicks(chromium, site):
    with visiting(chromium, site) as visit:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.page.goto(visit.root + "posts/old.html")
        visit.page.locator(".kb-site-footer").get_by_text("Subscribe").click()
        visit.page.get_by_role("button", name="Copy the address of Risk management").click()
        eventually(
            visit.page,
            "document.querySelector('[data-kb-copy][aria-label*=Risk]').textContent === 'Copied'",
        )

        assert (
            visit.page.evaluate("navigator.clipboard.readText()")
            == "https://kb.example.org/topics/risk/atom.xml"
        )
        assert (visit.errors, visit.violations) == ([], [])
