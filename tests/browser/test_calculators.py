"""Calculators in a real browser: they agree with the build, and a reader can change every number."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest

from sphinx_kb.decisions.layouts import LAYOUTS
from sphinx_kb.testing import article
from support import axe
from support.browsing import eventually, visiting
from tools.browser import serve

ALL = "\n".join(f"```{{calculator}} {kind}\n```\n" for kind in LAYOUTS)
LONG = "A sentence that goes on for a while.\n\n" * 120
FAR = f"Text.\n\n{LONG}\n```{{calculator}} npv\n```\n\n{LONG}"
FILES = {
    "posts/all.md": article(title="All", body=f"Text.\n\n{ALL}"),
    "posts/far.md": article(title="Far", body=FAR),
}
PAGE = "posts/all.html"
RESULTS = """() => [...document.querySelectorAll('.kb-out, .kb-calc-words')]
    .map((one) => one.textContent)"""


@pytest.fixture
def site(shared_site):
    return shared_site("calculators in a browser", FILES)


@contextmanager
def opened(chromium, site, fragment=""):
    with visiting(chromium, site) as visit:
        visit.page.on("pageerror", lambda error: visit.ran.append(str(error)))
        visit.page.goto(visit.root + PAGE + fragment)
        eventually(
            visit.page, f"document.querySelectorAll('.kb-calc-actions').length === {len(LAYOUTS)}"
        )
        yield visit


def field(visit, kind, row, column=0):
    rows = visit.page.locator(f"#calc-{kind} .kb-calc-inputs tbody tr")
    return rows.nth(row).locator("input").nth(column)


def words(kind):
    return f"document.querySelector('#calc-{kind} .kb-calc-words').textContent"


def test_the_scripts_find_what_the_build_printed(chromium, site):
    built = [one.get_text() for one in site.page("posts/all").select(".kb-out, .kb-calc-words")]

    with opened(chromium, site) as visit:
        visit.page.wait_for_timeout(500)
        assert visit.page.evaluate(RESULTS) == built
        assert (visit.ran, visit.violations) == ([], [])


LIVE = "Boolean(document.querySelector('#calc-npv .kb-calc-actions'))"


@contextmanager
def far_away(chromium, site, fragment=""):
    """Open a page whose calculator is many screens below, with the scripts that it asks for."""
    with visiting(chromium, site) as visit:
        asked = []
        visit.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        visit.page.goto(f"{visit.root}posts/far.html{fragment}", wait_until="networkidle")
        yield visit, asked
        assert (visit.ran, visit.violations) == ([], [])


def test_a_calculator_far_away_is_a_table_until_a_reader_comes_near(chromium, site):
    with far_away(chromium, site) as (visit, asked):
        assert "kb-later.js" in asked
        assert not [name for name in asked if name.startswith("kb-tools")]
        assert visit.page.locator("#calc-npv .kb-k-npv").inner_text() == "$31,939"
        visit.page.context.set_offline(True)
        visit.page.locator("#calc-npv").scroll_into_view_if_needed()
        eventually(visit.page, "document.querySelectorAll('script[src*=kb-tools]').length === 0")
        visit.page.context.set_offline(False)
        visit.page.evaluate("scrollTo(0, 0)")
        visit.page.wait_for_timeout(100)
        visit.page.locator("#calc-npv").scroll_into_view_if_needed()
        eventually(visit.page, LIVE)
        assert "kb-tools-npv.js" in asked


def test_by_the_key_tab_its_fields_are_there_before_one_gets_to_them(chromium, site):
    with far_away(chromium, site) as (visit, _):
        visit.page.keyboard.press("Tab")
        eventually(visit.page, LIVE)

        assert visit.page.evaluate("scrollY") == 0


def test_numbers_of_a_link_and_kept_ones_are_there_at_once(chromium, site):
    with far_away(chromium, site, "#calc-npv:rate=10%25") as (visit, _):
        eventually(visit.page, LIVE)
        visit.page.locator("#calc-npv .kb-keep input").check()
        visit.page.goto(f"{visit.root}posts/all.html")
        visit.page.goto(f"{visit.root}posts/far.html")
        eventually(visit.page, LIVE)

        rate = visit.page.locator("#calc-npv .kb-k-rate input")
        assert (visit.page.evaluate("scrollY"), rate.input_value()) == (0, "10%")


def test_the_curve_of_benefits_follows_the_numbers_and_says_what_it_shows(chromium, site):
    with opened(chromium, site) as visit:
        curve = visit.page.locator("#calc-npv-curve")
        assert curve.locator("desc").text_content() == (
            "As it comes: -$200,000, -$110,000, -$20,000, $70,000, $70,000, $70,000. "
            "In money of today: -$200,000, -$116,667, -$39,506, $31,939, $31,939, $31,939."
        )
        assert curve.locator("figcaption span").all_inner_texts() == [
            "As it comes", "In money of today",
        ]  # fmt: skip
        assert curve.locator("path").count() == curve.locator("circle").count() == 2
        field(visit, "npv", 0).fill("900k")  # never paid back
        eventually(visit.page, "!document.querySelector('#calc-npv-curve circle')")
        field(visit, "npv", 0).fill("0")
        eventually(visit.page, f"{words('npv')}.startsWith('At 8.0%')")

        assert visit.ran == []


def test_a_number_is_changed_by_keyboard_and_the_results_follow(chromium, site):
    with opened(chromium, site) as visit:
        first = field(visit, "rosi", 0)
        first.focus()
        visit.page.keyboard.press("Control+A")
        visit.page.keyboard.type("8M")
        visit.page.keyboard.press("Tab")

        assert first.input_value() == "8,000,000"
        assert visit.page.locator("#calc-rosi .kb-k-ale0 output").inner_text() == "$360,000"
        eventually(visit.page, f"{words('rosi')}.startsWith('It avoids $300,000')")
        name = visit.page.evaluate(
            "document.activeElement.getAttribute('aria-labelledby').split(' ')"
            ".map((id) => document.getElementById(id).textContent).join(', ')"
        )
        assert name == "Asset value at stake, With the measure"


def test_a_choice_is_made_by_keyboard(chromium, site):
    with opened(chromium, site) as visit:
        box = visit.page.locator("#calc-patch select").nth(3)
        box.focus()
        box.select_option("yes")

        assert visit.page.locator("#calc-patch .kb-k-search output").inner_text() == "yes"
        eventually(
            visit.page,
            f"{words('patch')} === 'The ladder says: fix it within 3 days, and look for an intruder"
            " first. SSVC for deployers says: out-of-cycle.'",
        )


@pytest.mark.parametrize(
    ("kind", "row", "column", "typed", "remedy"),
    [
        ("rosi", 0, 0, "", "Write a number."),
        ("rosi", 0, 0, "-5", "Write a number that is not negative."),
        ("rosi", 0, 0, "1,5", "Write 1.5 with a point, not a comma."),
        ("rosi", 1, 0, "30", "Write 30%, or a share such as 0.3."),
        ("rosi", 2, 0, "5%", "Write a number a year: once in 20 years is 0.05."),
        ("ale", 0, 0, "<b>1</b>", "Write a number such as 250,000 or 250k or 1.2M."),
        ("fair", 1, 1, "10k", "Write at least the lowest."),
        ("staffing", 1, 0, "0", "Write the hours that one person gives in a week."),
        ("insurance", 0, 2, "900", "Write fewer events: more than 60 in a year are not weighed here."),
    ],
)  # fmt: skip
def test_a_wrong_number_is_told_beside_its_field(chromium, site, kind, row, column, typed, remedy):
    with opened(chromium, site) as visit:
        one = field(visit, kind, row, column)
        one.fill(typed)
        one.press("Tab")
        faults = visit.page.locator(f"#calc-{kind} .kb-field-fault:not(:empty)")

        assert faults.all_inner_texts() == [remedy]
        assert visit.page.locator(f"#calc-{kind} [aria-invalid]").count() == 1
        eventually(visit.page, f"{words(kind)} === 'Correct one number to see results.'")
        visit.page.locator(f"#calc-{kind}").get_by_text("Back to the example").click()
        assert faults.count() == 0
        eventually(visit.page, f"!{words(kind)}.startsWith('Correct')")


def test_a_link_brings_numbers_and_what_cannot_be_read_is_counted(chromium, site):
    with opened(chromium, site, "#calc-ale:value=8M&rate=x&other=1&exposure=%3Cb%3E") as visit:
        eventually(visit.page, f"{words('ale')}.startsWith('One event costs $2,400,000')")

        assert visit.page.locator("#calc-ale .kb-calc-actions [role=status]").inner_text() == (
            "2 of the link's numbers cannot be read: the example's stands in their place."
        )
        assert visit.page.locator("#calc-ale b").count() == 0


@pytest.mark.parametrize(
    "fragment",
    ["#calc-ale:" + "value=1&" * 20_000, "#calc-ale:__proto__=1&value=%00%ff", "#calc-ale:<img>"],
    ids=["long", "odd", "markup"],
)
def test_a_hostile_link_changes_nothing_and_puts_no_node_into_the_page(chromium, site, fragment):
    with opened(chromium, site) as visit:
        before = visit.page.evaluate("document.querySelectorAll('*').length")
    with opened(chromium, site, fragment) as visit:
        assert visit.page.evaluate("document.querySelectorAll('*').length") == before
        assert (visit.ran, visit.violations) == ([], [])


@pytest.mark.parametrize(
    "kept", ['"text"', "[1, 2]", '{"value": {"a": 1}, "rate": "<img>"}', "not JSON", "null"]
)
def test_storage_that_holds_something_else_leaves_the_example(chromium, site, kept):
    with opened(chromium, site) as visit:
        visit.page.evaluate(
            "(kept) => localStorage.setItem('kb-calc all.html calc-ale', kept)", kept
        )
        visit.page.reload()
        eventually(visit.page, "document.querySelector('#calc-ale output')")
        assert field(visit, "ale", 0).input_value() == "4,000,000"
        assert visit.page.locator("#calc-ale img").count() == 0
        assert visit.ran == []


def test_numbers_are_kept_only_if_asked_for_and_forgotten_again(chromium, site):
    with opened(chromium, site) as visit:
        field(visit, "ale", 0).fill("8M")
        assert visit.page.evaluate("localStorage.getItem('kb-calc all.html calc-ale')") is None
        box = visit.page.locator("#calc-ale .kb-keep input")
        box.check()
        visit.page.reload()
        eventually(visit.page, "document.querySelector('#calc-ale .kb-keep input')?.checked")
        assert field(visit, "ale", 0).input_value() == "8,000,000"
        box.uncheck()
        assert visit.page.evaluate("localStorage.getItem('kb-calc all.html calc-ale')") is None


def test_the_numbers_are_saved_as_a_file(chromium, site):
    with opened(chromium, site) as visit:
        with visit.page.expect_download() as waiting:
            visit.page.locator("#calc-ale").get_by_text("Download as CSV").click()
        text = waiting.value.path().read_text("utf-8-sig")

    assert '"Asset value at stake","4,000,000"' in text
    assert '"Expected loss a year (ALE)","$180,000"' in text


def looked_at(site, chromium, mode, width):
    """Return what axe finds on the page of calculators, and how wide it is."""
    with serve(site.out) as root, axe.looking(chromium, mode, width) as page:
        page.goto(root + PAGE, wait_until="networkidle")
        page.wait_for_timeout(300)
        found = axe.violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
    return found, wide


@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(site, chromium, mode, width):
    faults, wide = looked_at(site, chromium, mode, width)

    assert faults == []
    assert wide == width


def test_from_a_disk_nothing_is_kept_and_without_scripts_the_tables_stay(chromium, site):
    address = (site.out / PAGE).as_uri()
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    eventually(page, f"document.querySelectorAll('.kb-calc-actions').length === {len(LAYOUTS)}")
    assert page.locator(".kb-keep").count() == 0
    context.close()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#calc-rosi .kb-k-net").inner_text() == "$60,000"
    assert page.locator(".kb-calc input").count() == 0
    context.close()


def test_on_paper_the_worked_table_stands_without_fields_or_buttons(chromium, site):
    with opened(chromium, site) as visit:
        visit.page.emulate_media(media="print")
        look = visit.page.evaluate(
            "() => { const field = getComputedStyle(document.querySelector('.kb-field'));"
            " return [field.borderTopStyle, field.padding]; }"
        )

        assert look == ["none", "0px"]
        assert not visit.page.locator(".kb-calc-actions").first.is_visible()
        assert visit.page.locator("#calc-rosi .kb-k-net").is_visible()


def test_with_forced_colors_curves_and_limits_are_drawn(chromium, site):
    with opened(chromium, site) as visit:
        visit.page.emulate_media(forced_colors="active")
        ink, lines = visit.page.evaluate(
            "() => { const of = (name) => getComputedStyle(document.querySelector(name)).stroke;"
            " const probe = document.createElement('p'); probe.style.color = 'CanvasText';"
            " document.body.append(probe);"
            " return [getComputedStyle(probe).color,"
            " ['.kb-curve-0', '.kb-curve-1', '.kb-curve-limit'].map(of)]; }"
        )

        assert lines == [ink] * 3


# -- Deadlines ------------------------------------------------------------------------------------


@pytest.fixture
def clocks(shared_site):
    from support import ROOT

    files = {
        "posts/all.md": article(title="All", body="Text.\n\n```{calculator} clocks\n```\n"),
        "_data/clocks.yml": (ROOT / "_data/clocks.yml").read_text("utf-8"),
    }
    return shared_site("clocks in a browser", files)


@contextmanager
def counted(chromium, site):
    with visiting(chromium, site) as visit:
        visit.page.on("pageerror", lambda error: visit.ran.append(str(error)))
        visit.page.goto(visit.root + PAGE)
        eventually(visit.page, "document.querySelector('.kb-calc-actions')")
        yield visit


DUE = """() => Object.fromEntries([...document.querySelectorAll('#calc-clocks tr:has(.kb-k-notice)')]
    .map((row) => row.cells[1]).map((cell) => [cell.className, cell.firstChild.textContent]))"""


def test_the_script_counts_as_the_build_does(chromium, clocks):
    cells = clocks.page("posts/all").select("#calc-clocks tr:has(.kb-k-notice) > td:nth-child(2)")
    built = {" ".join(cell["class"]): cell.get_text() for cell in cells}

    with counted(chromium, clocks) as visit:
        assert len(built) > 30
        assert visit.page.evaluate(DUE) == built
        assert (visit.ran, visit.violations) == ([], [])


def test_a_moment_is_changed_and_the_first_deadline_comes_first(chromium, clocks):
    with counted(chromium, clocks) as visit:
        fields = visit.page.locator("#calc-clocks input")
        fields.nth(6).fill("Europe/Dublin")
        fields.nth(1).fill("2027-03-27 09:00")
        fields.nth(1).press("Tab")

        due = visit.page.locator("#calc-clocks td[class*='-gdpr-33_authority']").inner_text()
        assert due.startswith("2027-03-30 10:00")
        dues = [text[:10] for text in visit.page.evaluate(DUE).values() if text[0] == "2"]
        assert dues == sorted(dues)


def test_a_clock_that_is_due_for_a_check_says_so_by_the_readers_date(chromium, clocks):
    heads = "[...document.querySelectorAll('#calc-clocks tr:has(.kb-k-notice) th')]"
    late = f"{heads}.map((one) => one.textContent).filter((text) => text.includes('due for a'))"
    built = [one for one in clocks.page("posts/all").select("#calc-clocks th")
             if "due for a check" in one.get_text()]  # fmt: skip
    with visiting(chromium, clocks) as visit:
        visit.page.clock.set_fixed_time("2036-01-01T00:00:00Z")
        visit.page.goto(visit.root + PAGE)
        eventually(visit.page, "document.querySelector('.kb-calc-actions')")

        texts = visit.page.evaluate(late)
        assert len(texts) > 30 > len(built)
        assert all(
            re.search(r"was due for a check on \d+ [A-Z][a-z]+ 20\d\d$", one) for one in texts
        )
        assert (visit.ran, visit.violations) == ([], [])


def test_a_moment_that_cannot_be_read_is_told_beside_its_field(chromium, clocks):
    with counted(chromium, clocks) as visit:
        one = visit.page.locator("#calc-clocks input").nth(0)
        one.fill("yesterday")
        one.press("Tab")

        assert visit.page.locator(".kb-field-fault:not(:empty)").all_inner_texts() == [
            "Write the moment as 2027-02-13 09:00."
        ]
        assert one.get_attribute("aria-invalid") == "true"


def test_the_deadlines_are_saved_as_a_calendar(chromium, clocks):
    with counted(chromium, clocks) as visit:
        with visit.page.expect_download() as waiting:
            visit.page.get_by_text("Save as calendar").click()
        data = waiting.value.path().read_bytes()

    lines = data.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    assert "DTSTART:20270216T090000Z" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("TRIGGER:-PT2H") > 20


@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing_in_the_deadlines(clocks, chromium, mode, width):
    faults, wide = looked_at(clocks, chromium, mode, width)

    assert faults == []
    assert wide == width
