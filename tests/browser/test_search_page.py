"""The search as a reader uses it: by keyboard, by address, in both themes, on a phone."""

import gzip
import json
import re
from urllib.parse import unquote, urlencode

import pytest

from sphinx_kb.testing import article
from support import axe
from support.browsing import eventually
from tools.browser import serve

OPTION = '[role="option"]:not(.kb-search-task, .kb-search-recent)'
HOSTILE = '<img src=x onerror="window.hurt=1">'
HOSTILE_QUERIES = (
    HOSTILE, '"><script>window.hurt=1</script>', "'; DROP", "\\", '"', "*", "(((", "[a", "a" * 5000,
    "\u202erisk", "%00", "javascript:alert(1)", "__proto__ risk", "🙂", "risk " * 300,
)  # fmt: skip


@pytest.fixture(scope="module")
def base(real_site):
    with serve(real_site.out) as address:
        yield address


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def type_query(page, text):
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog [role=combobox]")
    page.fill("dialog [role=combobox]", text)


def see(page, address):
    page.goto(address)
    page.wait_for_selector(".kb-search-articles li")
    page.wait_for_selector(".kb-search-filters label", state="attached")


def titles(page):
    return page.eval_on_selector_all(
        ".kb-search-articles h2", "all => all.map((one) => one.textContent)"
    )


def status_has(text):
    return f"document.querySelector('.kb-search-status')?.textContent.includes({json.dumps(text)})"


# -- Before it is wanted, and what it costs then -------------------------------------


def test_a_page_loads_nothing_of_the_search_before_its_field_is_focused(base, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}index.html", wait_until="networkidle")

    assert not [url for url in asked if "search" in url or "_pagefind" in url]


MOST_BYTES = 250_000  # gzipped, before the first result
SHIFTS = """() => {
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


def sent(site, path):
    data = (site.out / unquote(path.partition("?")[0])).read_bytes()
    return len(data if data[:2] == b"\x1f\x8b" else gzip.compress(data, 6))


@pytest.mark.parametrize("width", [1200, 390])
def test_the_first_answer_is_light_and_moves_nothing(width, base, page, real_site):
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{base}posts/first-90-days.html", wait_until="networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog [role=combobox]")
    page.keyboard.type("risk register", delay=30)
    page.wait_for_selector("dialog .kb-search-result")
    weights = {path: sent(real_site, path) for path in asked}
    page.wait_for_timeout(500)
    moved = page.evaluate("window.moved")
    see(page, f"{base}search.html?q=vendor+questionnaire")
    page.wait_for_timeout(500)

    assert sum(weights.values()) <= MOST_BYTES, weights
    assert not [path for path in weights if "lexicon" in path]
    assert moved < 0.02
    assert page.evaluate("window.moved") < 0.02


def test_nothing_is_asked_of_another_host(base, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}posts/first-90-days.html")
    type_query(page, "risk register")
    page.wait_for_selector(OPTION)

    assert not [url for url in asked if not url.startswith(base)]


# -- By keyboard -----------------------------------------------------------------------


def test_a_full_search_needs_only_the_keyboard(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("board report")
    page.wait_for_selector(OPTION)
    page.keyboard.press("ArrowDown")
    pointed = page.get_attribute("dialog [role=combobox]", "aria-activedescendant")
    selected = page.get_attribute('[aria-selected="true"]', "id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/reporting-to-the-board.html")

    assert pointed == selected
    assert page.errors == []


def test_the_arrow_keys_go_round_through_the_field(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    type_query(page, "vanity metrics")
    page.wait_for_selector(OPTION)
    count = page.locator(f"dialog {OPTION}").count()
    seen = []
    for _ in range(count + 2):
        page.keyboard.press("ArrowDown")
        seen.append(page.get_attribute("dialog [role=combobox]", "aria-activedescendant"))

    assert len(set(seen[:count])) == count
    assert seen[count:] == [None, seen[0]]


def test_escape_closes_the_dialog_and_focus_comes_back(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    page.focus(".kb-search-button")
    type_query(page, "risk")
    page.wait_for_selector(OPTION)
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.className").split()[0] == "kb-search-button"
    assert not page.evaluate("document.querySelector('#pst-search-dialog').open")


def test_enter_goes_to_the_results_page_with_the_query(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    type_query(page, "risk register")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kb-search-articles li")

    assert page.url == f"{base}search.html?q=risk+register"


def test_the_field_of_the_home_page_has_the_same_list(base, page):
    page.goto(f"{base}index.html")
    page.click("main input[name=q]")
    page.keyboard.type("rosi")
    page.wait_for_selector(f"main {OPTION}")
    kinds = page.eval_on_selector_all(f"main {OPTION}", "all => all.map((one) => one.className)")
    page.keyboard.press("Escape")

    assert kinds[:2] == ["kb-search-page", "kb-search-result"]
    assert page.locator(f"main {OPTION}").count() == 0


# -- What it says ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bugdet cuts", "Search for “bugdet cuts” instead"),
        ("budget qqzzkkww", "Left out, because no article has it: “qqzzkkww”."),
        ("qqzzkkww", "No article matches “qqzzkkww”."),
        ("outsourcing heatmaps indemnification", "some of"),
    ],
)
def test_what_was_done_to_the_query_is_said(query, said, base, page):
    page.goto(f"{base}search.html?q={query}")
    eventually(
        page, f"document.querySelector('#kb-results').innerText.includes({json.dumps(said)})"
    )

    assert page.get_attribute(".kb-search-status", "role") == "status"


def test_a_repaired_query_can_be_asked_as_typed(base, page):
    see(page, f"{base}search.html?q=bugdet+cuts")
    page.click(".kb-search-notes button")
    page.wait_for_url("**literal=1")
    eventually(page, "!document.querySelector('.kb-search-notes button')")

    assert "bugdet" in page.text_content(".kb-search-status")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("ROSI", "Term ROSI (Return on security investment)"),
        ("Risk management", "Topic Risk management"),
        ("the editors", "Author The editors"),
        ("stakeholders", "Tag stakeholders"),
    ],
)
def test_a_name_leads_to_its_page_above_the_articles(query, name, base, page):
    page.goto(f"{base}posts/first-90-days.html")
    type_query(page, query)
    page.wait_for_selector(".kb-search-page")

    assert page.locator(f"dialog {OPTION}").first.text_content().startswith(name)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("GV.RM", "risk-appetite-and-tolerance"),
        ("CIS 14", "culture-and-awareness-program"),
        ("A.5.36", "audits-and-assurance"),
        ("D&O", "personal-liability-and-protection"),
    ],
)
def test_a_control_and_an_abbreviation_put_the_obvious_page_first(query, slug, base, page):
    page.goto(f"{base}posts/first-90-days.html")
    type_query(page, query)
    page.wait_for_selector(".kb-search-result")

    assert slug in page.get_attribute(".kb-search-result", "href")


def test_a_page_is_told_of_each_search(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    page.evaluate(
        "document.addEventListener('kb-search', (event) => { window.told = event.detail; })"
    )
    type_query(page, "roadmap")
    page.wait_for_selector(OPTION)
    told = page.evaluate("window.told")

    assert (told["query"], told["count"] > 0) == ("roadmap", True)


# -- Facets, the address, the way back ---------------------------------------------------


def test_facets_combine_and_their_counts_are_true(base, page):
    see(page, f"{base}search.html?q=risk&level=new&topic=finance")
    total = page.locator(".kb-search-articles > li").count()
    counts = page.evaluate(
        """() => [...document.querySelectorAll('.kb-search-filters label')].map((label) =>
             [label.dataset.value, Number(label.lastChild.innerText), label.firstChild.checked])"""
    )
    chosen = {value: count for value, count, checked in counts if checked}

    assert chosen["level new"] == chosen["topic finance"] == total > 0


def test_each_count_is_what_choosing_it_gives(base, page):
    see(page, f"{base}search.html?q=budget")
    label = page.locator('label[data-value^="level "]').first
    count = int(label.locator("span").text_content())
    label.locator("input").check()
    eventually(page, status_has(" of "))

    assert page.locator(".kb-search-articles > li").count() == min(count, 20)


def test_the_way_back_undoes_a_filter(base, page):
    see(page, f"{base}search.html?q=risk")
    before = titles(page)
    page.locator('label[data-value="level seasoned"] input').check()
    page.wait_for_url("**level=seasoned")
    eventually(page, status_has(" of "))
    filtered = titles(page)
    page.go_back()
    eventually(page, f"!{status_has(' of ')}")

    assert filtered != before
    assert titles(page) == before


def test_facets_alone_list_their_articles(base, page):
    see(page, f"{base}search.html?topic=finance")

    assert page.locator(".kb-search-articles > li").count() >= 4


# -- What is kept, and how it is cleared --------------------------------------------------


def test_an_article_marks_the_words_until_they_are_cleared(base, page):
    see(page, f"{base}search.html?q=risk+register")
    page.click(".kb-search-articles h2 a")
    page.wait_for_selector("mark.kb-search-mark")
    before = page.locator("mark.kb-search-mark").count()
    page.get_by_role("button", name="Next mark").click()
    page.get_by_role("button", name="Next mark").click()
    page.get_by_role("button", name="Previous mark").click()
    said = page.text_content(".kb-search-marked [role=status]")
    seen = page.locator("mark.kb-search-mark-now").bounding_box()["y"]
    page.get_by_role("button", name="Clear the marks").click()
    after = page.locator("mark.kb-search-mark").count()
    page.reload(wait_until="networkidle")

    assert (before > 5, after, page.locator("mark.kb-search-mark").count()) == (True, 0, 0)
    assert re.fullmatch(rf"Mark \d+ of {before}", said)
    assert 0 < seen < 900


def test_recent_searches_are_kept_if_the_reader_asks_until_they_are_forgotten(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    page.keyboard.press("Control+k")
    page.get_by_role("button", name="Remember my searches").click()
    type_query(page, "board paper")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kb-search-articles li")
    page.goto(f"{base}posts/first-90-days.html")
    page.keyboard.press("Control+k")
    page.wait_for_selector(".kb-search-recent")
    shown = page.text_content(".kb-search-recent")
    page.click(".kb-search-foot button")

    assert shown == "board paper"
    assert page.evaluate(
        "[localStorage.getItem('kb-search-recent'), localStorage.getItem('kb-search-keep')]"
    ) == [None, None]


# -- Safe and for everybody -----------------------------------------------------------------


def test_no_query_puts_a_node_into_the_page(base, page):
    page.goto(f"{base}posts/first-90-days.html")
    type_query(page, "risk")
    page.wait_for_selector(OPTION)
    for query in HOSTILE_QUERIES:
        page.fill("dialog [role=combobox]", query)
        page.wait_for_timeout(60)
    page.fill("dialog [role=combobox]", "risk register")
    eventually(page, status_has("risk register"))

    assert page.evaluate("window.hurt") is None
    assert page.locator("#pst-search-dialog :is(img, script, iframe, svg)").count() == 0
    assert page.errors == []


def test_no_address_puts_a_node_into_the_results_page(base, page):
    asked = urlencode({"q": f"risk {HOSTILE}", "topic": HOSTILE, "tag": "__proto__"})
    page.goto(f"{base}search.html?{asked}")
    eventually(page, status_has("for “"))

    assert page.evaluate("window.hurt") is None
    assert page.locator("#kb-results :is(img, script)").count() == 0


def test_a_hostile_title_is_shown_as_text(make_site, page):
    title = json.dumps(f"Zebra {HOSTILE} & <b>bold</b>")
    text = f"Zebra.\n\n## Part &lt;img src=x onerror=window.hurt=1&gt;\n\nZebra `{HOSTILE}`.\n"
    site = make_site({"posts/alpha.md": article(title=title, body=text)})
    site.build()
    with serve(site.out) as address:
        page.goto(f"{address}posts/alpha.html")
        type_query(page, "zebra")
        page.wait_for_selector(".kb-search-result")
        shown = page.text_content(".kb-search-result b")
        in_list = page.locator(".kb-search-panel :is(img, script)").count()
        page.goto(f"{address}search.html?q=zebra")
        page.wait_for_selector(".kb-search-articles li")
        page.wait_for_timeout(200)
        in_page = page.locator("#kb-results :is(img, script)").count()

    assert (shown, in_list, in_page) == (f"Zebra {HOSTILE} & <b>bold</b>", 0, 0)
    assert page.evaluate("window.hurt") is None


@pytest.mark.parametrize(("mode", "width"), [("light", 1200), ("dark", 390)])
def test_axe_finds_nothing_on_the_open_dialog_and_the_results(mode, width, base, chromium):
    context = chromium.new_context(color_scheme=mode, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{base}posts/first-90-days.html")
    page.keyboard.press("Control+k")
    page.wait_for_selector(".kb-search-task")
    start = axe.violations(page)
    page.keyboard.press("Escape")
    type_query(page, "bugdet cuts rosi")
    page.wait_for_selector(OPTION)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(100)
    dialog = axe.violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    see(page, f"{base}search.html?q=bugdet+cuts&level=new")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    results = axe.violations(page)
    wide |= page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()

    assert (start, dialog, results, wide) == ([], [], [], False)


# -- Words that are found to the letter --------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "summary", "marks"),
    [
        ("nis2", "articles for “nis2”", {"nis2"}),
        ("8-K", "articles for “8-K”", {"8-k"}),
        ("A.5.7", "articles for “A.5.7”", {"a.5.7"}),
        ("xlsx", "No article matches “xlsx”.", set()),
        ("v5.6.1", "No article matches “v5.6.1”.", set()),
        ("subscribe", "No article matches “subscribe”.", set()),
    ],
)
def test_a_code_is_found_to_the_letter_or_is_said_to_be_missing(
    base, page, real_site, query, summary, marks
):
    page.goto(f"{base}search.html?{urlencode({'q': query})}")
    eventually(page, status_has(summary))
    shown = page.locator(".kb-search-articles mark").all_inner_texts()
    codes = [mark.lower().strip("(),.;") for mark in shown]
    holding = [
        path
        for path in real_site.root.glob("posts/*.md")
        if f" {query.lower()} "
        in re.sub(r"[^\w.-]|[.](?!\w)", " ", path.read_text("utf-8").lower())
    ]
    number = re.match(r"\d+", page.locator(".kb-search-status").first.inner_text())

    assert set(codes) == marks
    assert int(number[0] if number else 0) >= len(holding) > (0 if marks else -1)
    assert (int(number[0]) if number else 0) <= len(holding) + 2  # facts of an article, too


def test_marks_are_shown_where_a_host_drops_the_ending_of_an_address(base, page):
    text = page.request.get(f"{base}posts/first-90-days.html").text()
    page.route(
        "**/posts/first-90-days", lambda route: route.fulfill(body=text, content_type="text/html")
    )
    page.goto(f"{base}search.html?q=first+90+days+plan")
    page.locator('.kb-search-articles a[href$="/first-90-days.html"]').first.wait_for()
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    page.locator('.kb-search-articles a[href$="/first-90-days.html"]').first.click()
    page.goto(f"{base}posts/first-90-days")

    page.wait_for_selector("mark.kb-search-mark")
