"""The crosswalk: a table that reads whole without a script, and sorts and filters with one."""

import pytest

from sphinx_kb.testing import article
from support.samples import FRAMEWORKS
from tools.browser import serve


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from sphinx_kb.testing import FRAME, Site

    made = Site(tmp_path_factory.mktemp("crosswalk")).write({**FRAME, **FRAMEWORKS})
    made.write({"posts/a.md": article("controls: [GV.OC, ID.AM]\n", title="A")})
    made.write({"posts/b.md": article("controls: [ID.AM]\n", title="B")})
    assert made.build("-W").exit == 0
    return made


@pytest.fixture
def page(site, chromium):
    with serve(site.out) as base:
        context = chromium.new_context()
        page = context.new_page()
        page.errors = []
        page.on("console", lambda said: page.errors.append(said.text))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(base + "frameworks/crosswalk.html")
        yield page
        assert page.errors == []
        context.close()


def shown(page):
    rows = page.locator("tbody tr:not([hidden]) th")
    return rows.all_inner_texts()


def press(page, name, way):
    button = page.get_by_role("columnheader").get_by_role("button", name=name)
    if way == "mouse":
        button.click()
    else:
        button.focus()
        page.keyboard.press("Enter")


def test_without_a_script_every_row_is_there_and_nothing_offers_to_sort(site, chromium):
    with serve(site.out) as base:
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(base + "frameworks/crosswalk.html")
        rows = [cells.inner_text().split("\t") for cells in page.locator("tbody tr").all()]
        controls = page.locator(".kb-table button, .kb-table input").count()
        context.close()

    assert [[cell.strip() for cell in row] for row in rows] == [
        ["GV.OC", "Context", "", "", "1"],
        ["GV.RM", "Strategy", "CIS 4", "6.1, A.5.1 to A.5.3", "0"],
        ["ID.AM", "Assets", "CIS 5, CIS 4", "", "2"],
    ]
    assert controls == 0


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_heading_sorts_up_down_and_back(page, way):
    orders = [shown(page)]
    states = []
    for _ in range(3):
        press(page, "Name", way)
        orders.append(shown(page))
        states.append(page.locator("th", has_text="Name").get_attribute("aria-sort"))

    assert orders == [
        ["GV.OC", "GV.RM", "ID.AM"],
        ["ID.AM", "GV.OC", "GV.RM"],
        ["GV.RM", "GV.OC", "ID.AM"],
        ["GV.OC", "GV.RM", "ID.AM"],
    ]
    assert states == ["ascending", "descending", "none"]


def test_numbers_sort_as_numbers_and_what_is_empty_comes_last(page):
    press(page, "Articles", "mouse")
    counts = shown(page)
    press(page, "TC", "mouse")
    press(page, "TC", "mouse")

    assert counts == ["GV.RM", "GV.OC", "ID.AM"]
    assert shown(page) == ["ID.AM", "GV.RM", "GV.OC"]


@pytest.mark.parametrize(
    ("typed", "rows", "said"),
    [
        ("strateg", ["GV.RM"], "1 of 3 rows"),
        ("cis 4", ["GV.RM", "ID.AM"], "2 of 3 rows"),
        ("a.5.1", ["GV.RM"], "1 of 3 rows"),
        ("nothing", [], "0 of 3 rows"),
        ("<b>x", [], "0 of 3 rows"),
        ("", ["GV.OC", "GV.RM", "ID.AM"], "3 rows"),
    ],
)
def test_a_word_filters_and_the_number_of_rows_is_told(page, typed, rows, said):
    page.get_by_label("Show rows with").fill(typed)

    assert shown(page) == rows
    assert page.get_by_role("status").inner_text() == said


def test_escape_clears_the_filter_and_a_sorted_table_stays_filtered(page):
    field = page.get_by_label("Show rows with")
    field.fill("cis 4")
    press(page, "Name", "keyboard")
    assert shown(page) == ["ID.AM", "GV.RM"]
    field.focus()
    page.keyboard.press("Escape")

    assert shown(page) == ["ID.AM", "GV.OC", "GV.RM"]
