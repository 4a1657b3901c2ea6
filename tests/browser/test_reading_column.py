"""An article begins on the first screen, its lines are short, and the block stands in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import Site, article
from support.hostile import PNG
from support.measures import CHARACTERS_IN_LINES
from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

SCREENS = [(1440, 900, 480), (390, 844, 520)]  # width, height, and where the text begins at most
LONG = (
    "Third-party risk: what to ask, what to accept and when to walk away from a supplier you need"
)
STANDFIRST = (
    "Sort your suppliers by what they can break, ask the few questions that matter, and decide in "
    "one meeting who stays, who improves and whom you replace."
)
TEXT = "A sentence of an article, with a few words in it that are as long as words are. " * 6
SOME = f"{TEXT}\n\n## One\n\n{TEXT}\n\n- {TEXT}\n\n> {TEXT}\n\n```{{note}}\n{TEXT}\n```\n\n## Two\n\n{TEXT}\n"
MORE = (
    "updated: 2026-02-01\nreviewed: 2026-02-02\nauthors: [mishaal, editors]\ncategories: [risk]\n"
    f"toc: true\nlevel: new\ndescription: '{STANDFIRST}'\n"
)
SITE = {
    "posts/drawn.md": article(MORE, SOME, title=f"'{LONG}'"),
    "posts/own.md": article(
        MORE + "image: assets/tall.png\nimage_alt: A line\n", SOME, title=f"'{LONG}'"
    ),
    "posts/plain.md": article(body=SOME),
    "assets/tall.png": PNG,
}
BEGIN = """() => {
  const texts = [...document.querySelectorAll(".kb-article section p, .kb-article section li")];
  return texts.find((node) => !node.closest(".kb-head") && node.offsetHeight).getBoundingClientRect().top;
}"""


@pytest.fixture(scope="module")
def base(shared_site: Callable[..., Site]) -> Iterator[str]:
    """Return the address of a small site."""
    with serve(shared_site("reading column", SITE).out) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page of a browser."""
    with chromium.new_page() as opened:
        yield opened


@pytest.mark.parametrize(("width", "height", "most"), SCREENS)
def test_every_article_begins_on_the_first_screen(real_site, base, page, width, height, most):
    page.set_viewport_size({"width": width, "height": height})
    with serve(real_site.out) as real:
        articles = [f"{base}posts/{name}.html" for name in ("drawn", "own", "plain")]
        articles += [f"{real}posts/{path.name}" for path in real_site.out.glob("posts/*.html")]
        begins = {}
        for address in articles:
            page.goto(address, wait_until="domcontentloaded")
            begins[address] = page.evaluate(BEGIN)

    assert len(begins) > 20
    assert {address: top for address, top in begins.items() if top > most} == {}


def test_the_contents_stand_at_the_side_or_in_one_folded_line(base, page):
    found = {}
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{base}posts/drawn.html")
        box, side = page.locator(".kb-contents"), page.locator(".kb-side-contents")
        found[width] = box.is_visible(), side.is_visible()
    height = box.bounding_box()["height"]
    box.locator("summary").click()

    assert found == {1440: (False, True), 390: (True, False)}
    assert height < 50
    assert box.locator("a").first.is_visible()


def test_a_phone_says_in_its_bar_which_section_is_read_and_opens_the_contents(base, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base}posts/drawn.html")
    bar = page.locator(".kb-bar-contents")
    before = bar.is_visible()
    page.locator("#two").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#two').scrollIntoView()")
    bar.wait_for()
    text = bar.inner_text()
    top = bar.bounding_box()["y"]
    bar.click()

    assert (before, text) == (False, "On this page: Two")
    assert 0 <= top < 10
    assert page.locator("#pst-secondary-sidebar-modal a").last.is_visible()


@pytest.mark.parametrize("width", [1920, 2560])
def test_navigation_text_and_contents_are_one_block_in_the_middle(base, page, width):
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(f"{base}posts/drawn.html")
    left = page.locator(".bd-sidebar-primary").bounding_box()
    right = page.locator(".bd-sidebar-secondary").bounding_box()

    assert left["x"] == pytest.approx(width - right["x"] - right["width"], abs=8)
    assert left["x"] > 100


def test_lines_have_at_most_75_characters_in_the_metrics_of_arial(real_site, base, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    found = {}
    with serve(real_site.out) as real:
        names = ("posts/first-90-days", "paths/aspiring", "frameworks/csf", "pages/glossary",
                 "pages/about", "templates", "frameworks", "archive", "posts/drawn")  # fmt: skip
        for name in names:
            page.goto(f"{base if name == 'posts/drawn' else real}{name}.html")
            lines = sorted(page.evaluate(CHARACTERS_IN_LINES))
            found[name] = lines[len(lines) * 95 // 100] if lines else 0

    assert max(found.values()) > 60
    assert {name: most for name, most in found.items() if most > 75} == {}
