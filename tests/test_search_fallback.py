"""The search answers wherever it can: on a disk, in a folder, and with any file of it gone."""

import shutil
from contextlib import ExitStack

import pytest
from conftest import article

from tools.browser import serve

NO_WASM = "script-src 'self'; worker-src 'self'"
ANSWER = "posts/risk-management-basics"
CASES = {  # what is wrong -> (what is not there, which engine answers)
    "nothing": ((), "pagefind"),
    "pagefind.js": (("_pagefind/pagefind.js",), "sphinx"),
    "the worker": (("_pagefind/pagefind-worker.js",), "pagefind"),
    "the entry": (("_pagefind/pagefind-entry.json*",), "sphinx"),
    "the metadata": (("_pagefind/*.pf_meta",), "sphinx"),
    "the WebAssembly": (("_pagefind/wasm.*",), "sphinx"),
    "the chunks": (("_pagefind/index/*",), "sphinx"),
    "the fragments": (("_pagefind/fragment/*",), "sphinx"),
    "the word list": (("_static/kb-search-words.js",), "pagefind"),
    "the style": (("_static/kb-search.css",), "pagefind"),
}


def ask(page, address, text="risk register"):
    """Open a page, and type into its search; the answer comes in its own time."""
    noted = "(event) => { window.engine = event.detail.engine; }"
    page.add_init_script(f"document.addEventListener('kb-search', {noted})")
    page.goto(address)
    page.keyboard.press("Control+k")
    page.keyboard.type(text)


def answer(page):
    """Return which engine answered, and the first article."""
    page.wait_for_selector(".kb-search-result", timeout=30_000)
    return page.evaluate("window.engine"), page.get_attribute(".kb-search-result", "href")


def with_policy(page, pattern, policy):
    """Serve what fits a pattern with a policy of its own."""

    def fulfill(route):
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": policy}
        route.fulfill(response=response, headers=headers)

    page.route(pattern, fulfill)


@pytest.fixture(scope="module")
def answers(real_site, chromium, tmp_path_factory):
    """Return what each case answers: all are asked at once, since some wait for a time limit."""
    below = tmp_path_factory.mktemp("below")
    shutil.copytree(real_site.out, below / "deep" / "kb")
    with ExitStack() as stack:
        base = stack.enter_context(serve(real_site.out))
        deep = stack.enter_context(serve(below))
        pages = {}
        for name in (*CASES, "blocked WebAssembly", "blocked worker", "a disk", "a sub-path"):
            context = chromium.new_context()
            stack.callback(context.close)
            pages[name] = context.new_page()
        for name, (gone, _) in CASES.items():
            for pattern in gone:
                pages[name].route(f"**/{pattern}", lambda route: route.fulfill(status=404))
        with_policy(pages["blocked WebAssembly"], "**/posts/*.html", NO_WASM)
        with_policy(pages["blocked WebAssembly"], "**/pagefind-worker.js", NO_WASM)
        with_policy(pages["blocked worker"], "**/posts/*.html", "worker-src 'none'")
        addresses = dict.fromkeys(pages, base + "posts/first-90-days.html")
        addresses["a disk"] = (real_site.out / "posts" / "first-90-days.html").as_uri()
        addresses["a sub-path"] = deep + "deep/kb/posts/first-90-days.html"
        for name, page in pages.items():
            ask(page, addresses[name])
        yield {name: answer(page) for name, page in pages.items()}, addresses


@pytest.mark.parametrize("case", CASES)
def test_the_search_answers_without(case, answers):
    engine, href = answers[0][case]

    assert (engine, href.endswith(ANSWER + ".html")) == (CASES[case][1], True)


@pytest.mark.parametrize(
    ("case", "engine"),
    [
        ("blocked WebAssembly", "sphinx"),
        ("blocked worker", "pagefind"),
        ("a disk", "sphinx"),
        ("a sub-path", "pagefind"),
    ],
)
def test_the_search_answers_with(case, engine, answers):
    found, addresses = answers
    root = addresses[case].removesuffix("posts/first-90-days.html")

    assert found[case] == (engine, f"{root}{ANSWER}.html")


def test_the_page_of_results_answers_on_a_disk(real_site, chromium):
    page = chromium.new_page()
    page.goto((real_site.out / "search.html").as_uri() + "?q=risk+register&level=aspiring")
    page.wait_for_selector(".kb-search-filters label")

    assert page.get_attribute(".kb-search-articles a", "href").endswith(f"{ANSWER}.html")
    page.close()


def test_the_addresses_of_dirhtml_lead_to_articles(make_site, chromium):
    site = make_site(
        {"posts/alpha.md": article(title="Alpha beta", body="## Gamma delta\n\nText.\n")}
    )
    site.build(builder="dirhtml", out="_build/html")
    with serve(site.out) as base:
        page = chromium.new_page()
        ask(page, f"{base}archive/", "gamma delta")
        answer(page)
        links = [
            link.get_attribute("href") for link in page.query_selector_all(".kb-search-list a")
        ]
        page.close()

    assert links == [f"{base}posts/alpha/", f"{base}posts/alpha/#gamma-delta"]


def test_where_nothing_answers_the_reader_is_led_to_all_articles(real_site, chromium):
    with serve(real_site.out) as base:
        page = chromium.new_page()
        for pattern in ("**/_pagefind/**", "**/searchindex.js"):
            page.route(pattern, lambda route: route.abort())
        ask(page, f"{base}posts/first-90-days.html")
        page.wait_for_selector(".kb-search-notes a")
        leads = page.get_attribute(".kb-search-notes a", "href")
        page.close()

    assert leads == f"{base}archive.html"


def test_without_scripts_the_results_page_leads_to_all_articles(real_site, chromium):
    with serve(real_site.out) as base:
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{base}index.html")
        page.fill("main input[name=q]", "risk")
        page.press("main input[name=q]", "Enter")
        address, leads = page.url, page.get_attribute("main noscript a", "href")
        context.close()

    assert (address, leads) == (f"{base}search.html?q=risk", "archive.html")
