"""The page of an article: its title, its byline, its headings, its neighbors."""

import json

import pytest

from sphinx_kb.testing import article


def headings(site, docname):
    return [
        (node.name, node.get_text().rstrip("#¶").strip())
        for node in site.page(docname).select(".kb-article :is(h1, h2, h3, h4, h5, h6)")
    ]


@pytest.mark.slow
def test_headings_sit_under_the_title_whatever_they_start_with(make_site):
    body = "### One\n\n##### Two\n\n## Three\n\n# Four\n\n### Five\n"
    site = make_site({"posts/a.md": article(body=body)})
    site.build()

    assert headings(site, "posts/a") == [
        ("h1", "An article"),
        ("h2", "One"),
        ("h3", "Two"),
        ("h2", "Three"),
        ("h2", "Four"),
        ("h3", "Five"),
    ]


def test_a_first_heading_that_repeats_the_title_is_dropped(make_site):
    site = make_site({"posts/a.md": article(body="# An  Article\n\nText.\n\n# Another\n")})
    site.build()

    assert headings(site, "posts/a") == [("h1", "An article"), ("h2", "Another")]


def test_the_opening_that_serves_as_a_description_has_no_tags(make_site):
    site = make_site({"posts/a.md": article(body="Text <ins>added</ins> <b>here</b>.\n")})
    site.build()

    assert (
        site.page("posts/a").select_one("meta[name=description]")["content"] == "Text added here."
    )


def test_an_article_past_its_review_says_so_at_its_top(make_site):
    head = "category: risk\nreview_by: 2026-11-23\n"
    site = make_site({
        "posts/due.md": article(head),
        "posts/fresh.md": article(head.replace("23", "24")),
    })  # fmt: skip
    site.build()
    first = site.page("posts/due").select_one(".kb-head").find(True)

    assert first["class"] == ["kb-overdue"]
    assert "23 November 2026" in first.get_text()
    assert not first.has_attr("hidden")
    (later,) = site.page("posts/fresh").select(".kb-overdue")
    assert later.has_attr("hidden")  # until the day of the reader is past it
    assert later.time["datetime"] == "2026-11-24"


@pytest.mark.parametrize(
    "field", ["reviewers: [ann, carl]", "reviewer: Ann, carl", "reviewed_by: [ANN, carl]"]
)
def test_who_reviewed_an_article_stands_beside_the_day(make_site, field):
    people = "mishaal: {name: Mishaal}\nann: {name: Ann Lee}\n"
    head = f"reviewed: 2026-11-01\n{field}\n"
    site = make_site({"posts/a.md": article(head), "_data/authors.yml": people})
    told = site.build().warnings
    page = site.page("posts/a")
    facts = page.select_one(".kb-facts").get_text(" ", strip=True)
    structure = json.loads(page.select_one("script[type='application/ld+json']").string)

    assert "Reviewed 1 November 2026 by Ann Lee and carl" in facts
    assert page.select(".kb-facts a") == []  # who wrote nothing has no page
    assert structure["mainEntityOfPage"]["lastReviewed"] == "2026-11-01"
    assert [one["name"] for one in structure["mainEntityOfPage"]["reviewedBy"]] == [
        "Ann Lee",
        "carl",
    ]
    assert [line.partition("WARNING: ")[2] for line in told if "carl" in line] == [
        "add 'carl' to _data/authors.yml: or correct the name [kb.author]"
    ]


def test_the_contents_box_has_the_words_of_its_author(make_site):
    head = "toc: true\nbeforetoc: Read this first.\ntoctitle: In this article\n"
    site = make_site({"posts/a.md": article(head, "## One\n\nText.\n\n## Two\n\nText.\n")})
    site.build()
    page = site.page("posts/a")

    assert page.select_one(".kb-before-contents").get_text() == "Read this first."
    assert page.select_one(".kb-contents summary").get_text() == "In this article"


def test_where_the_repository_is_known_a_mistake_can_be_reported(make_site):
    site = make_site({
        "posts/a.md": article(title="A & B"),
        "_data/site.yml": "repository: https://example.org/team/base/\n",
    })  # fmt: skip
    site.build("-W")
    links = {link.get_text(): link["href"] for link in site.page("posts/a").select(".kb-share a")}

    assert links["Edit this page"] == "https://example.org/team/base/edit/main/posts/a.md"
    assert links["Report a mistake"].startswith(
        "https://example.org/team/base/issues/new?title=A%20mistake%20in%20"
    )
