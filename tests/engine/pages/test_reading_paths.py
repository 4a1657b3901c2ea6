"""Reading paths: articles in an order, with their reasons, time and progress."""

import json

import pytest

from sphinx_kb.testing import article
from support.browsing import eventually, visiting

PATHS = """\
start:
  name: Start
  for: Beginners
  line: In this order.
  articles:
    - slug: b
      reason: First this.
    - slug: a
      reason: Then that.
"""


def make(make_site, paths=PATHS, **more):
    return make_site(
        {
            "_data/paths.yml": paths,
            "posts/a.md": article(title="A", **more),
            "posts/b.md": article(title="B"),
        }
    )


def steps(site):
    return [
        (item.select_one(".kb-reason").get_text(), item.select_one(".kb-card-title a").get_text())
        for item in site.page("paths/start").select(".kb-steps > li")
    ]


def test_a_path_keeps_its_order_and_says_why(make_site):
    site = make(make_site)
    site.build()

    assert steps(site) == [("First this.", "B"), ("Then that.", "A")]


def test_an_article_that_is_not_published_is_left_out_without_a_warning(make_site):
    site = make(make_site, date="2030-01-01")

    assert site.build().warnings == []
    assert steps(site) == [("First this.", "B")]


def test_a_step_that_names_no_article_is_told(make_site):
    site = make(make_site, PATHS.replace("slug: a", "slug: nothing"))

    assert site.build().warnings == [
        "_data/paths.yml:8: WARNING: correct 'nothing' in the path 'start': there is no such article [kb.link]"
    ]


def test_the_steps_of_a_path_that_name_no_article_are_one_line(make_site):
    more = "".join(f"    - {{slug: gone-{number}, reason: x}}\n" for number in range(4))
    site = make(
        make_site, PATHS + more + PATHS.replace("start:", "b:").replace("slug: b", "slug: gone")
    )
    told = [
        "_data/paths.yml:10: WARNING: correct 'gone-0', 'gone-1', 'gone-2' and 1 more in the path 'start': there are no such articles [kb.link]",
        "_data/paths.yml:19: WARNING: correct 'gone' in the path 'b': there is no such article [kb.link]",
    ]

    assert [site.build("-j", "2").warnings for _ in range(2)] == [told, told]


def test_a_changed_path_changes_the_home_page(make_site):
    site = make(make_site)
    site.build()
    site.write({"_data/paths.yml": PATHS.replace("name: Start", "name: Begin")}).build()

    assert site.page("index").select_one(".kb-path b").get_text() == "Begin"


def test_a_path_without_articles_is_not_shown(make_site):
    site = make(make_site)
    site.build()
    site.remove("_data/paths.yml").build()

    assert not site.has("paths/start")
    assert not site.has("paths")


def test_the_browser_remembers_what_was_read(make_site, chromium):
    from tools.browser import serve

    site = make(make_site)
    site.build()
    with serve(site.out) as base:
        page = chromium.new_page()
        page.goto(base + "posts/b.html")
        page.locator(".kb-foot").scroll_into_view_if_needed()
        eventually(page, "localStorage.getItem('kb-read')")
        page.goto(base + "paths/start.html")

        assert page.locator("[data-kb-progress]").inner_text().strip() == "· 1 of 2 read"
        page.close()


@pytest.fixture
def reader(make_site, chromium):
    """Return a function that opens a page of a site with a path, in one browser."""
    site = make(make_site)
    site.build("-W")
    with visiting(chromium, site) as visit:

        def opened(path):
            visit.see(path, touch=False)
            return visit.page

        yield opened
        assert (visit.ran, visit.errors, visit.violations) == ([], [], [])


def along(page):
    page.wait_for_timeout(100)
    return [" ".join(text.split()) for text in page.locator(".kb-along").all_inner_texts()]


def test_a_path_goes_along_with_the_reader_who_came_by_it(reader):
    reader("paths/start.html").locator(".kb-card-title a").first.click()
    page = reader("posts/b.html")
    head, foot = along(page)
    assert head == "Step 1 of 2 in Start · Next: A"
    assert foot == "Step 1 of 2 in Start · Next: A · Leave the path"
    page.get_by_role("link", name="A", exact=True).first.click()
    page.wait_for_url("**/posts/a.html")

    assert along(page)[0] == "Step 2 of 2 in Start · the last"


def test_the_home_page_says_where_to_go_on_until_all_is_read(reader):
    reader("paths/start.html").locator(".kb-card-title a").first.click()
    page = reader("posts/b.html")
    page.locator(".kb-foot").scroll_into_view_if_needed()
    eventually(page, "localStorage.getItem('kb-read')")
    assert along(reader("index.html")) == ["Continue: A (step 2 of 2 in Start)"]
    page.evaluate("localStorage.setItem('kb-read', JSON.stringify(['posts/a', 'posts/b']))")

    assert along(reader("index.html")) == []


def test_a_path_that_is_left_is_forgotten(reader):
    reader("paths/start.html").locator(".kb-card-title a").first.click()
    page = reader("posts/b.html")
    page.get_by_role("button", name="Leave the path").click()
    assert along(page) == []
    assert page.evaluate("localStorage.getItem('kb-path')") is None
    assert along(reader("posts/b.html")) == []


def test_who_came_by_no_path_is_not_told_of_one(reader):
    assert along(reader("posts/b.html")) == []
    assert along(reader("index.html")) == []


STEP = {"page": "posts/b", "title": "<img src=x onerror=window.__canary=1>"}


@pytest.mark.parametrize(
    "stored",
    [
        "x",
        "[]",
        '{"steps": 1}',
        '{"href": "/", "steps": [null]}',
        json.dumps({"name": "N", "href": "javascript:1", "steps": []}),
        json.dumps({"name": "N", "href": "HERE", "steps": [{**STEP, "href": "javascript:1"}]}),
        json.dumps({"name": "N", "href": "HERE", "steps": [{**STEP, "href": "https://x.org/"}]}),
        json.dumps({"name": "<b>N</b>", "href": "HERE", "steps": [{**STEP, "href": "HERE"}] * 2}),
    ],
)
def test_what_something_else_has_stored_makes_nothing_but_text(reader, stored):
    page = reader("posts/b.html")
    page.evaluate(
        "(text) => localStorage.setItem('kb-path', text.replaceAll('HERE', location.href))", stored
    )
    lines = along(reader("posts/b.html"))

    assert len(lines) == (2 if "<b>" in stored else 0)
    assert page.locator(".kb-along :is(b, img)").count() == 0
