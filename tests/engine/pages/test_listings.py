"""Lists of articles: twelve to a page, with real links; the navigation beside them."""

import pytest

from sphinx_kb.pages.listings import pager_links
from sphinx_kb.testing import article
from support.output import counts


def titles(site, docname):
    return [link.get_text() for link in site.page(docname).select(".kb-list .kb-card-title a")]


def many(count, **fields):
    return {
        f"posts/a{n:02}.md": article(
            "categories: [risk]\ntags: [one]\nauthor: mishaal\n",
            title=f"Article {n:02}",
            date=f"2026-{1 + n // 31:02}-{1 + n % 31:02}",
        )
        for n in range(count)
    }


@pytest.mark.parametrize(
    "name", ["topics/risk", "authors/mishaal", "tags/one", "archive/2026", "archive"]
)
def test_a_list_shows_twelve_newest_first_and_leads_on(shared_site, name):
    site = shared_site("listings", many(14), "-j", "2")
    first = site.page(name)
    assert titles(site, name) == [f"Article {n:02}" for n in range(13, 1, -1)]
    assert titles(site, f"{name}/page/2") == ["Article 01", "Article 00"]
    assert first.select_one("link[rel=next]")["href"].endswith(
        f"{name.rsplit('/')[-1]}/page/2.html"
    )
    assert first.select_one(".kb-count").get_text() == "14 articles, page 1 of 2"


@pytest.mark.slow
def test_a_page_of_a_list_that_became_shorter_is_gone(make_site):
    site = make_site(many(13))
    site.build()
    site.remove("posts/a00.md").build()

    assert not site.has("topics/risk/page/2")


def test_a_pinned_article_is_first_in_its_topic_only(make_site):
    files = many(3)
    files["posts/a00.md"] = files["posts/a00.md"].replace("tags:", "pinned: true\ntags:")
    site = make_site(files)
    site.build()

    assert titles(site, "topics/risk")[0] == "Article 00"
    assert titles(site, "archive")[0] == "Article 02"


@pytest.mark.slow
def test_the_navigation_opens_the_present_topic_with_twelve_articles_at_most(make_site):
    site = make_site({**many(30), "posts/x.md": article("category: business\n", title="X")})
    site.build()
    page = site.page("posts/a15")

    shown = page.select(".kb-navigation .kb-open li a")
    assert len(shown) == 13
    assert page.select_one('.kb-navigation a[aria-current="page"]').get_text() == "Article 15"
    assert shown[-1].get_text() == "All "
    assert counts(site)["topics/risk"] == "30"


def test_previous_and_next_stay_in_the_topic(make_site):
    site = make_site({**many(3), "posts/x.md": article("category: business\n", date="2026-01-02")})
    site.build()
    page = site.page("posts/a01")

    assert [link["href"] for link in page.select(".kb-neighbors a")] == ["a02.html", "a00.html"]


def test_the_home_page_shows_featured_then_latest_without_hidden(make_site):
    files = many(4)
    files["posts/a00.md"] = files["posts/a00.md"].replace("tags:", "featured: true\ntags:")
    files["posts/a03.md"] = files["posts/a03.md"].replace("tags:", "hidden: true\ntags:")
    site = make_site(files)
    site.build()
    links = [link.get_text() for link in site.page("index").select(".kb-card-title a")]

    assert links == ["Article 00", "Article 02", "Article 01"]


@pytest.mark.slow
def test_a_new_article_is_counted_and_pages_that_do_not_show_it_stay_as_they_are(make_site):
    site = make_site({**many(30), "posts/x.md": article("category: business\n", title="X")})
    site.build()
    before = site.files()
    new = article("category: risk\n", title="New", date="2026-11-20")
    site.write({"posts/new.md": new}).build("-j", "2")
    now = site.files()

    assert counts(site) == {"archive": "32", "topics/risk": "31", "topics/business": "1"}
    assert site.page("posts/x").select_one(
        '[href$="topics/risk.html"] [data-kb-count="topics/risk"]'
    )
    for name in ("posts/x.html", "posts/a03.html", "topics/business.html"):
        assert now[name] == before[name], name


def test_all_articles_can_be_narrowed_by_topic_year_and_level(make_site):
    files = many(2) | {
        "posts/x.md": article("category: business\nlevel: new\n", title="X", date="2025-03-01")
    }
    site = make_site(files)
    site.build()
    ways = {
        title.get_text(): [link["href"] for link in title.find_next_sibling("dd").select("a")]
        for title in site.page("archive").select(".kb-filters dt")
    }

    assert ways == {
        "Topic": ["topics/risk.html", "topics/business.html"],
        "Year": ["archive/2026.html", "archive/2025.html"],
        "Level": ["search.html?level=new"],
    }


def test_a_topic_offers_its_feed_and_does_not_name_itself_on_its_cards(make_site):
    site = make_site(many(1))
    site.build(environ={"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"})
    page = site.page("topics/risk")

    assert page.select_one(".kb-subscribe a")["href"] == "risk/atom.xml"
    assert page.select(".kb-card .kb-breadcrumb") == []


def test_a_changed_title_is_shown_by_every_list(make_site):
    site = make_site(many(2))
    site.build()
    site.write({
        "posts/a00.md": many(1)["posts/a00.md"].replace("Article 00", "A new title")
    }).build()  # fmt: skip

    lists = ("topics/risk", "authors/mishaal", "tags/one", "archive/2026", "archive")
    assert {name: titles(site, name)[1] for name in lists} == dict.fromkeys(lists, "A new title")


@pytest.mark.slow
def test_a_removed_article_is_in_no_list(make_site):
    files = many(2) | {"posts/x.md": article("tags: [gone]\n", title="X", date="2025-03-01")}
    site = make_site(files)
    site.build()
    site.remove("posts/x.md").build()

    assert titles(site, "archive") == ["Article 01", "Article 00"]
    assert not site.has("tags/gone")
    assert not site.has("archive/2025")


@pytest.mark.slow
def test_lists_are_the_same_alone_and_in_parallel(make_site):
    alone, together = make_site(many(14), "alone"), make_site(many(14), "together")
    alone.build()
    together.build("-j", "2")

    names = [name for name in alone.files() if name.startswith(("archive", "tags", "authors"))]
    assert len(names) >= 8
    assert {name: together.files()[name] for name in names} == {
        name: alone.files()[name] for name in names
    }


@pytest.mark.parametrize(
    ("number", "last", "linked"),
    [
        (1, 1, [1]), (1, 2, [1, 2]), (3, 9, [1, 2, 3, 4, 5, 9]), (6, 9, [1, 4, 5, 6, 7, 8, 9]),
        (50, 99, [1, 48, 49, 50, 51, 52, 99]),
    ],
)  # fmt: skip
def test_a_page_of_a_list_links_to_its_neighbors_the_first_and_the_last(number, last, linked):
    assert pager_links(number, last) == linked


@pytest.mark.slow
def test_pages_that_are_left_out_are_a_gap(make_site):
    site = make_site(many(58))
    site.build()
    pages = site.page("archive").select_one(".kb-pages")

    assert pages.get_text(" ", strip=True) == "1 2 3 … 5 Next"
