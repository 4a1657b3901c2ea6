"""Without JavaScript everything but search, color mode and progress works, at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import FRAME, Site, once
from support.samples import EVERY_CONSTRUCT
from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WIDTHS = (1440, 1000, 390)
WORDS = EVERY_CONSTRUCT["posts/all.md"].replace(
    "## One\n", "What may happen is a risk.\n\n## One\n"
)  # type: ignore[union-attr]
FILES = {**FRAME, **EVERY_CONSTRUCT, "posts/all.md": WORDS}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Callable]:
    """Return a function that opens a page at a width in a browser without scripts."""

    def make(folder: Path) -> Site:
        site = Site(folder / "site").write(FILES)
        assert site.build().exit == 0
        return site

    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(5000)
    page = context.new_page()

    with serve(once(tmp_path_factory, "without-scripts", make).out) as root:

        def opened(path: str, width: int = 1440) -> Page:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(root + path)
            return page

        yield opened
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_navigation_leads_to_a_topic_and_on_to_an_article(read, width):
    page = read("posts/all.html", width)
    if width < 960:
        page.get_by_role("link", name="Navigation").click()
    page.locator(".kb-navigation").get_by_role("link", name="Risk management").click()
    page.get_by_role("link", name="Next").click()
    page.locator(".kb-card-title a").first.click()

    assert "/posts/" in page.url


@pytest.mark.parametrize("width", WIDTHS)
def test_the_contents_lead_to_a_heading(read, width):
    page = read("posts/all.html", width)
    page.locator(".kb-side-contents").get_by_role("link", name="Two").click()

    assert page.url.endswith("#two")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_button_is_shown_that_would_do_nothing(read, width):
    page = read("posts/all.html", width)

    assert page.locator("button:visible").count() == 0


def test_tabs_and_dropdowns_open(read):
    page = read("posts/all.html")
    page.locator(".sd-tab-set label", has_text="Second").click()
    page.locator("details.sd-dropdown summary").click()

    assert page.get_by_text("The second text.").is_visible()
    assert page.get_by_text("What was hidden.").is_visible()


def test_one_cover_is_shown_the_light_one(read):
    page = read("posts/all.html")
    covers = page.locator(".kb-cover img:visible")

    assert covers.count() == 1
    assert covers.get_attribute("src").endswith("-light.svg")


def test_a_picture_opens_larger_and_a_note_and_a_term_explain(read):
    page = read("posts/all.html")
    page.locator(".footnote-reference").first.click()
    assert page.locator("aside.footnote:target").is_visible()
    page.locator(".kb-term").first.hover()
    assert page.get_by_role("tooltip").is_visible()
    page.locator(".kb-term").first.click()

    assert page.url.endswith("/pages/glossary.html#term-Risk")


@pytest.mark.parametrize("name", ["archive", "topics/risk", "authors/editors", "tags/one"])
def test_a_list_leads_to_its_second_page(read, name):
    page = read(f"{name}.html")
    page.get_by_role("link", name="Next").click()

    assert page.url.endswith(f"{name}/page/2.html")
    assert page.locator(".kb-card:visible").count() > 0


def test_all_articles_can_be_narrowed_by_topic_and_year(read):
    page = read("archive.html")
    page.locator(".kb-filters summary").click()

    assert [
        text.strip() for text in page.locator(".kb-filters dt:visible").all_text_contents()
    ] == [
        "Topic",
        "Year",
    ]


def test_the_home_page_s_search_leads_to_a_note_and_on_to_all_articles(read):
    page = read("index.html")
    page.locator("main form input").fill("risk")
    page.locator("main form button").click()
    assert "search.html?q=risk" in page.url
    page.get_by_role("main").get_by_role("link", name="All articles").click()

    assert page.url.endswith("/archive.html")
    assert page.locator(".kb-card:visible").count() > 0


def test_a_reading_path_lists_its_steps(read):
    page = read("paths/start.html")

    assert page.get_by_text("It is first.").is_visible()
    assert not page.locator("[data-kb-progress]").is_visible()
