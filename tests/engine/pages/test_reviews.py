"""Reviews: a page, a calendar and a list of what was reviewed when, and what is due."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_kb.outputs.review_files import escaped, folded
from sphinx_kb.testing import article

ROOT = {"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"}
TITLE = "Überlange Titel; mit Komma, und mehr: " + "ä" * 60
FILES = {
    "posts/late.md": article("reviewed: 2026-02-01\nreview_by: 2026-11-01\nowner: mishaal\n", title="Late"),
    "posts/soon.md": article("reviewed: 2026-02-01\nreview_by: 2026-12-10\nowner: editors\n", title=f'"{TITLE}"'),
    "posts/good.md": article("reviewed: 2026-11-01\nreview_by: 2027-11-01\nowner: editors\n", title="Good"),
    "posts/none.md": article(title="Never"),
    "pages/about.md": "# About\n\n[Reviews](../reviews.html), [the card](/now.html#fire)\n",
    "_data/incidents/fire.yml": "name: Fire\nfirst: [Run]\nreviewed: 2026-11-01\nreview_by: 2026-11-20\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(shared_site):
    return shared_site("reviews", FILES, environ=ROOT)


def names(page, key):
    return [row.td.get_text() for row in page.find(id=key).select("tbody tr")]


def test_the_page_has_what_is_overdue_first(site):
    page = site.page("reviews")

    assert [tag["id"] for tag in page.select("article section")] == [
        "overdue",
        "soon",
        "in-time",
        "none",
    ]
    assert names(page, "overdue") == ["Late", "Incident now: Fire"]
    assert names(page, "soon") == [TITLE]
    assert (names(page, "in-time"), names(page, "none")) == (["Good"], ["Never"])
    row = page.find(id="overdue").select("tbody tr")[0]
    assert [cell.get_text() for cell in row.find_all("td")][1:] == ["Article", "Mishaal", "1 February 2026", "1 November 2026"]  # fmt: skip
    assert page.select_one('a[href="now.html#fire"]')


def test_a_page_leads_to_a_generated_one_by_its_address(site):
    links = site.page("pages/about").select("article p a")

    assert [link["href"] for link in links] == ["../reviews.html", "../now.html#fire"]


def test_the_calendar_keeps_the_rules_of_its_kind(site):
    data = (site.out / "reviews.ics").read_bytes()
    lines = data.decode().replace("\r\n ", "").split("\r\n")

    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == 4  # what has no date is in none
    assert "UID:posts/late@kb.example.org" in lines
    assert "DTSTAMP:20260201T000000Z" in lines
    assert "DTSTART;VALUE=DATE:20261101" in lines
    assert "SUMMARY:Review: Überlange Titel\\; mit Komma\\, und mehr: " + "ä" * 60 in lines
    assert "URL:https://kb.example.org/posts/late.html" in lines
    assert "TRIGGER:-P14D" in lines


def test_each_owner_has_a_calendar_and_programs_a_list(site):
    own = (site.out / "reviews" / "mishaal.ics").read_text("utf-8")
    listed = json.loads((site.out / "reviews.json").read_text("utf-8"))["reviews"]

    assert own.count("BEGIN:VEVENT") == 1
    assert (site.out / "reviews" / "the-editors.ics").is_file()
    assert {row["name"]: row["state"] for row in listed} == {
        "Late": "overdue", "Incident now: Fire": "overdue", TITLE: "soon", "Good": "in time", "Never": "none",
    }  # fmt: skip
    assert listed[0]["url"] == "https://kb.example.org/posts/late.html"


def test_a_site_without_reviews_has_no_page_of_them(make_site):
    site = make_site({"posts/a.md": article()})
    site.build()

    assert not [name for name in site.files() if name.startswith("reviews")]


def test_the_page_follows_the_day_and_the_articles(make_site):
    site = make_site(FILES)
    site.build()
    site.build(today="2027-12-01")
    assert "Good" in names(site.page("reviews"), "overdue")

    site.remove("posts/late.md").build()
    assert "Late" not in site.page("reviews").get_text()
    assert not (site.out / "reviews" / "mishaal.ics").exists()


def test_a_review_that_is_due_before_it_was_made_is_told(make_site):
    site = make_site({"posts/a.md": article("reviewed: 2026-02-01\nreview_by: 2026-01-20\n")})

    assert site.build().warnings == [
        "posts/a.md:5: WARNING: 'review_by': write a day not before 'reviewed' [kb.date]"
    ]


@pytest.mark.parametrize("text", ["a" * 200, "ä" * 100, "漢" * 60, "x" * 74 + "é", ""])
def test_a_line_is_folded_at_75_octets_and_no_character_is_cut(text):
    pieces = folded(text).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece.removeprefix(" ") for piece in pieces[1:])]) == text


def test_what_means_something_in_a_calendar_is_escaped():
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"
    assert not re.search(r"[\r\n]", escaped("a\r\nBEGIN:VEVENT"))
