"""What readers need of each part of an article: contrast, room, direction, names, and whole paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from sphinx_kb.testing import Site, article
from support import axe
from support.browsing import eventually
from support.measures import CONTRAST
from support.samples import FRAMEWORKS
from tools import node_checks
from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
PROSE = "A line of plain text that is longer than a phone is wide, as prompts and letters are. " * 3
TABLES = """\
| Metric | Value | Trend | Status |
|---|---:|---|:-:|
| Patched in time | 95% | Red | Flat |
| 9.0% | 1,200,000 | Amber | 0 |

```{list-table}
:header-rows: 1
* - Target
  - Status
* - 95%
  - Red
```
"""
CODE = f"""\
```text
{PROSE}
```

```
{PROSE}
```

```{{code-block}} python
:linenos:
one = 1
two = "{"x" * 200}"
```

```console
$ ls
here.txt
$ pwd
```
"""
HASHES = f"""\
`{HASH}`

## `{HASH}`

- `{HASH}`

```{{note}}
`{HASH}`
```

```{{dropdown}} More
`{HASH}`
```

| a |
|---|
| `{HASH}` |
"""
TABS = """\
[To it](#deep)

````{tab-set}
```{tab-item} First
One.
```
```{tab-item} Second
(deep)=
#### In the second

Two.
```
````
"""
TASKS = "- [ ] open *now*\n- [x] done\n"
COLUMNS = 12
WIDE = (
    f"See <https://example.org/report>.\n\n| {' | '.join(f'Column {n}' for n in range(COLUMNS))} |\n"
    f"|{'---|' * COLUMNS}\n| {' | '.join('Organizational words' for _ in range(COLUMNS))} |\n\n"
    f"$$\n{' + '.join(f'a_{{{n}}}' for n in range(60))}\n$$\n"
)
SITE = {
    **FRAMEWORKS,
    "posts/tables.md": article(body=TABLES),
    "posts/code.md": article(body=CODE),
    "posts/hashes.md": article(body=HASHES),
    "posts/tabs.md": article(body="Text.\n\n" * 80 + TABS),
    "posts/tasks.md": article(body=TASKS),
    "posts/wide.md": article(body=WIDE),
    "posts/sections.md": article(
        body="".join(f"## {name}\n\n{'Text. ' * 300}\n\n" for name in ("First", "Second"))
        + "## Last\n\nText.\n"
    ),
    "posts/tips.md": article(
        body="One {term}`Risk` and {term}`Loss`.\n",
        title="'How one begins: what comes after the colon of a title'",
    ),
    "pages/glossary.md": "# Glossary\n\n```{glossary}\nRisk\n  What may happen.\n\nLoss\n  What is lost.\n```\n",
    "posts/right.md": article(
        "lang: ar\ndir: rtl\n", "Text `a.b()`.\n\n```python\nx = 1  # a\n```\n"
    ),
}
GAPS = """() => [...document.querySelectorAll("main tr")].flatMap((row) => {
  const boxes = [...row.cells].map((cell) => {
    const range = document.createRange();
    if (!cell.querySelector("input")) range.selectNodeContents(cell); // a field has room of its own
    return range.getBoundingClientRect();
  });
  return boxes.slice(1).flatMap((box, place) =>
    box.width && boxes[place].width ? [[box.left - boxes[place].right, row.textContent]] : []);
})"""
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def base(shared_site: Callable[..., Site]) -> Iterator[str]:
    """Return the address of a small site."""
    with serve(shared_site("reading needs", SITE).out) as address:
        yield address


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a context of a browser that may use the clipboard."""
    opened = chromium.new_context(viewport={"width": 390, "height": 844})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page on a phone."""
    return context.new_page()


@pytest.mark.parametrize("width", [1440, 390])
def test_texts_of_neighboring_cells_are_apart(real_site, base, page, width):
    page.set_viewport_size({"width": width, "height": 844})
    found, close = 0, []
    with serve(real_site.out) as real:
        names = (
            "reporting-to-the-board",
            "quantifying-risk-with-fair",
            "security-metrics-that-matter",
        )
        for address in (
            f"{base}posts/tables.html", f"{real}frameworks/coverage.html",
            f"{real}frameworks/crosswalk.html", *(f"{real}posts/{name}.html" for name in names),
        ):  # fmt: skip
            page.goto(address)
            gaps = page.evaluate(GAPS)
            found += len(gaps)
            close += [(address, gap, text) for gap, text in gaps if gap < 8]

    assert found > 300
    assert close == []


def test_a_centered_column_is_centered(base, page):
    page.goto(f"{base}posts/tables.html")
    shown = page.locator("td.text-center, td.text-right").evaluate_all(
        "(cells) => cells.map((cell) => getComputedStyle(cell).textAlign)"
    )

    assert shown == ["right", "center"] * 2


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_focused_skip_link_can_be_read(chromium, base, mode):
    with chromium.new_page(color_scheme=mode) as page:
        page.goto(f"{base}posts/tables.html")
        page.keyboard.press("Tab")
        link = page.locator("*:focus")

        assert link.inner_text() == "Skip to main content"
        eventually(page, "() => document.activeElement.getBoundingClientRect().top >= 0")
        assert link.evaluate(CONTRAST) >= 7


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_muted_words_have_the_contrast_of_text(real_site, chromium, mode):
    found = {}
    with serve(real_site.out) as real, chromium.new_page(color_scheme=mode) as page:
        for name, selector in (
            ("posts/first-90-days", ".kb-standfirst, .kb-facts, figcaption, .kb-sources li"),
            ("topics/role", ".kb-card-line, .kb-card-by, .kb-count"),
            ("pages/glossary", ".kb-uses, dt + dt"),
            ("frameworks/csf", ".kb-crosswalk-links, .kb-aside-label, .kb-passage, .kb-empty"),
            ("index", ".kb-navigation span, .kb-tile em, .kb-tile span, .kb-site-footer"),
        ):
            page.goto(f"{real}{name}.html")
            values = page.locator(selector).evaluate_all(f"(all) => all.map({CONTRAST})")
            assert values, name
            found[name] = min(values)

    assert {name: value for name, value in found.items() if value < 7} == {}


def test_forced_colors_show_every_button_and_where_one_is(chromium, base):
    with chromium.new_page(forced_colors="active", viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"{base}posts/tabs.html#deep")
        icons = page.locator(".kb-button:visible .kb-icon, .kb-search-button .kb-icon")
        colors = icons.evaluate_all(f"(all) => all.map({CONTRAST})")
        labels = page.locator(".sd-tab-set > label").evaluate_all(
            "(all) => all.map((label) => getComputedStyle(label).borderBottomColor)"
        )

    assert len(colors) > 3
    assert min(colors) >= 4.5
    assert len(set(labels)) == 2


def test_forced_colors_mark_the_present_entry_of_the_contents(chromium, real_site):
    with (
        serve(real_site.out) as real,
        chromium.new_page(forced_colors="active", viewport={"width": 1440, "height": 900}) as page,
    ):
        page.goto(f"{real}posts/first-90-days.html#what-not-to-do")
        present = page.locator(".kb-side-contents a[aria-current]")
        present.wait_for()
        border = "(link) => getComputedStyle(link).borderLeftColor"
        others = page.locator(".kb-side-contents a:not([aria-current])").evaluate_all(
            f"(links) => links.map({border})"
        )

        assert present.evaluate(border) not in others


def test_text_wraps_and_code_scrolls_and_the_copy_button_covers_neither(base, page):
    page.goto(f"{base}posts/code.html")
    found = page.locator("div.highlight").evaluate_all("""(blocks) => blocks.map((block) => {
      const [pre, button] = [block.querySelector("pre"), block.querySelector(".kb-copy")];
      const [text, copy] = [pre.getBoundingClientRect(), button.getBoundingClientRect()];
      return [pre.scrollWidth > pre.clientWidth + 1, copy.left >= text.right || copy.top >= text.bottom];
    })""")

    assert found == [[False, True], [False, True], [True, True], [False, True]]
    assert page.evaluate(WIDTH) == 390


def test_what_is_copied_can_be_pasted(base, page):
    page.goto(f"{base}posts/code.html")
    copied = []
    for number in (2, 3):
        page.locator(".kb-copy").nth(number).click()
        copied.append(page.evaluate("navigator.clipboard.readText()"))

    assert copied == [f'one = 1\ntwo = "{"x" * 200}"', "ls\npwd"]


def test_a_long_word_of_code_makes_no_page_wider(base, page):
    page.goto(f"{base}posts/hashes.html")
    page.locator("details summary").last.click()

    assert page.locator(".kb-article code").count() >= 6
    assert page.evaluate(WIDTH) == 390


def test_a_link_into_a_tab_that_is_not_open_opens_it(base, page):
    page.goto(f"{base}posts/tabs.html")
    heading = page.get_by_text("In the second", exact=False).last
    before = heading.is_visible()
    page.get_by_role("link", name="To it").click()
    heading.wait_for()
    page.goto(f"{base}index.html")
    page.goto(f"{base}posts/tabs.html#deep")
    heading.wait_for()

    assert not before
    assert 0 <= heading.bounding_box()["y"] < 844


def test_coming_back_and_pages_beside_hear_of_a_change_of_colors(base, context, page):
    mode = "document.documentElement.dataset.mode"
    page.goto(f"{base}posts/code.html")
    page.goto(f"{base}posts/tables.html")
    beside = context.new_page()
    beside.goto(f"{base}posts/tabs.html")
    for _ in range(2):
        page.locator('[data-kb="theme"]').click()
    eventually(beside, f"{mode} === 'dark'")
    page.go_back()
    eventually(page, f"{mode} === 'dark'")

    assert page.locator('[data-kb="theme"]').get_attribute("aria-label") == "Color mode: dark"


def test_the_box_of_a_task_has_its_name(base, page):
    page.goto(f"{base}posts/tasks.html")

    assert page.get_by_role("checkbox", name="open now").is_disabled()
    assert page.get_by_role("checkbox", name="done").is_checked()


def test_a_page_with_every_construct_passes_axe(chromium, sample_site, base):
    with serve(sample_site.out) as address:
        found = []
        for mode, width in axe.VIEWS:
            with axe.looking(chromium, mode, width) as page:
                for name in (
                    f"{address}posts/more.html",
                    f"{address}posts/all.html",
                    f"{base}posts/tasks.html",
                ):
                    page.goto(name, wait_until="networkidle")
                    found += [(name, *problem) for problem in axe.violations(page)]

    assert found == []


def test_code_in_an_article_from_right_to_left_is_read_from_left_to_right(base, page):
    page.goto(f"{base}posts/right.html")
    shown = page.locator(".kb-article :is(pre, code)").evaluate_all(
        "(all) => all.map((one) => [getComputedStyle(one).direction, getComputedStyle(one).textAlign])"
    )

    assert page.locator(".kb-article").evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert {direction for direction, _ in shown} == {"ltr"}
    assert shown[-1][1] in {"left", "start"}


def test_paper_shows_an_address_once_and_wide_things_whole(base, page):
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 within its margins
    page.goto(f"{base}posts/wide.html")
    page.emulate_media(media="print")
    after = page.locator('a[href="https://example.org/report"]').evaluate(
        "(link) => getComputedStyle(link, '::after').content"
    )
    wide = page.locator(
        ".kb-article :is(table, math, .pst-scrollable-table-container)"
    ).evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().right)")
    pieces = page.locator(".kb-article math *").evaluate_all(
        "(all) => Math.max(...all.map((one) => one.getBoundingClientRect().right))"
    )

    assert after == "none"
    assert max(*wide, pieces) <= 680


def test_tips_are_hidden_from_machines_and_the_byline_has_spaces(real_site):
    page = real_site.page("posts/risk-appetite-and-tolerance")

    assert len(page.select(".kb-tooltip")) > 2
    assert all(tip.has_attr("hidden") for tip in page.select(".kb-tooltip"))
    assert re.fullmatch(
        r"[\w ]+ · Updated [\w ]+ · Reviewed [\w ]+ · \d+ min · [\w ]+",
        " ".join(page.select_one(".kb-facts").get_text().split()),
    )


def test_a_table_that_scrolls_keeps_its_first_column_and_marks_a_status(base, page):
    page.goto(f"{base}posts/wide.html")
    box = page.locator(".pst-scrollable-table-container").first
    box.evaluate("(one) => { one.scrollLeft = 150; }")
    cells = box.locator("tbody tr").first.locator("td")
    left = box.bounding_box()["x"]
    page.goto(f"{base}posts/tables.html")
    dots = page.locator("td p").evaluate_all(
        "(all) => all.filter((one) => getComputedStyle(one, '::before').content === '\"\"').map((one) => one.textContent)"
    )

    assert left >= 0
    assert dots == ["Red", "Amber", "Red"]
    page.goto(f"{base}posts/wide.html")
    box.evaluate("(one) => { one.scrollLeft = 150; }")
    assert cells.first.bounding_box()["x"] == pytest.approx(left, abs=1)
    assert cells.nth(1).bounding_box()["x"] < left


def test_the_anchors_of_headings_are_no_stops_of_the_tab_key(base, page):
    page.goto(f"{base}posts/tabs.html")
    page.goto(f"{base}posts/hashes.html")
    stops = page.locator("a.headerlink").evaluate_all("(all) => all.map((one) => one.tabIndex)")

    assert set(stops) == {-1}


def test_a_mail_has_the_address_of_the_page_where_the_site_does_not_know_it(base, page):
    page.goto(f"{base}posts/tables.html#x")
    address = page.get_by_role("link", name="Send by mail").get_attribute("href")

    assert unquote(address).endswith(f"body={base}posts/tables.html")


def test_paper_has_the_address_and_the_day_and_no_controls(real_site, page):
    with serve(real_site.out) as real:
        page.goto(f"{real}frameworks/crosswalk.html")
        page.locator(".kb-table-filter").wait_for()
        page.emulate_media(media="print")
        foot = page.locator(".kb-printed").inner_text()

        assert foot.startswith(f"{real}frameworks/crosswalk.html · printed ")
        assert re.search(r"\d+ \w+ 20\d\d$", foot)
        assert not page.locator(".kb-table-filter").is_visible()
        assert page.locator(".kb-crosswalk").is_visible()


def test_the_contents_mark_nothing_at_the_top_and_the_last_section_at_the_end(base, page):
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto(f"{base}posts/sections.html")
    present = ".kb-side-contents a[aria-current]"
    page.keyboard.press("End")
    eventually(page, f"document.querySelector({present!r})?.textContent === 'Last'")
    page.wait_for_timeout(300)  # a key is passed over while the page glides
    page.keyboard.press("Home")
    eventually(page, f"!document.querySelector({present!r})")


def test_a_long_list_is_filtered_by_a_word_and_terms_by_a_letter(real_site, page):
    with serve(real_site.out) as real:
        page.goto(f"{real}pages/glossary.html")
        page.get_by_label("Show terms with").fill("ransomware")
        shown = page.locator("dl.glossary > dt:visible").all_inner_texts()
        headings = page.locator("main h2:visible").count()
        page.get_by_label("Show terms with").fill("")
        page.get_by_role("group", name="By letter").get_by_role("button", name="B").click()
        first = page.locator("dl.glossary > dd:visible").count()
        names = page.locator("dl.glossary > dt:visible:not(dt + dt)").all_inner_texts()
        page.goto(f"{real}templates.html")
        page.get_by_label("Show files with").fill("tabletop")
        files = page.locator(".kb-downloads > li:visible").all_inner_texts()
        page.get_by_label("Show files with").fill("")
        page.get_by_role("combobox", name="Situation").select_option("The board meets next week")
        page.get_by_role("combobox", name="Format").select_option("Document (DOCX, TXT)")
        chosen = page.locator(".kb-downloads > li:visible").all_inner_texts()
        situations = page.locator("main h2:visible").all_inner_texts()

    assert situations == ["The board meets next week"]
    assert chosen
    assert all("DOCX" in text for text in chosen)
    assert 1 <= len(shown) < 60
    assert headings >= 1
    assert first == len(names) > 1
    assert all(name.startswith(("B", "b")) for name in names)
    assert 1 <= len(files) < 20
    assert all("tabletop" in text.lower() for text in files)


def test_one_tip_is_open_at_a_time_and_a_title_breaks_after_its_colon(base, page):
    page.set_viewport_size({"width": 1000, "height": 844})
    page.goto(f"{base}posts/tips.html")
    links = page.locator(".kb-mention a")
    links.nth(0).focus()
    links.nth(1).hover()
    open_tips = page.locator(".kb-tooltip").evaluate_all(
        "(all) => all.map((one) => one.checkVisibility())"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    part = page.locator("h1 .kb-part").bounding_box()

    assert open_tips == [False, True]
    assert part["x"] == pytest.approx(page.locator("h1").bounding_box()["x"], abs=1)


@pytest.mark.skipif(
    bool(node_checks.missing_node()) or not node_checks.is_fetched(),
    reason="`make check` has not fetched the programs of tools/node here",
)
def test_a_reader_view_has_sentences_without_definitions_in_them(real_site, chromium):
    with serve(real_site.out) as real, chromium.new_page(bypass_csp=True) as page:
        page.goto(f"{real}posts/risk-appetite-and-tolerance.html")
        page.add_script_tag(path=node_checks.MODULES / "@mozilla/readability/Readability.js")
        tips = page.locator(".kb-tooltip:not([id^=kb-mark])").all_text_contents()
        text = page.evaluate("new Readability(document.cloneNode(true)).parse().textContent")

    assert len(text) > 3000
    assert [tip for tip in tips if tip in text] == []
