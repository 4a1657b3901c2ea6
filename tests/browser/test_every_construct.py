"""The pages that hold every construct of CONTRIBUTING: on narrow screens, on paper, in forced colors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGES = ("posts/more.html", "posts/all.html")
PAPER = 680  # CSS pixels: A4 within its margins
# What a sheet cannot show: an edge outside of it, or a box that cuts its text off.
CUT_OFF = """(width) => [...document.querySelectorAll(".kb-article, .kb-article *")].filter((one) => {
  const [box, style] = [one.getBoundingClientRect(), getComputedStyle(one)];
  if (!box.width || style.visibility === "hidden" || one.closest(".visually-hidden, .kb-tooltip")) return false;
  const cuts = style.overflowX !== "visible" && style.overflowX !== "clip";
  return box.right > width + 1 || (cuts && one.scrollWidth > one.clientWidth + 1);
}).map((one) => one.outerHTML.slice(0, 120))"""
HIDDEN = """(all) => all.filter((one) => !one.getBoundingClientRect().height)
  .map((one) => one.outerHTML.slice(0, 120))"""
# What an author folds; what the frame of an article folds is a control, and stays on the screen.
FOLDED = (
    ".kb-article :is(.sd-tab-content, "
    "details:not([class^='kb-'], .kb-backlinks details) > :not(summary))"
)
BOXES = ".kb-article :is(.admonition, .sd-card, details.sd-dropdown, .kb-aside, pre)"
EDGES = """(all) => all.filter((one) => {
  const drawn = (part) => {
    const style = getComputedStyle(part);
    return ["Top", "Right", "Bottom", "Left"].some((side) =>
      parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
  };
  return ![one, one.parentElement, ...one.querySelectorAll(":scope > *")].some(drawn);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def base(sample_site) -> Iterator[str]:
    with serve(sample_site.out) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_page(viewport={"width": 1440, "height": 900}) as page:
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_no_screen_is_too_narrow(base: str, page: Page, name):
    found = {}
    for width in (320, 390, 768, 1000, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{base}{name}")
        found[width] = page.evaluate("document.documentElement.scrollWidth")

    assert found == {width: width for width in found}


@pytest.mark.parametrize("name", PAGES)
def test_a_sheet_has_all_of_it(base: str, page: Page, name):
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.goto(f"{base}{name}")
    page.emulate_media(media="print")

    assert page.locator(FOLDED).count() > 1
    assert page.locator(FOLDED).evaluate_all(HIDDEN) == []
    assert page.evaluate(CUT_OFF, PAPER) == []


@pytest.mark.parametrize("name", PAGES)
def test_forced_colors_leave_each_box_an_edge(base: str, chromium, name):
    with chromium.new_page(forced_colors="active", viewport={"width": 1000, "height": 900}) as page:
        page.goto(f"{base}{name}")

        assert page.locator(BOXES).count() > 3
        assert page.locator(BOXES).evaluate_all(EDGES) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_first_stop_leads_past_the_frame(base: str, chromium, name, mode):
    with chromium.new_page(color_scheme=mode) as page:
        page.goto(f"{base}{name}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("!!document.activeElement.closest('main')")
