"""A topic's page, its place in the navigation, and the articles' way back to it."""

import pytest

from sphinx_kb.testing import FRAME, article
from support.output import counts

TWO = {
    "posts/a.md": article("category: risk\n", title="A"),
    "posts/b.md": article("category: business\n", title="B"),
}


def topics(site, docname="index"):
    """Return the topics of the navigation with the counts that its sheet shows."""
    return {
        link.get_text(strip=True): counts(site)[link.span["data-kb-count"]]
        for link in site.page(docname).select('.kb-navigation a[href*="topics/"]')
    }


def test_a_topic_lists_its_articles_and_they_lead_back(make_site):
    site = make_site(TWO)
    site.build()

    assert [link.get_text() for link in site.page("topics/risk").select(".kb-card-title a")] == [
        "A"
    ]
    assert site.page("posts/a").select(".kb-breadcrumb a")[1]["href"] == "../topics/risk.html"
    assert topics(site) == {"Risk management": "1", "Business and communication": "1"}


@pytest.mark.slow
def test_a_new_name_is_shown_everywhere(make_site):
    site = make_site(TWO)
    site.build()
    data = FRAME["_data/topics.yml"].replace("Risk management", "Risk, managed")
    site.write({"_data/topics.yml": data}).build()

    assert site.page("topics/risk").h1.get_text() == "Risk, managed"
    assert site.page("posts/a").select(".kb-breadcrumb a")[1].get_text() == "Risk, managed"
    assert "Risk, managed" in topics(site, "posts/b")


@pytest.mark.slow
def test_a_topic_whose_last_article_leaves_is_gone_with_its_feed(make_site):
    site = make_site(TWO)
    site.build()
    site.write({"posts/a.md": article("category: business\n", title="A")}).build()

    assert not site.has("topics/risk")
    assert not (site.out / "topics/risk/atom.xml").exists()
    assert topics(site, "posts/b") == {"Business and communication": "2"}


@pytest.mark.slow
def test_a_removed_article_is_on_no_page_of_a_topic(make_site):
    site = make_site({**TWO, "posts/c.md": article("category: risk\n", title="C")})
    site.build()
    site.remove("posts/c.md").build()

    assert [link.get_text() for link in site.page("topics/risk").select(".kb-card-title a")] == [
        "A"
    ]


@pytest.mark.slow
def test_parallel_reading_loses_no_article(make_site):
    files = {f"posts/n{n:02}.md": article("category: risk\n", title=f"N {n}") for n in range(12)}
    alone, together = make_site(files, "alone"), make_site(files, "together")
    alone.build()
    together.build("-j", "2")

    assert alone.files()["topics/risk.html"] == together.files()["topics/risk.html"]
    assert topics(together) == {"Risk management": "12"}


START = """\
risk:
  name: Risk management
  text: Begin with [the plan](b), not with [what is hidden](later) or <a>.
  start: [b, a]
"""


def test_the_list_of_a_topic_begins_with_its_start(make_site):
    one = "category: risk\n"
    pages = {f"posts/{name}.md": article(one, title=name.upper()) for name in ("a", "b", "d")}
    site = make_site({**pages, "posts/c.md": article(one + "pinned: true\n", title="C")})
    site.write({"_data/topics.yml": START.replace("text:", "line:")}).build("-W")

    titles = [title.get_text() for title in site.page("topics/risk").select(".kb-card-title")]
    assert titles == ["B", "A", "C", "D"]


def test_the_text_of_a_topic_links_to_what_is_published(make_site):
    site = make_site({f"posts/{name}.md": article("category: risk\n") for name in "ab"})
    site.write({"posts/later.md": article("draft: true\n"), "_data/topics.yml": START})

    assert site.build("-W").warnings == []
    text = site.page("topics/risk").select_one(".kb-intro")
    assert [(link.get_text(), link["href"]) for link in text.select("a")] == [
        ("the plan", "../posts/b.html")
    ]
    assert text.get_text() == "Begin with the plan, not with what is hidden or <a>."


def test_a_topic_that_names_no_article_is_told_in_each_build(make_site):
    site = make_site({"posts/a.md": article("category: risk\n"), "posts/later.md": article()})
    site.write({"_data/topics.yml": START})
    told = [
        "_data/topics.yml:3: WARNING: correct 'b' in the topic 'risk': there is no such article [kb.link]"
    ]

    assert site.build().warnings == told
    assert site.build().warnings == told


def test_tags_stand_in_the_order_that_readers_expect(make_site):
    tags = ["Zebra", "Éclair", "apple", "Öl", "Łódź", "eclipse", "Ångström"]
    site = make_site({"posts/a.md": article(f"tags: [{', '.join(tags)}]\n")})
    site.build("-W")

    shown = [tag.contents[0].strip() for tag in site.page("tags").select(".kb-cloud a")]
    assert shown == ["Ångström", "apple", "Éclair", "eclipse", "Łódź", "Öl", "Zebra"]
