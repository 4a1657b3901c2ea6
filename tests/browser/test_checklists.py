"""Checklists in a real browser: ticks with their times, kept, exported, opened, forgotten."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest

from sphinx_kb.testing import article
from support import axe
from support.browsing import eventually, visiting

BODY = """\
Text.

## Now

:::{checklist} first-hour
:clock: yes

### The first hour

- [ ] Isolate what is hit
- [ ] =SUM(A1), "call" the insurer

### The first day

- [ ] Write it down
- [ ] Write it down
:::

- [ ] Another list
"""
PLAN = """\
:::{checklist} plan
### Day 1: ask

- [ ] Ask; then wait

### Weeks 2 and 3: do

- [ ] Do it
- [ ] Tell it
:::
"""
FILES = {
    "posts/list.md": article(title="A list", body=BODY),
    "posts/plan.md": article(title="A plan", body=PLAN),
}
PAGE = "posts/list.html"
KEY = "kb-check first-hour"
STATUS = "document.querySelector('.kb-check-status').textContent"


@pytest.fixture
def site(shared_site):
    return shared_site("checklists in a browser", FILES)


@contextmanager
def opened(chromium, site, kept=None):
    with visiting(chromium, site) as visit:
        if kept is not None:
            visit.page.add_init_script(
                f"if (!sessionStorage.set) localStorage.setItem({json.dumps(KEY)}, {json.dumps(kept)});"
                "sessionStorage.set = 1;"
            )
        visit.page.goto(visit.root + PAGE)
        eventually(visit.page, "Boolean(document.querySelector('.kb-check-actions'))")
        yield visit
        assert (visit.errors, visit.violations, visit.elsewhere) == ([], [], [])


def boxes(visit):
    return visit.page.locator(".kb-checklist input[type=checkbox]")


def kept(visit):
    return json.loads(visit.page.evaluate(f"localStorage.getItem({json.dumps(KEY)})") or "null")


def saved(visit, name):
    with visit.page.expect_download() as info:
        visit.page.get_by_role("button", name=name).click()
    return info.value.suggested_filename, info.value.path()


def test_a_tick_is_kept_with_its_time_and_is_there_on_the_next_visit(chromium, site):
    with opened(chromium, site) as visit:
        assert kept(visit) is None
        boxes(visit).nth(0).focus()
        visit.page.keyboard.press("Space")
        visit.page.get_by_text("Write it down").nth(1).click()

        (state,) = [kept(visit)]
        assert len(state["ticks"]) == 2
        assert all(time.endswith("Z") for time in state["ticks"].values())
        assert visit.page.evaluate(STATUS).startswith("2 of 4 done, last at ")
        assert visit.page.evaluate(STATUS).endswith("; next: The first hour")
        visit.page.reload()
        eventually(visit.page, "Boolean(document.querySelector('.kb-check-actions'))")
        assert [boxes(visit).nth(n).is_checked() for n in range(4)] == [True, False, False, True]
        assert (
            visit.page.locator("article .kb-task input:disabled").count() == 1
        )  # of the other list


def test_start_over_asks_once_and_forgets_all(chromium, site):
    with opened(chromium, site) as visit:
        boxes(visit).nth(0).check()
        again = visit.page.get_by_role("button", name="Start over")
        again.click()
        assert kept(visit)
        visit.page.get_by_role("button", name="Forget 1 ticks? Press again").click()

        assert kept(visit) is None
        assert not boxes(visit).nth(0).is_checked()


def test_what_is_kept_can_be_seen_and_stopped(chromium, site):
    with opened(chromium, site) as visit:
        boxes(visit).nth(2).check()
        visit.page.get_by_text("What is kept").click()
        assert visit.page.locator(".kb-check-kept pre").inner_text().startswith(f"{KEY}: {{")
        visit.page.get_by_role("button", name="Stop keeping").click()
        boxes(visit).nth(1).check()

        assert kept(visit) is None
        assert boxes(visit).nth(1).is_checked()


def test_the_clock_tells_the_time_since_it_was_started(chromium, site):
    with opened(chromium, site) as visit:
        visit.page.clock.install(time="2026-11-30T10:00:00Z")
        visit.page.reload()
        visit.page.get_by_role("button", name="Start the clock").click()
        visit.page.clock.fast_forward(75 * 60_000)

        assert kept(visit)["started"].startswith("2026-11-30T10:0")
        assert visit.page.locator(".kb-check-since").inner_text().startswith("1 h 1")


@pytest.mark.parametrize("format_", ["Markdown", "CSV"])
def test_a_list_is_saved_and_opened_again(chromium, site, format_):
    with opened(chromium, site) as visit:
        visit.page.get_by_role("button", name="Start the clock").click()
        boxes(visit).nth(1).check()
        boxes(visit).nth(3).check()
        before = kept(visit)
        name, path = saved(visit, f"Save as {format_}")
        text = path.read_bytes().decode("utf-8")
        visit.page.evaluate("localStorage.clear()")
        visit.page.reload()
        visit.page.locator(".kb-check-actions input[type=file]").set_input_files(path)
        eventually(visit.page, f"{STATUS}.startsWith('2 of 4')")

        assert name == ("first-hour.md" if format_ == "Markdown" else "first-hour.csv")
        assert kept(visit) == before
        if format_ == "CSV":
            assert text.startswith('\ufeff"Task","Done, local time","Done, UTC"\r\n')
            assert '"\'=SUM(A1), “call” the insurer","2' in text
        else:
            assert "## The first hour\n\n- [ ] Isolate what is hit\n- [x] =SUM(A1)" in text


def test_a_tick_of_a_task_that_is_gone_is_counted_and_exported(chromium, site):
    state = {"started": None, "ticks": {"0123456789": "2026-11-30T10:00:00Z"}}
    with opened(chromium, site, json.dumps(state)) as visit:
        note = visit.page.locator(".kb-check-note").inner_text()
        boxes(visit).nth(0).check()
        _, path = saved(visit, "Save as CSV")

        assert "1 tick is of a task that is no longer in the list" in note
        assert '"No longer in the list: 0123456789"' in path.read_text("utf-8")
        assert kept(visit)["ticks"]["0123456789"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror='window.__canary=1'>",
        '{"started": "<img src=x onerror=window.__canary=1>", "ticks": {"<b>": "<b>"}}',
        '{"ticks": {"0123456789": "<img src=x onerror=window.__canary=1>", "__proto__": "2026-11-30T10:00:00Z"}}',
        '{"ticks": [1, 2], "started": {"a": 1}}',
        "[[[]]]",
        "null",
        '{"__proto__": {"ticks": 1}, "constructor": 1}',
    ],
)
def test_hostile_storage_puts_no_node_in_the_page(chromium, site, hostile):
    with opened(chromium, site, hostile) as visit:
        assert visit.page.locator(".kb-checklist").locator("img, b, script").count() == 0
        assert visit.page.evaluate(STATUS) == "0 of 4 done"
        boxes(visit).nth(0).check()

        assert list(kept(visit)["ticks"]) != []
        assert visit.page.evaluate("window.__canary") is None


def test_two_windows_keep_the_ticks_of_both(chromium, site):
    with opened(chromium, site) as visit:
        other = visit.page.context.new_page()
        other.goto(visit.root + PAGE)
        boxes(visit).nth(0).check()
        other.locator(".kb-checklist input[type=checkbox]").nth(1).check()
        eventually(visit.page, f"{STATUS}.startsWith('2 of 4')")

        assert len(kept(visit)["ticks"]) == 2


@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(chromium, site, mode, width):
    with visiting(chromium, site) as visit, axe.looking(chromium, mode, width) as page:
        page.goto(visit.root + PAGE)
        page.locator(".kb-checklist input").nth(0).check()
        page.get_by_text("What is kept").click()
        found = axe.violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        low = page.evaluate(
            "[...document.querySelectorAll('.kb-checklist .kb-task, .kb-check-button')]"
            ".filter((one) => one.getBoundingClientRect().height < 44).length"
        )

    assert (found, wide, low) == ([], 0, 0)


def test_paper_has_the_boxes_and_no_buttons(chromium, site):
    with opened(chromium, site) as visit:
        visit.page.emulate_media(media="print")

        assert boxes(visit).nth(0).is_visible()
        assert not visit.page.locator(".kb-check-actions").is_visible()
        assert not visit.page.locator(".kb-check-note").is_visible()


def test_a_list_with_days_is_saved_for_a_calendar_and_goes_on_from_the_home_page(chromium, site):
    with opened(chromium, site) as visit:
        assert visit.page.get_by_text("Add dates").count() == 0  # hours have no day
        visit.page.goto(f"{visit.root}index.html")
        assert not visit.page.locator("[data-kb-list]:visible").count()
        visit.page.goto(f"{visit.root}posts/plan.html")
        eventually(visit.page, "Boolean(document.querySelector('.kb-check-actions'))")
        boxes(visit).nth(1).check()
        visit.page.get_by_text("Add dates").click()
        visit.page.get_by_label("First day").fill("2027-01-04")
        name, path = saved(visit, "Save for a calendar")
        text = path.read_bytes().decode("utf-8")

        assert name == "plan.ics"
        assert "DTSTART;VALUE=DATE:20270104\r\nSUMMARY:A plan: Day 1: ask\r\n" in text
        assert "DTSTART;VALUE=DATE:20270124\r\n" in text
        assert "DESCRIPTION:- Ask\\; then wait\r\n" in text
        assert "DESCRIPTION:- Tell it\r\n" in text  # what is done needs no day
        visit.page.goto(f"{visit.root}index.html")
        line = visit.page.locator("[data-kb-list]:visible")
        assert line.inner_text() == "Continue: A plan (1 of 3 done)"
        line.get_by_role("link").click()
        visit.page.wait_for_url("**/posts/plan.html#check-plan")
