"""Drawings on a phone and in the dark: large enough to read, over the whole screen, in its colors."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageStat

from sphinx_kb.testing import Site, article
from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300"><rect width="720" height="300"'
    ' fill="#ffffff"/><text x="20" y="40" font-size="13" fill="#17212b">Words</text></svg>'
)
SITE = {
    "posts/a.md": article(body="Text.\n\n```{figure} /assets/p.svg\n:alt: A plan\nCaption.\n```\n"),
    "assets/p.svg": SVG,
}


@pytest.fixture(scope="module")
def base(shared_site: Callable[..., Site]) -> Iterator[str]:
    """Return the address of a small site."""
    with serve(shared_site("drawings", SITE).out) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, base: str) -> Iterator[Page]:
    """Return an article with a drawing, on a phone."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="light"
    )
    opened = context.new_page()
    opened.goto(f"{base}posts/a.html")
    opened.locator("figure img").scroll_into_view_if_needed()
    yield opened
    context.close()


def test_the_type_of_a_drawing_is_at_least_12_pixels_high_on_a_phone(page):
    width = page.locator("figure img").bounding_box()["width"]

    assert 13 * width / 720 >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("figcaption").bounding_box()["width"] <= 390


def test_a_tap_opens_a_drawing_over_the_screen_and_esc_closes_it(page):
    page.locator("figure a.kb-picture").tap()
    dialog = page.get_by_role("dialog", name="A plan")
    dialog.wait_for()
    whole = dialog.bounding_box()
    before = dialog.locator("img").bounding_box()["width"]
    dialog.get_by_role("button", name="Larger").click()
    after = dialog.locator("img").bounding_box()["width"]
    page.keyboard.press("Escape")

    assert (whole["x"], whole["y"], whole["width"], whole["height"]) == (0, 0, 390, 844)
    assert before <= 390 < after
    assert not dialog.is_visible()


def test_a_drawing_has_the_colors_of_the_mode_that_was_chosen(page):
    def brightness() -> float:
        picture = Image.open(io.BytesIO(page.locator("figure img").screenshot())).convert("L")
        return float(ImageStat.Stat(picture).mean[0])

    light = brightness()
    for _ in range(2):
        page.locator('[data-kb="theme"]').click()
    dark = brightness()

    assert light > 200
    assert dark < 60
