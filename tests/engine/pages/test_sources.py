"""What the articles rest on: each work once, with the sentences that cite it."""

import json
from datetime import date

import pytest

from sphinx_kb.pages.works import age, evidence, key
from sphinx_kb.testing import article

A = """sources:
  - {title: "A law, Article 5", url: "https://www.law.example/act/?utm_source=x#art5", kind: law, accessed: 2026-11-24}
  - {title: A seller, url: "https://b.example/", publisher: Seller, date: "2025", kind: vendor, accessed: 2026-08-30}
"""
B = """sources:
  - {title: A law, url: "http://law.example/act", publisher: State, accessed: 2026-11-30}
  - {title: A book that nobody opened}
"""
DAY = "2026-12-01"


@pytest.fixture
def site(make_site):
    return make_site({
        "posts/a.md": article(A, "First {source}`1`. Then both {source}`1,2`.\n", title="On A"),
        "posts/b.md": article(B, "It is so {source}`1` & more {source}`2`.\n", title="On B"),
    })  # fmt: skip


def rows(site):
    return {
        row.th.get_text(" ", strip=True): [cell.get_text().strip() for cell in row.select("td")]
        for row in site.page("sources").select("tbody tr")
    }


def test_a_work_that_two_articles_list_is_one_row_with_the_last_day_of_reading(site):
    assert site.build(today=DAY).warnings == []

    found = rows(site)
    assert list(found) == ["A book that nobody opened", "A law State", "A seller Seller, 2025"]
    assert found["A law State"][:2] == ["Law", "30 November 2026, less than a month ago"]
    assert found["A seller Seller, 2025"][:2] == ["Vendor", "30 August 2026, 3 months ago"]
    assert found["A book that nobody opened"][:2] == ["", "Not read"]


def test_each_sentence_leads_to_its_mark(site):
    site.build(today=DAY)

    links = site.page("sources").select("details a")
    assert [(link["href"], link.get_text()) for link in links][2:6] == [
        ("posts/a.html#source-1", "In its list: 1"),
        ("posts/a.html#kb-cite-1", "First."),
        ("posts/a.html#kb-cite-2", "Then both."),
        ("posts/b.html#source-1", "In its list: 1"),
    ]
    assert site.page("posts/a").select_one("#kb-cite-2").get_text() == "1 2"


def test_an_article_says_what_it_rests_on(site):
    site.build(today=DAY)

    assert site.page("posts/a").select_one(".kb-evidence").get_text() == (
        "Evidence: 2 sources, 1 primary, oldest read 3 months ago"
    )
    assert site.page("posts/b").select_one(".kb-evidence").get_text() == (
        "Evidence: 2 sources, oldest read less than a month ago, 1 not read"
    )


def test_programs_get_the_same_list(site):
    site.build(today=DAY)

    listed = json.loads((site.out / "sources.json").read_text("utf-8"))["sources"]
    assert listed[1] == {
        "title": "A law", "url": "https://www.law.example/act/?utm_source=x#art5",
        "publisher": "State", "kind": "law", "read": "2026-11-30",
        "articles": [
            {"title": "On A", "url": "posts/a.html", "number": 1, "sentences": [
                {"text": "First.", "id": "kb-cite-1"}, {"text": "Then both.", "id": "kb-cite-2"}]},
            {"title": "On B", "url": "posts/b.html", "number": 1, "sentences": [
                {"text": "It is so & more.", "id": "kb-cite-1"}]},
        ],
    }  # fmt: skip


def test_what_is_not_published_is_not_listed_and_a_gone_source_leaves(site):
    site.write({"posts/b.md": article(B, title="On B", date="2030-01-01")})
    site.build(today=DAY)
    assert list(rows(site)) == ["A law, Article 5", "A seller Seller, 2025"]

    site.write({"posts/a.md": article(title="On A")})
    site.build(today=DAY)
    assert not (site.out / "sources.html").exists()
    assert not (site.out / "sources.json").exists()
    assert site.page("posts/a").select_one(".kb-evidence") is None


def test_words_of_a_stranger_stay_words(make_site):
    head = 'sources:\n  - {title: "<b>A</b> & \\"b\\"", publisher: "<i>P</i>", url: "https://a.example/?a=1&b=%22"}\n'
    site = make_site({"posts/a.md": article(head, "A <script> {source}`1`.\n")})
    site.build()

    row = site.page("sources").select_one("tbody tr")
    assert row.th.a.get_text() == '<b>A</b> & "b"'
    assert row.th.a["href"] == "https://a.example/?a=1&b=%22"
    assert not row.select("b, i, script")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.example/x/", "http://a.example/x#part", True),
        ("https://a.example/x?utm_medium=m&id=1", "https://a.example/x?id=1", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x", "https://b.example/x", False),
    ],
)
def test_an_address_is_the_same_without_what_only_tracks(one, other, same):
    assert (key(one, "One") == key(other, "Other")) is same


def test_days_of_reading_are_told_in_months():
    today = date(2027, 1, 15)
    assert [age(day, today) for day in (date(2027, 1, 1), date(2026, 12, 16))] == [
        "less than a month ago"
    ] * 2
    assert age(date(2026, 12, 15), today) == "1 month ago"
    assert age(date(2025, 1, 16), today) == "23 months ago"
    assert evidence([], today) == ""


def test_a_changed_sentence_changes_the_page_also_when_read_side_by_side(site):
    site.build("-j", "2", today=DAY)
    site.write({"posts/b.md": article(B, "Another sentence {source}`1`.\n", title="On B")})
    site.build("-j", "2", today=DAY)

    links = [link.get_text() for link in site.page("sources").select("details a")]
    assert "Another sentence." in links
    assert "It is so & more." not in links
    assert "Another sentence." in (site.out / "sources.json").read_text("utf-8")


def test_a_month_later_the_line_is_older(site):
    site.build(today=DAY)
    site.build(today="2027-01-01")

    assert site.page("posts/a").select_one(".kb-evidence").get_text().endswith("4 months ago")
    assert rows(site)["A law State"][1] == "30 November 2026, 1 month ago"
