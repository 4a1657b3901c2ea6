"""What a reader sees of the real site: the first screen, one navigation, and their own settings."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tools.browser import serve


@pytest.fixture(scope="module")
def base(real_site):
    """Return the address of the real site."""
    with serve(real_site.out) as address:
        yield address


def test_the_home_page_shows_its_first_row_of_topics_without_scrolling(base, chromium):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(base)
    tiles = page.locator("ul.kb-tiles:not(.kb-paths) > li")
    boxes = [tiles.nth(number).bounding_box() for number in range(4)]
    page.close()

    assert len({box["y"] for box in boxes}) == 1
    assert max(box["y"] + box["height"] for box in boxes) <= 900


def navigation(path, text):
    """Return the side navigation of a page without what tells where one is."""
    found = BeautifulSoup(text, "html.parser").select_one(".kb-navigation")
    for inner in found.select("ul ul"):
        inner.decompose()
    return [
        (link.get_text(" ", strip=True), urljoin(f"https://kb.example/{path}", link["href"]))
        for link in found.select("a")
    ]


def test_the_side_navigation_is_the_same_on_every_page(real_site):
    pages = {
        path.relative_to(real_site.out).as_posix(): path.read_text("utf-8")
        for path in real_site.out.rglob("*.html")
        if "_static" not in path.parts
    }
    shown = {
        tuple(navigation(name, text)) for name, text in pages.items() if "kb-navigation" in text
    }

    assert len(pages) > 100
    assert len(shown) == 1


def test_a_heading_has_an_anchor_that_shows_on_hover_and_on_focus(base, chromium):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{base}posts/first-90-days.html")
    heading = page.locator(".kb-article h2").first
    anchor = heading.locator("a.headerlink")
    seen = [anchor.evaluate("(node) => getComputedStyle(node).opacity")]
    heading.hover()
    seen.append(anchor.evaluate("(node) => getComputedStyle(node).opacity"))
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    anchor.focus()
    seen.append(anchor.evaluate("(node) => getComputedStyle(node).opacity"))
    anchor.click()
    address = page.url
    page.close()

    assert seen == ["0", "1", "1"]
    assert address.endswith("#before-day-one")


def test_nothing_moves_for_readers_who_ask_for_that(base, chromium):
    moving = """() => [...document.querySelectorAll("*")].filter((node) => {
        const { animationName, transitionDuration } = getComputedStyle(node);
        return animationName !== "none" || !/^(0s(, )?)+$/.test(transitionDuration);
    }).map((node) => node.tagName + "." + node.className)"""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for name in ("index.html", "posts/first-90-days.html", "search.html?q=board"):
        page.goto(base + name, wait_until="networkidle")
        found[name] = page.evaluate(moving)
    context.close()

    assert {name: moved for name, moved in found.items() if moved} == {}


def test_more_contrast_makes_muted_words_as_dark_as_the_text(base, chromium):
    context = chromium.new_context(contrast="more")
    page = context.new_page()
    page.goto(f"{base}posts/first-90-days.html")
    colors = page.evaluate("""() => [".kb-facts", ".kb-standfirst", "body"].map(
        (name) => getComputedStyle(document.querySelector(name)).color)""")
    context.close()

    assert len(set(colors)) == 1
