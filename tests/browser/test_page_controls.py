"""Every control works, at every width, by mouse and by keyboard; nothing is wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import FRAME, Site, once
from support import SOAK
from support.browsing import eventually
from support.output import kinds
from support.samples import EVERY_CONSTRUCT
from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

WIDTHS = (1440, 1000, 390)
WAYS = ("mouse", "keyboard")
VIEWS = [(width, way) for width in WIDTHS for way in WAYS]
SEEN = VIEWS if SOAK else [*VIEWS[::2], (1000, "keyboard")]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Site]]:
    """Return the address of a site with every kind of page, and the site."""

    def make(folder: Path) -> Site:
        site = Site(folder / "site").write({**FRAME, **EVERY_CONSTRUCT})
        assert site.build().exit == 0
        return site

    site = once(tmp_path_factory, "controls", make)
    with serve(site.out) as address:
        yield address, site


@pytest.fixture(scope="module")
def windows(chromium: Browser, root: tuple[str, Site]) -> Iterator[Callable[[int], Page]]:
    """Return a function that opens an article at a width, with nothing remembered."""
    context = chromium.new_context(color_scheme="light")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(5000)
    page.add_init_script("window.__printed = 0; window.print = () => { window.__printed += 1; };")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def opened(width: int, path: str = "posts/all.html") -> Page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(root[0] + path)
        if page.evaluate(
            "(() => { const used = localStorage.length; localStorage.clear(); return used; })()"
        ):
            page.goto(root[0] + path)
        return page

    yield opened
    assert errors == []
    context.close()


def press(page: Page, control: Locator, way: str, key: str = "Enter") -> None:
    """Use a control by mouse, or by keyboard alone."""
    if way == "mouse":
        control.click()
    else:
        control.focus()
        page.keyboard.press(key)


def button(page: Page, name: str) -> Locator:
    """Return the button of a name that can be seen."""
    return page.locator(f'[data-kb="{name}"]:visible').first


def focused_in(page: Page, selector: str) -> bool:
    """Return whether the focus is in an element."""
    return bool(page.evaluate("(selector) => !!document.activeElement.closest(selector)", selector))


@pytest.mark.soak
@pytest.mark.parametrize(("width", "way"), SEEN)
class TestControls:
    """Each control at each width, in both ways."""

    def test_the_color_mode_changes_and_is_remembered(self, windows, width, way):
        page = windows(width)

        def state() -> str:
            root = "document.documentElement.dataset"
            return str(page.evaluate(f"{root}.mode + ' ' + {root}.theme"))

        seen = [state()]
        for _ in range(3):
            press(page, button(page, "theme"), way, "Space")
            seen.append(state())
        press(page, button(page, "theme"), way)
        press(page, button(page, "theme"), way)
        page.reload()

        assert seen == ["auto light", "light light", "dark dark", "auto light"]
        assert state() == "dark dark"
        assert button(page, "theme").get_attribute("aria-label") == "Color mode: dark"

    def test_the_navigation_opens_closes_and_gives_the_focus_back(self, windows, width, way):
        page = windows(width)
        sidebar, opener = page.locator("#pst-primary-sidebar"), button(page, "navigation")
        if width >= 960:
            press(page, opener, way)
            assert not sidebar.is_visible()
            assert opener.get_attribute("aria-expanded") == "false"
            press(page, opener, way)
            assert sidebar.is_visible()
            assert opener.get_attribute("aria-expanded") == "true"
            return
        assert not page.locator(".kb-navigation").is_visible()
        for close in ("Escape", "button", "outside"):
            press(page, opener, way)
            dialog = page.locator("#pst-primary-sidebar-modal")
            assert dialog.locator(".kb-navigation a").first.is_visible()
            assert focused_in(page, "#pst-primary-sidebar-modal")
            if close == "Escape":
                page.keyboard.press("Escape")
            elif close == "button":
                press(page, dialog.locator(".kb-close"), way)
            else:
                page.mouse.click(width - 5, 700)
            eventually(page, "!document.querySelector('#pst-primary-sidebar-modal').open")
            assert focused_in(page, '[data-kb="navigation"]'), close
            # It is put back when the dialog tells that it was closed, which is a moment later.
            eventually(page, "!!document.querySelector('#pst-primary-sidebar .kb-navigation')")

    def test_the_contents_open_close_and_give_the_focus_back(self, windows, width, way):
        page = windows(width)
        contents = page.locator(".kb-side-contents")
        if width >= 1200:
            assert contents.is_visible()
            assert page.locator('[data-kb="contents"]:visible').count() == 0
            return
        assert not contents.is_visible()
        press(page, button(page, "contents"), way)
        assert contents.is_visible()
        assert focused_in(page, "#pst-secondary-sidebar-modal")
        page.keyboard.press("Escape")
        eventually(page, "!document.querySelector('#pst-secondary-sidebar-modal').open")
        assert focused_in(page, '[data-kb="contents"]')
        press(page, button(page, "contents"), way)
        press(page, contents.locator("a").nth(1), way)
        eventually(page, "!document.querySelector('#pst-secondary-sidebar-modal').open")
        assert page.evaluate("location.hash") == "#two"

    def test_the_search_opens_by_button_and_by_keys(self, windows, width, way):
        page = windows(width)
        dialog = page.locator("#pst-search-dialog")
        openers = [lambda: press(page, button(page, "search"), way)]
        openers += [lambda: page.keyboard.press("Control+k"), lambda: page.keyboard.press("/")]
        for opened in openers:
            opened()
            assert dialog.is_visible()
            assert focused_in(page, "#pst-search-dialog input")
            page.keyboard.type("a/b")
            assert dialog.locator("input").input_value() == "a/b"
            dialog.locator("input").fill("")
            page.keyboard.press("Escape")
            eventually(page, "!document.querySelector('#pst-search-dialog').open")
        assert focused_in(page, '[data-kb="search"]')

    def test_full_screen_and_print_work_once(self, windows, width, way):
        page = windows(width)
        if width < 960:
            shown = page.locator('[data-kb="fullscreen"]:visible, [data-kb="print"]:visible')
            assert shown.count() == 1  # to print, at the foot
            press(page, shown, way)
            assert page.evaluate("window.__printed") == 1
            return
        press(page, button(page, "print"), way)
        assert page.evaluate("window.__printed") == 1
        press(page, button(page, "fullscreen"), way)
        eventually(page, "!!document.fullscreenElement")
        press(page, button(page, "fullscreen"), way)
        eventually(page, "!document.fullscreenElement")

    def test_code_is_copied(self, windows, width, way):
        page = windows(width)
        press(page, page.locator(".kb-copy").first, way)
        eventually(page, "document.querySelector('.kb-copy').textContent === 'Copied'")

        assert page.evaluate("navigator.clipboard.readText()").startswith('print("wide wide')

    def test_tabs_and_dropdowns_show_what_they_hold(self, windows, width, way):
        page = windows(width)
        first, second = page.get_by_text("The first text."), page.get_by_text("The second text.")
        assert (first.is_visible(), second.is_visible()) == (True, False)
        if way == "mouse":
            page.locator(".sd-tab-set label", has_text="Second").click()
        else:
            page.locator(".sd-tab-set input").first.focus()
            page.keyboard.press("ArrowRight")
        assert (first.is_visible(), second.is_visible()) == (False, True)

        hidden = page.get_by_text("What was hidden.")
        assert not hidden.is_visible()
        press(page, page.locator("details.sd-dropdown summary"), way)
        assert hidden.is_visible()
        press(page, page.locator("details.sd-dropdown summary"), way)
        assert not hidden.is_visible()

    def test_no_button_is_dead(self, windows, width, way):
        page = windows(width)
        state = """() => JSON.stringify([
            [...document.querySelectorAll("dialog")].map((dialog) => dialog.open), document.documentElement.className,
            document.documentElement.dataset.mode, window.__printed, !!document.fullscreenElement,
            [...document.querySelectorAll("details")].map((details) => details.open),
            [...document.querySelectorAll("button")].map((button) => button.textContent)])"""
        count = page.locator("button:visible, summary:visible").count()
        assert count >= (6 if width < 960 else 7)
        for number in range(count):
            page = windows(width)
            control = page.locator("button:visible, summary:visible").nth(number)
            before = page.evaluate(state)
            press(page, control, way)
            eventually(page, f"(before) => ({state})() !== before", arg=before)


NARROW = (720, 390, 320)  # 720: a desk at 200 %


def wider(page: Page) -> list[str]:
    """Return what reaches over the right edge of the screen, but for what scrolls in its own box."""
    return list(
        page.evaluate("""() => {
      const found = [];
      const width = document.documentElement.clientWidth;
      if (document.scrollingElement.scrollWidth > width)
        found.push(`page: ${document.scrollingElement.scrollWidth}`);
      for (const node of document.querySelectorAll("body *")) {
        const box = node.getBoundingClientRect();
        if (!box.width || !box.height || box.right <= width + 1 || !node.checkVisibility({visibilityProperty: true})) continue;
        let above = node.parentElement;
        while (above && !/auto|scroll|hidden|clip/.test(getComputedStyle(above).overflowX)) above = above.parentElement;
        if (!above || above === document.documentElement || above === document.body)
          found.push(`${node.tagName}.${node.className}: ${Math.round(box.right)}`);
      }
      return found.slice(0, 5);
    }""")
    )


def wider_at_any_width(chromium, address: str, paths: list[str]) -> dict[str, list[str]]:
    """Return what reaches over the edge of three screens, by page and width."""
    context = chromium.new_context(viewport={"width": NARROW[0], "height": 800})
    page, found = context.new_page(), {}
    for path in paths:
        page.goto(address + path)
        if "?q=" in path:
            page.wait_for_selector(".kb-search-articles li")
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(50)
            if fault := wider(page):
                found[f"{path} at {width}"] = fault
    context.close()
    return found


def test_nothing_is_wider_than_the_screen_on_any_kind_of_page(chromium, root):
    paths = [*kinds(root[1]), "posts/all.html", "search.html?q=article"]

    assert wider_at_any_width(chromium, root[0], paths) == {}


def test_nothing_is_wider_than_the_screen_on_the_real_site(chromium, real_site):
    names = sorted(path.name for path in (real_site.out / "posts").glob("*.html"))[:8]
    paths = [*kinds(real_site), *(f"posts/{name}" for name in names)]
    with serve(real_site.out) as address:
        found = wider_at_any_width(chromium, address, paths)

    assert found == {}


def test_wide_tables_and_code_scroll_in_their_own_box_and_by_keyboard(windows):
    page = windows(390)
    for selector in (".pst-scrollable-table-container", "div.highlight > pre"):
        box = page.locator(selector).first
        box.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        eventually(page, "(node) => node.scrollLeft > 0", arg=box.element_handle())
