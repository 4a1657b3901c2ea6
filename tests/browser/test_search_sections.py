"""Under an article that is found: its sections, the one that says most of what was asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_kb.testing import article
from tools.browser import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BODY = """\
Of gadgets.

## First

One widget, among many other things that have nothing to do with it at all.

## Second

Nothing of it here.

## Third

A widget, and a widget beside a widget: widget upon widget.

## Fourth

Two: a widget and a widget.
"""


def test_the_best_section_is_first(make_site, chromium: Browser):
    others = {
        f"posts/{name}.md": article(body="Of something else.\n", title=name) for name in "bcd"
    }
    site = make_site({"posts/a.md": article(body=BODY, title="Gadgets"), **others})
    assert site.build("-W").exit == 0
    with serve(site.out) as base, chromium.new_page() as page:
        page.set_default_timeout(20_000)
        page.goto(f"{base}search.html?q=widget")
        page.wait_for_selector(".kb-search-articles li a[href*='#']")
        landing = page.locator(".kb-search-articles h2 a").first.get_attribute("href")
        links = page.locator(".kb-search-articles ul a[href*='#']").evaluate_all(
            "(all) => all.map((one) => one.textContent)"
        )

    assert links == ["Third", "Fourth", "First"]
    assert landing.endswith("a.html#third")


SIGNS = f"{'前言很长。' * 60}\n\n## 第一\n\n{'别的内容。' * 60}\n\n## 第二\n\n我们每年评估供应商风险并记录风险管理的结果 <b>&amp; x</b>。{'别的内容。' * 60}\n"


def test_without_spaces_an_excerpt_is_cut_around_what_was_found_and_marks_it(
    make_site, chromium: Browser
):
    site = make_site(
        {"posts/a.md": article(body=SIGNS, title="甲"), "posts/b.md": article(title="乙")}
    )
    assert site.build("-W").exit == 0
    with serve(site.out) as base, chromium.new_page() as page:
        page.set_default_timeout(20_000)
        page.goto(f"{base}search.html?q=风险管理")
        text = page.locator(".kb-search-articles .kb-search-text").first
        shown = text.inner_text()
        marks = text.locator("mark").all_inner_texts()
        tags = text.locator("b").count()
        landing = page.locator(".kb-search-articles h2 a").first.get_attribute("href")

    assert "供应商风险并记录风险管理的结果 & x" in shown
    assert len(shown) < 120
    assert (marks, tags) == (["风险管理"], 0)
    assert unquote(landing).endswith("a.html#第二")
