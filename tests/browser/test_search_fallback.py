"""The search answers wherever it can: on a disk, in a folder, and with any file of it gone."""

import shutil
from contextlib import ExitStack

from sphinx_kb.testing import article
from tools.browser import serve

NO_WASM = "script-src 'self'; worker-src 'self'"
ANSWER = "posts/risk-management-basics.html"
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
    "leave for WebAssembly": ((), "sphinx"),
    "leave for a worker": ((), "pagefind"),
}
POLICIES = {
    "leave for WebAssembly": {"**/posts/*.html": NO_WASM, "**/pagefind-worker.js": NO_WASM},
    "leave for a worker": {"**/posts/*.html": "worker-src 'none'"},
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


def test_the_search_answers_whatever_is_missing(real_site, chromium, tmp_path):
    """All cases are asked at once, since some of them wait for a time limit."""
    shutil.copytree(real_site.out, tmp_path / "deep" / "kb")
    home = real_site.out.as_uri() + "/"
    with ExitStack() as stack:
        base = stack.enter_context(serve(real_site.out))
        deep = stack.enter_context(serve(tmp_path)) + "deep/kb/"
        bases = {"a disk": (home, "sphinx"), "a sub-path": (deep, "pagefind")}
        bases |= {name: (base, engine) for name, (_, engine) in CASES.items()}
        pages = {}
        for name, (root, _) in bases.items():
            context = chromium.new_context()
            stack.callback(context.close)
            page = pages[name] = context.new_page()
            for pattern in CASES.get(name, ((), ""))[0]:
                page.route(f"**/{pattern}", lambda route: route.fulfill(status=404))
            for pattern, policy in POLICIES.get(name, {}).items():
                with_policy(page, pattern, policy)
            ask(page, root + "posts/first-90-days.html")
        answers = {name: answer(page) for name, page in pages.items()}

    assert answers == {name: (engine, f"{root}{ANSWER}") for name, (root, engine) in bases.items()}


def test_the_page_of_results_answers_on_a_disk(real_site, chromium):
    page = chromium.new_page()
    page.goto((real_site.out / "search.html").as_uri() + "?q=risk+register&level=aspiring")
    page.wait_for_selector(".kb-search-filters label")

    assert page.get_attribute(".kb-search-articles a", "href").endswith(ANSWER)
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

    assert links == [f"{base}posts/alpha/#gamma-delta"] * 2


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
