"""A form that is filled in on its page, in a real browser."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from sphinx_kb.testing import article
from support import axe
from support.browsing import eventually, visiting

LIST = """\
now:
  name: Now
  files:
    - {file: a-tools.csv, name: Tools, use: To fill in., total: Sum, fill: yes, sum: [cost_usd]}
"""
LONG = "A reason that takes more than sixty characters, so that its field has several lines."
FILES = {
    "_data/templates.yml": LIST,
    "assets/downloads/a-tools.csv": f'tool,cost_usd,why\nOne,1200,"{LONG}"\nTwo,800,<b>x</b>\nSum,2000,\n',
    "posts/a.md": article(title="A", body="[x](../assets/downloads/a-tools.csv)\n"),
}  # fmt: skip
KEY = "kb-form a-tools"


@pytest.fixture
def site(shared_site):
    return shared_site("a form in a browser", FILES)


@contextmanager
def opened(chromium, site, kept=None):
    with visiting(chromium, site) as visit:
        visit.page.on("pageerror", lambda error: visit.ran.append(str(error)))
        visit.page.goto(f"{visit.root}templates/a-tools.html")
        if kept is not None:
            visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
            visit.page.reload()
        eventually(visit.page, "Boolean(document.querySelector('.kb-fill-field'))")
        yield visit
        assert (visit.ran, visit.violations, visit.elsewhere) == ([], [], [])


def field(visit, name):
    return visit.page.get_by_label(name, exact=True)


def total(visit):
    return visit.page.locator("[data-sum]").inner_text()


def saved(visit, name):
    with visit.page.expect_download() as info:
        visit.page.get_by_role("button", name=name).click()
    return info.value.path().read_bytes().decode()


def test_rows_come_and_go_and_the_sum_follows_by_keyboard(chromium, site):
    with opened(chromium, site) as visit:
        keys = visit.page.keyboard
        assert total(visit) == "2,000"
        field(visit, "Cost, USD, row 2").fill("1.5k")
        assert total(visit) == "2,700"
        visit.page.get_by_role("button", name="Add a row").focus()
        keys.press("Enter")
        keys.type("Three")
        keys.press("Tab")
        keys.type("about 7")

        assert field(visit, "Tool, row 3").input_value() == "Three"
        doubts = visit.page.get_by_text(
            "Cells that are no numbers, and not in the sum: Cost, USD: 1."
        )
        assert doubts.is_visible()
        visit.page.get_by_role("button", name="Remove row 1").click()
        assert total(visit) == "1,500"
        assert (
            visit.page.evaluate("document.activeElement.getAttribute('aria-label')")
            == "Tool, row 1"
        )
        visit.page.get_by_role("button", name="Undo").click()
        assert total(visit) == "2,700"
        visit.page.get_by_role("button", name="Empty all rows").click()
        visit.page.get_by_role("button", name="Empty them? Press again").click()
        assert (total(visit), visit.page.locator(".kb-fill-field").count()) == ("0", 3)
        visit.page.get_by_role("button", name="Back to the example").click()
        assert total(visit) == "2,000"
        assert field(visit, "Why, row 1").evaluate("(one) => one.localName") == "textarea"
        assert visit.page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_it_is_saved_as_a_table_that_runs_nothing_and_as_markdown(chromium, site):
    with opened(chromium, site) as visit:
        field(visit, "Tool, row 1").fill('=SUM(A1) "x"')
        field(visit, "Cost, USD, row 1").fill("-5")
        field(visit, "Why, row 1").fill("one|two\nthree")
        csv, markdown = saved(visit, "Save as CSV"), saved(visit, "Save as Markdown")

        assert csv.split("\r\n") == [
            '\ufeff"Tool","Cost, USD","Why"', '"\'=SUM(A1) ""x""","-5","one|two\nthree"',
            '"Two","800","<b>x</b>"', '"Sum","795",""', "",
        ]  # fmt: skip
        assert markdown.splitlines()[:4] == [
            "# Tools", "", "| Tool | Cost, USD | Why |", "| --- | ---: | --- |",
        ]  # fmt: skip
        assert r"| -5 | one\|two<br>three |" in markdown
        assert r"\<b\>x" in markdown


def test_it_is_kept_only_with_the_box_and_forgotten_without(chromium, site):
    with opened(chromium, site) as visit:
        visit.page.get_by_label("Keep in this browser").check()
        field(visit, "Tool, row 1").fill("Mine")
        visit.page.reload()
        eventually(visit.page, "Boolean(document.querySelector('.kb-fill-field'))")
        assert field(visit, "Tool, row 1").input_value() == "Mine"
        visit.page.get_by_label("Keep in this browser").uncheck()

        assert visit.page.evaluate(f"localStorage.getItem('{KEY}')") is None


@pytest.mark.parametrize(
    "kept",
    ['{"rows": [["<img src=x onerror=window.__canary=1>", 5, {}], 7]}', '{"rows": {"a": 1}}', "[1]", '"x"'],
)  # fmt: skip
def test_storage_that_holds_something_else_puts_no_node_in_the_page(chromium, site, kept):
    with opened(chromium, site, kept) as visit:
        assert visit.page.locator(".kb-fill img").count() == 0
        assert visit.page.evaluate("window.__canary") is None
        assert visit.page.locator(".kb-fill-field").count() in (3, 6)


@pytest.mark.parametrize(("mode", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_nothing_is_too_wide_and_paper_has_the_words(chromium, site, mode, width):
    with visiting(chromium, site) as visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=mode, bypass_csp=True
        )
        page = context.new_page()
        page.goto(f"{visit.root}templates/a-tools.html")
        eventually(page, "Boolean(document.querySelector('.kb-fill-field'))")
        found = axe.violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.get_by_label("Tool, row 1").fill("On paper")
        page.emulate_media(media="print")
        print_ = page.locator(".kb-fill-print").first
        on_paper = (print_.is_visible(), print_.inner_text())
        buttons = page.locator(".kb-fill button:visible, .kb-check-actions:visible").count()
        context.close()

    assert (found, wide, on_paper, buttons) == ([], 0, (True, "On paper"), 0)
