"""The page of the register in a real browser: it agrees with the build, and a reader can change it."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support import axe
from support.browsing import eventually, visiting
from support.registers import HOSTILE, RISKS

FILES = {"posts/fire.md": article(title="Fire"), "_data/risks.yml": RISKS}
CELLS = """() => [...document.querySelectorAll('.kb-register :is(td:not(.kb-choice), th, p, desc)')]
    .map((cell) => cell.textContent)"""
WORDS = "document.querySelector('.kb-register-words').textContent"


@pytest.fixture
def visit(shared_site, chromium):
    with visiting(chromium, shared_site("register in a browser", FILES)) as found:
        found.page.on("pageerror", lambda error: found.ran.append(str(error)))
        yield found


def ready(visit, name="risks.html"):
    visit.page.goto(visit.root + name)
    eventually(visit.page, "!document.querySelector('.kb-register-controls').hidden")
    visit.page.wait_for_timeout(300)


def test_the_script_finds_what_the_build_printed(visit, shared_site):
    import re

    page = shared_site("register in a browser", FILES).page("risks")
    built = [c.get_text() for c in page.select(
        ".kb-register td:not(.kb-choice), .kb-register th, .kb-register p, .kb-register desc")]  # fmt: skip

    ready(visit)

    assert visit.page.evaluate(CELLS) == built
    lines = visit.page.evaluate("[...document.querySelectorAll('path')].map((p) => p.outerHTML)")
    places = [re.search(r'd="(.*?)"', line)[1] for line in lines]
    assert places == [path["d"] for path in page.select("path")]
    assert visit.ran == []


def test_a_budget_is_typed_and_a_wrong_one_is_told_beside_its_field(visit):
    ready(visit)
    field = visit.page.locator("#kb-budget")

    field.fill("60k")
    field.press("Enter")
    assert field.input_value() == "60,000"
    assert visit.page.evaluate(WORDS).startswith("2 options for $20,000 a year")
    field.fill("1,5")
    field.press("Tab")

    assert visit.page.locator("#kb-budget-fault").inner_text() == (
        "Write 1.5 with a point, not a comma."
    )
    assert field.get_attribute("aria-invalid") == "true"
    assert visit.page.evaluate(WORDS).startswith("2 options for $20,000 a year")


def test_an_option_is_chosen_with_what_it_needs_by_keyboard_alone(visit):
    ready(visit)
    visit.page.locator("#kb-budget").focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Home")
    eventually(visit.page, f"{WORDS}.startsWith('One option for $0')")
    boxes = visit.page.locator(".kb-choice input")
    for _ in range(3):
        visit.page.keyboard.press("Tab")
    assert (
        visit.page.evaluate("document.activeElement.closest('tr').dataset.option") == "sprinklers"
    )
    visit.page.keyboard.press("Space")

    assert [boxes.nth(i).is_checked() for i in range(3)] == [True, True, True]
    assert visit.page.evaluate(WORDS).startswith("3 options for $60,000 a year")
    assert "For the same money or less, Fire doors; Locks would net" in visit.page.evaluate(WORDS)


@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(shared_site, chromium, mode, width):
    from tools.browser import serve

    site = shared_site("register in a browser", FILES)
    with serve(site.out) as root, axe.looking(chromium, mode, width) as page:
        for name in ("risks.html", "risks/r1.html"):
            page.goto(root + name, wait_until="networkidle")
            page.wait_for_timeout(300)
            assert axe.violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_from_a_disk_and_without_scripts_the_page_is_whole(shared_site, chromium):
    site = shared_site("register in a browser", FILES)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site.out / "risks.html").as_uri())
    assert not page.locator(".kb-register-controls").is_visible()
    assert page.locator(".kb-register-words").inner_text().startswith("2 options for $20,000")
    assert page.locator("figure.kb-curve path").count() == 2
    context.close()
    context = chromium.new_context()
    page = context.new_page()
    page.goto((site.out / "risks.html").as_uri())
    eventually(page, "!document.querySelector('.kb-register-controls').hidden")
    context.close()


def test_on_paper_the_register_is_whole_without_fields(visit):
    ready(visit)
    visit.page.emulate_media(media="print")

    assert not visit.page.locator(".kb-register-controls").is_visible()
    assert visit.page.locator(".kb-register-words").is_visible()
    assert visit.page.locator("figure.kb-curve svg").first.is_visible()
    assert not visit.page.locator(".kb-sets").is_visible()


def test_with_forced_colors_the_chosen_are_marked_and_the_curve_is_drawn(visit):
    ready(visit)
    visit.page.emulate_media(forced_colors="active")
    ink, line, marked, plain = visit.page.evaluate(
        "() => { const of = (name) => getComputedStyle(document.querySelector(name));"
        " const probe = document.createElement('p'); probe.style.color = 'CanvasText';"
        " document.body.append(probe); return [getComputedStyle(probe).color,"
        " of('.kb-curve-0').stroke, of('.kb-chosen th').borderLeftWidth,"
        " of('[data-option]:not(.kb-chosen) th').borderLeftWidth]; }"
    )

    assert line == ink
    assert (marked, plain) == ("4px", "0px")


def test_a_hostile_register_runs_nothing(shared_site, chromium):
    site = shared_site("hostile register", {"posts/a.md": article(), "_data/risks.yml": HOSTILE})
    with visiting(chromium, site) as visit:
        ready(visit)
        visit.page.locator("#kb-budget").fill("0")
        visit.page.locator("#kb-budget").press("Enter")
        visit.page.wait_for_timeout(300)

        assert (
            visit.page.evaluate(
                "document.querySelectorAll('[onerror], [onload], main img, main b b').length"
            )
            == 0
        )
        assert visit.ran == []
        assert visit.violations == []
