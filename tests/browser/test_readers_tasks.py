"""What readers come for, in a real browser: each task ends at the thing, after so many clicks."""

from __future__ import annotations

import re
from contextlib import contextmanager
from urllib.parse import unquote

import pytest

from support.browsing import eventually, visiting

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Reader:
    """Somebody who comes to the home page, and counts what they click."""

    def __init__(self, page, root):
        self.page, self.root, self.clicks = page, root, 0
        page.goto(f"{root}index.html")

    def click(self, locator):
        self.clicks += 1
        locator.first.click()

    def link(self, name, within="main"):
        self.click(self.page.locator(within).get_by_role("link", name=name))

    def search(self, words):
        """Type words into the field of the home page, and press Enter: no click."""
        field = self.page.locator(".kb-search-large input")
        field.fill(words)
        field.press("Enter")
        self.page.wait_for_url("**/search.html*")
        eventually(
            self.page, "Boolean(document.querySelector('#kb-results a, .kb-search-pages a'))"
        )

    @property
    def path(self):
        return self.page.url.removeprefix(self.root)


@contextmanager
def reading(chromium, site, viewport, **options):
    with visiting(chromium, site) as visit:
        context = chromium.new_context(viewport=viewport, **options)
        yield Reader(context.new_page(), visit.root)
        context.close()


def tab_to(page, selector):
    for _ in range(250):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no tab stop: {selector}")


@pytest.fixture(params=["desk", "phone"])
def reader(request, chromium, real_site):
    with reading(chromium, real_site, DESK if request.param == "desk" else PHONE) as found:
        yield found


def test_who_starts_on_monday_reads_the_first_article_of_the_way_in_two_clicks(reader):
    reader.link("I am new in the job")
    reader.page.wait_for_url("**/paths/*")
    reader.click(reader.page.locator(".kb-steps .kb-card-title a"))
    reader.page.wait_for_url("**/posts/*")

    assert reader.clicks == 2
    assert reader.page.locator("h1").is_visible()


def test_who_has_to_show_the_board_a_page_has_it_in_three_clicks_and_on_one_sheet(reader):
    reader.link("Risks")
    reader.page.wait_for_url("**/risks.html")
    reader.link(re.compile("board", re.I))
    reader.page.wait_for_url("**/brief.html")
    printed = reader.page.pdf(format="A4")

    assert reader.clicks <= 3
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_who_is_hit_by_ransomware_has_the_first_line_in_one_click(reader):
    reader.link("Incident now?")
    reader.page.wait_for_url("**/now.html")

    assert reader.clicks == 1
    assert reader.page.locator(".kb-now-lines input:visible").first.bounding_box()["y"] < 600


def test_the_deadline_of_nis2_is_one_click_behind_a_search(reader):
    reader.search("NIS2 deadline")
    reader.click(reader.page.locator("#kb-results a[href*='posts/']"))
    reader.page.wait_for_url("**/posts/*")

    assert reader.clicks == 1
    text = reader.page.locator(".kb-article").inner_text()
    assert "NIS2" in text
    assert re.search(r"24 ?h", text)


def test_what_gv_rm_means_and_who_treats_it_is_one_click_behind_a_search(reader):
    reader.search("GV.RM")
    reader.click(reader.page.locator(".kb-search-pages a"))
    reader.page.wait_for_url("**/frameworks/csf.html*")

    assert reader.clicks == 1
    assert "Risk Management Strategy" in reader.page.locator(".kb-article").inner_text()
    assert reader.page.locator("a[href*='posts/risk']").count() > 0


def test_the_return_of_own_numbers_is_one_click_behind_a_search(reader):
    reader.search("ROSI calculator")
    reader.click(reader.page.locator("#kb-results a[href*='return-on-security-investment']"))
    reader.page.wait_for_url("**/posts/return-on-security-investment.html*")
    reader.page.locator("#calc-rosi").scroll_into_view_if_needed()
    field = reader.page.locator("#calc-rosi input").first
    before = reader.page.locator("#calc-rosi .kb-k-net output").inner_text()
    field.fill("9M")
    field.press("Tab")

    assert reader.clicks == 1
    assert reader.page.locator("#calc-rosi .kb-k-net output").inner_text() != before


def test_a_blank_risk_register_for_a_spreadsheet_is_three_clicks_away(reader):
    reader.link("Templates")
    reader.page.wait_for_url("**/templates.html")
    reader.link(re.compile("^Risk register"))
    reader.page.wait_for_url("**/templates/risk-management-basics-register.html*")
    with reader.page.expect_download() as waiting:
        reader.link("Blank (XLSX)")

    assert reader.clicks == 3
    assert waiting.value.suggested_filename.endswith("-blank.xlsx")
    assert waiting.value.path().read_bytes().startswith(b"PK")


def test_what_changed_since_last_month_is_one_click_away(reader):
    reader.link("What is new")
    reader.page.wait_for_url("**/new.html")

    assert reader.clicks == 1
    assert reader.page.locator("[id$='-changed'] + ul li").count() >= 1


def test_an_article_is_sent_to_a_colleague_with_its_address_in_one_click(reader):
    reader.page.goto(f"{reader.root}posts/first-90-days.html")
    mail = reader.page.get_by_role("link", name="Send by mail")
    eventually(reader.page, "!document.querySelector('a[href^=mailto]').href.endsWith('body=')")
    reader.clicks += 1

    assert unquote(mail.get_attribute("href")).endswith("posts/first-90-days.html")


def test_by_keyboard_alone_an_article_is_found_and_its_list_ticked(chromium, real_site):
    with reading(chromium, real_site, DESK) as reader:
        keys = reader.page.keyboard
        keys.press("/")
        eventually(reader.page, "document.activeElement.matches('dialog input')")
        keys.type("incident response plan first hour")
        eventually(reader.page, "document.querySelectorAll('dialog [role=option]').length > 1")
        keys.press("Enter")
        reader.page.wait_for_url("**/search.html*")
        eventually(reader.page, "Boolean(document.querySelector('#kb-results a'))")
        tab_to(reader.page, "a[href*='posts/incident-response-plan']")
        keys.press("Enter")
        reader.page.wait_for_url("**/posts/incident-response-plan.html*")
        eventually(reader.page, "Boolean(document.querySelector('.kb-check-actions'))")
        tab_to(reader.page, ".kb-checklist input")
        keys.press("Space")

        assert reader.clicks == 0
        assert reader.page.locator(".kb-check-status").inner_text().startswith("1 of 16 done")


def test_an_article_that_is_open_can_be_read_and_ticked_without_a_network(reader):
    reader.page.goto(f"{reader.root}posts/four-playbooks.html")
    reader.page.context.set_offline(True)
    box = reader.page.locator(".kb-checklist input[type=checkbox]").first
    box.check()

    assert reader.page.locator(".kb-check-status").inner_text().startswith("1 of 12 done")


def test_after_one_visit_the_article_and_incident_mode_are_there_without_a_network(reader):
    """The reader's click asks for nothing: pages are kept by themselves (on this machine if wanted)."""
    reader.page.evaluate("localStorage.setItem('kb-offline', 'on')")
    reader.search("ransomware recovery")
    reader.click(reader.page.locator("#kb-results a[href*='posts/ransomware']"))
    reader.page.wait_for_url("**/posts/ransomware*")
    kept = "async () => Boolean(await caches.match(new URL('../now', location.href)))"
    eventually(reader.page, kept)
    reader.page.context.set_offline(True)
    reader.page.reload()
    assert "Ransomware" in reader.page.locator("h1").inner_text()
    reader.click(reader.page.get_by_role("link", name="Incident now?"))
    reader.page.wait_for_url("**/now.html")
    box = reader.page.locator(".kb-now-lines input:visible").first
    box.check()

    assert reader.clicks == 2
    assert reader.page.locator(".kb-now-entries li").count() == 1


SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FIRST = 5_000  # milliseconds from the first letter to the first answer


def test_on_a_slow_network_a_search_answers_within_five_seconds(real_site, chromium):
    from bench.host import Host
    from tools.browser import serve

    with serve(real_site.out, Host) as root:
        context = chromium.new_context(viewport=PHONE)
        page = context.new_page()
        page.goto(f"{root}index.html")
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        field = page.locator(".kb-search-large input")
        start = page.evaluate("performance.now()")
        field.press_sequentially("risk appetite")
        page.wait_for_selector(".kb-search-result", timeout=30_000)
        first = page.evaluate("performance.now()") - start
        early = page.locator(".kb-search-result b").first.inner_text()
        eventually(
            page, "!document.querySelector('.kb-search-status').textContent.includes('coming')"
        )
        whole = page.locator(".kb-search-result b").first.inner_text()
        context.close()

    assert first < FIRST
    assert "appetite" in early
    assert "appetite" in whole
