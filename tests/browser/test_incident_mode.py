"""Incident mode in a real browser: one tap, one screen, a log, two sheets, no network, no scripts."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager

import pytest

from support import axe
from support.browsing import eventually, visiting

PHONE = {"width": 390, "height": 844}
KEPT, TYPED = "kb-now", "kb-now text"


@contextmanager
def opened(chromium, site, path="now.html", *, kept=(), **options):
    with visiting(chromium, site) as visit:
        context = chromium.new_context(viewport=PHONE, **options)
        page = context.new_page()
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        for key, value in kept:
            page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(value)})")
        page.goto(visit.root + path)
        yield page
        context.close()
        assert visit.errors == []


def kept(page, key):
    return json.loads(page.evaluate(f"localStorage.getItem({json.dumps(key)})") or "null")


def test_one_tap_from_an_article_shows_the_first_fifteen_minutes_on_the_screen_of_a_phone(
    chromium, real_site
):
    with opened(chromium, real_site, "posts/ransomware-and-recovery.html") as page:
        page.get_by_role("link", name="Incident now?").click()
        page.wait_for_url("**/now.html")
        boxes = page.locator(".kb-now-kind:not([hidden]) .kb-now-lines input")

        assert boxes.count() == 8
        assert all(boxes.nth(n).bounding_box()["y"] < 844 - 24 for n in range(8))
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.kb-now')).fontSize") >= "20px"
        )


ONE_KIND = """(name) => {
  const shown = [...document.querySelectorAll(".kb-now-kind:not([hidden])")];
  return shown.length === 1 && shown[0].querySelector("h2").innerText.startsWith(name);
}"""


def test_each_kind_is_one_tap_away_and_its_lines_fit_the_screen(chromium, real_site):
    with opened(chromium, real_site) as page:
        for link in page.locator(".kb-now-kinds a").all():
            link.click()
            shown = page.locator(".kb-now-kind:not([hidden])")
            eventually(page, ONE_KIND, link.inner_text())
            last = shown.locator(".kb-now-lines input").last.bounding_box()

            assert last["y"] < 844 - 24
            page.evaluate("scrollTo(0, 0)")


def test_a_tick_has_its_time_and_stands_in_the_log(chromium, real_site):
    with opened(chromium, real_site) as page:
        page.locator(".kb-now-lines input:visible").nth(1).check()
        page.locator("#kb-now-note").fill("Maria decides: <b>shop</b> stays up")
        page.get_by_role("button", name="Add to the log").click()
        with page.expect_download() as info:
            page.get_by_role("button", name="Save the log").click()
        text = info.value.path().read_text("utf-8")

        assert len(kept(page, KEPT)["ticks"]) == 1
        assert kept(page, TYPED) is None
        assert page.locator(".kb-now-entries li").count() == 2
        assert page.locator(".kb-now-entries b").count() == 0
        assert text.startswith("Incident log: Ransomware\n")
        assert "Done: Several machines hit? Disconnect at the switch" in text
        assert "Note: Maria decides: <b>shop</b> stays up" in text


def test_what_is_typed_is_kept_when_asked_and_forgotten_when_asked(chromium, real_site):
    with opened(chromium, real_site) as page:
        page.locator("[data-kb-call]:visible").first.fill("Ada, 555 0100")
        page.locator("[data-kb-call]:visible").first.blur()
        assert kept(page, TYPED) is None
        page.locator("[data-kb-keep]").check()
        assert "Ada, 555 0100" in kept(page, TYPED)["calls"].values()
        page.reload()
        assert page.locator("[data-kb-call]:visible").first.input_value() == "Ada, 555 0100"
        page.get_by_role("button", name="Forget all").click()
        page.get_by_role("button", name="Press again").click()

        assert (kept(page, KEPT), kept(page, TYPED)) == (None, None)
        assert page.locator("[data-kb-call]:visible").first.input_value() == ""


def test_the_clocks_of_the_ticked_laws_run_from_awareness(chromium, real_site):
    with opened(chromium, real_site, timezone_id="Europe/Dublin") as page:
        page.get_by_text("Laws and contracts").click()
        page.locator("[data-kb-law=nis2-23] input").check()
        page.locator("[data-kb-law=gdpr-33] input").check()
        page.locator("[data-kb-aware]").fill("2027-02-13T09:00")
        page.locator("[data-kb-aware]").blur()
        rows = page.locator("[data-kb-deadlines] li").all_inner_texts()

        assert rows[0].startswith("2027-02-14 09:00")
        assert "Early warning" in rows[0]
        assert sum(row.startswith("2027-02-16 09:00") for row in rows) == 2
        assert "Europe/Dublin" in page.locator("[data-kb-due]").inner_text()


@pytest.mark.parametrize(
    "value",
    [
        "<img src=x onerror=window.__canary=1>",
        '{"ticks": {"<img src=x>": "<b>"}, "calls": {"__proto__": "x"}, "notes": [{"time": "<b>", "text": "<b>"}]}',
        '{"ticks": [], "calls": [], "notes": {"a": 1}, "aware": "<b>", "laws": "x"}',
        '{"notes": [null, 1, {"time": "2026-11-30T10:00:00Z", "text": "<img src=x onerror=window.__canary=1>"}]}',
    ],
)
def test_hostile_storage_puts_no_node_in_the_page(chromium, real_site, value):
    with opened(chromium, real_site, kept=[(KEPT, value), (TYPED, value)]) as page:
        eventually(page, "Boolean(document.querySelector('.kb-now-log button'))")

        assert page.locator(".kb-now img, .kb-now-entries b").count() == 0
        assert page.evaluate("window.__canary") is None


def test_it_works_without_a_network_once_it_is_open(chromium, real_site):
    with opened(chromium, real_site) as page:
        page.context.set_offline(True)
        page.locator(".kb-now-kinds a").nth(2).click()
        page.locator(".kb-now-lines input:visible").nth(0).check()

        assert page.locator(".kb-now-entries li").count() == 1


def test_it_works_from_a_disk(chromium, real_site):
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((real_site.out / "now.html").as_uri())
    page.locator(".kb-now-lines input:visible").nth(0).check()

    assert page.locator(".kb-now-entries li").count() == 1
    context.close()


def test_without_scripts_every_kind_and_every_period_can_be_read_and_ticked(chromium, real_site):
    with opened(chromium, real_site, java_script_enabled=False) as page:
        assert page.locator(".kb-now-kind").count() == 5
        assert all(one.is_visible() for one in page.locator(".kb-now-kind").all())
        page.locator(".kb-now-lines input").first.check()
        assert page.locator(".kb-now-lines input").first.is_checked()
        assert not page.locator("[data-kb-log]").is_visible()


@pytest.mark.parametrize(("scripts", "size"), [(True, "A4"), (True, "Letter"), (False, "A4")])
def test_a_kind_prints_on_two_sheets_with_blank_lines(chromium, real_site, scripts, size):
    with opened(chromium, real_site, "now.html#supplier", java_script_enabled=scripts) as page:
        made = page.pdf(format=size)
        page.emulate_media(media="print")

        assert len(re.findall(rb"/Type\s*/Page\b", made)) == 2
        assert [
            one.get_attribute("id")
            for one in page.locator(".kb-now-kind").all()
            if one.is_visible()
        ] == ["supplier"]
        assert page.locator(".kb-now-log .kb-now-paper tr:visible").count() == 12
        assert page.locator(".kb-now-clocks .kb-now-paper tr:visible").count() == 5
        assert not page.locator(".kb-now button, .kb-now-kinds, .kb-now-laws").first.is_visible()


@pytest.mark.parametrize("words", ["now", "right now", "attack", "encrypted", "hacked", "help"])
def test_a_search_in_need_shows_it_first(chromium, real_site, words):
    with opened(chromium, real_site, f"search.html?q={words.replace(' ', '+')}") as page:
        eventually(page, "Boolean(document.querySelector('.kb-search-pages a'))")

        assert page.locator(".kb-search-pages a").first.get_attribute("href").endswith("now.html")


@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(chromium, real_site, mode, width):
    with visiting(chromium, real_site) as visit, axe.looking(chromium, mode, width) as page:
        page.goto(visit.root + "now.html")
        page.locator(".kb-now-lines input:visible").first.check()
        for summary in page.locator(".kb-now summary:visible").all():
            summary.click()
        found = axe.violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert (found, wide) == ([], 0)


def test_beside_the_way_to_it_the_bar_of_a_phone_still_names_the_section(chromium, real_site):
    with opened(chromium, real_site, "posts/first-90-days.html") as page:
        page.evaluate("scrollTo(0, 3000)")
        eventually(page, "!document.querySelector('.kb-bar-contents').hidden")
        section, way = page.locator(".kb-bar-contents b"), page.locator(".kb-bar-now")

        assert section.bounding_box()["width"] > 90
        assert section.bounding_box()["height"] > 12
        assert (
            way.bounding_box()["x"] >= section.bounding_box()["x"] + section.bounding_box()["width"]
        )


@pytest.mark.parametrize(
    "words", ["incident response plan", "new ciso", "threat intelligence feeds"]
)
def test_a_word_of_it_in_another_question_does_not_show_it(chromium, real_site, words):
    with opened(chromium, real_site, f"search.html?q={words.replace(' ', '+')}") as page:
        eventually(page, "Boolean(document.querySelector('#kb-results a[href*=\"posts/\"]'))")

        shown = page.locator(".kb-search-pages a").evaluate_all("(all) => all.map((a) => a.href)")
        assert not [one for one in shown if re.search(r"/(now|new|subscribe)\.html", one)]
