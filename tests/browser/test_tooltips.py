"""Terms, notes and sources show what they explain: on hover and on focus, until Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import FRAME, Site, article, once
from support.browsing import eventually
from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

BODY = f"""\
{"Words come first, " * 4} then MFA, a note[^1], and a source{{source}}`1`.

{"More words. " * 60}

[^1]: What the note says.
"""
FILES = {
    **FRAME,
    "pages/glossary.md": (
        f"# Glossary\n\n```{{glossary}}\nMFA\n  {'Two proofs of who you are. ' * 4}\n```\n"
    ),
    "posts/a.md": article("sources:\n  - {title: A book, publisher: Us, date: 2024-03}\n", BODY),
}
MARKS = {
    "a term": (".kb-term", "Two proofs of who you are."),
    "a note": ("a.footnote-reference", "What the note says."),
    "a source": (".kb-source a", "A book, Us, March 2024."),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an article with a term, a note and a source."""

    def make(folder: Path) -> Site:
        site = Site(folder / "site").write(FILES)
        assert site.build("-W").exit == 0
        return site

    with serve(once(tmp_path_factory, "tips", make).out) as base:
        yield f"{base}posts/a.html"


def tip_of(page: Page, mark: Locator) -> Locator:
    """Return what is described by a mark, as a screen reader finds it."""
    mark.wait_for()
    eventually(page, "(mark) => mark.getAttribute('aria-describedby')", arg=mark.element_handle())
    return page.locator(f'[id="{mark.get_attribute("aria-describedby")}"]')


@pytest.mark.parametrize("width", [1440, 1000, 720, 320])
@pytest.mark.parametrize("kind", MARKS)
def test_it_shows_on_hover_and_on_focus_inside_the_screen_until_escape(
    chromium: Browser, address: str, kind: str, width: int
):
    selector, text = MARKS[kind]
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto(address)
    mark = page.locator(selector).first
    tip = tip_of(page, mark)
    shown = []
    assert not tip.is_visible()
    for point in (mark.hover, mark.focus):
        point()
        box = tip.bounding_box()
        assert box
        right, bottom = box["x"] + box["width"], box["y"] + box["height"]
        shown.append(min(box["x"], box["y"]) >= 0 and right <= width and bottom <= 700)
        page.keyboard.press("Escape")
        shown.append(tip.is_visible())
        page.mouse.move(0, 0)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    said = tip.text_content()
    page.close()

    assert shown == [True, False] * 2
    assert wide <= width
    assert said.startswith(text)


def test_the_definition_can_be_reached_by_the_mouse_without_closing(
    chromium: Browser, address: str
):
    page = chromium.new_page(viewport={"width": 1440, "height": 700})
    page.goto(address)
    mark = page.locator(".kb-term")
    tip = tip_of(page, mark)
    mark.hover()
    tip.hover()

    assert tip.is_visible()
    page.close()


@pytest.mark.parametrize("kind", MARKS)
def test_a_first_tap_opens_and_a_second_one_follows(chromium: Browser, address: str, kind: str):
    selector, _ = MARKS[kind]
    context = chromium.new_context(viewport={"width": 390, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    mark = page.locator(selector).first
    tip = tip_of(page, mark)
    mark.tap()
    first = tip.is_visible(), page.url
    mark.tap()
    page.wait_for_url(lambda url: "#" in url)
    context.close()

    assert first == (True, address)


def test_without_scripts_a_term_shows_and_the_others_lead(chromium: Browser, address: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".kb-term").focus()
    visible = page.locator(".kb-tooltip").is_visible()
    page.locator(".kb-source a").click()

    assert visible
    assert page.url.endswith("#source-1")
    context.close()
