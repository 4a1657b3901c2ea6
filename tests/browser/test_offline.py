"""Without a network, in a real browser: what was read is there, and with one nothing is old."""

from __future__ import annotations

import re
import shutil
import zipfile
from contextlib import contextmanager

import pytest

from sphinx_kb.testing import article
from support.axe import violations
from support.browsing import eventually
from tools.browser import serve

FILES = {
    "_data/incidents/ransomware.yml": "name: Ransomware\norder: 1\nfirst: [Disconnect it]\n",
    "posts/alpha.md": article(
        "categories: [risk]\nreview_by: 2027-03-01\n", "Words of alpha.\n", title="Alpha"
    ),
    "posts/beta.md": article("categories: [risk]\n", "Words of beta.\n", title="Beta"),
    "posts/gamma.md": article("categories: [risk]\n", "Words of gamma.\n", title="Gamma"),
}
KEPT = """async (part) => {
  const found = [];
  for (const name of await caches.keys())
    if (name.includes(part))
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
  return found;
}"""


@pytest.fixture(scope="module")
def site(shared_site):
    return shared_site("offline", FILES, environ={"KB_CRISIS": "1"})


@contextmanager
def reading(chromium, folder, choice="on"):
    """Give a page of a browser in which the worker is wanted on this machine, too."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    if choice:
        context.add_init_script(
            "if (location.protocol === 'http:')"
            f" localStorage['kb-offline'] = localStorage['kb-offline'] ?? '{choice}'"
        )
    errors = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    with serve(folder) as root:
        yield context.new_page(), root
        context.close()
    assert errors == []


def visit(page, root, path):
    page.goto(root + path, wait_until="load")
    return page.locator("main").inner_text()


def wait_for(page, part, ending):
    eventually(
        page, f"async ([part, end]) => (await ({KEPT})(part)).some((url) => url.endsWith(end))", [part, ending]
    )  # fmt: skip


def kept(page, part=""):
    return page.evaluate(KEPT, part)


def visited(page, root):
    """Open two articles, as any reader does."""
    visit(page, root, "posts/alpha.html")
    wait_for(page, "seen", "posts/alpha")
    visit(page, root, "posts/beta.html")
    wait_for(page, "shell", "/now")


def test_after_one_visit_what_was_read_and_incident_mode_are_there_and_the_rest_is_told(
    chromium, site, tmp_path
):
    folder = shutil.copytree(site.out, tmp_path / "deep" / "kb")
    with reading(chromium, folder) as (page, root):
        visited(page, root)
        answer = page.goto(f"{root}posts/nothing.html")
        assert answer.status == 404

        page.context.set_offline(True)
        assert "Words of alpha" in visit(page, root, "posts/alpha.html")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily") != ""
        assert "Disconnect it" in visit(page, root, "now.html")
        page.locator(".kb-now-lines input").first.check()
        assert page.locator(".kb-now-entries li").count() == 1

        text = visit(page, root, "posts/gamma.html?from=mail")
        assert "You are offline; this page was not saved." in text
        assert page.url.endswith("posts/gamma.html?from=mail")
        eventually(page, "Boolean(document.querySelector('.kb-check-kept[open] a'))")
        assert page.evaluate("document.styleSheets.length") > 2
        page.get_by_role("link", name=re.compile("^Alpha")).first.click()
        page.wait_for_url("**/posts/alpha*")
        assert "Words of alpha" in page.locator("main").inner_text()
        assert "Search cannot be loaded; you are offline" in visit(page, root, "search.html?q=a")
        visit(page, root, "index.html")
        page.locator(".kb-search-large input").focus()
        said = page.locator("main .kb-search-lost")
        said.wait_for()
        assert said.inner_text() == (
            "Search cannot be loaded; you are offline. Look through all articles, or what is saved."
        )
        assert said.locator("a").last.get_attribute("href") == "offline.html"
        assert not [url for url in kept(page) if re.search(r"gamma$|nothing|search", url)]

        page.context.set_offline(False)
        article_file = folder / "posts" / "alpha.html"
        article_file.write_text(article_file.read_text().replace("Words of", "New words of"))
        assert "New words of alpha" in visit(page, root, "posts/alpha.html")
        assert "Words of gamma" in visit(page, root, "posts/gamma.html")


def test_all_can_be_saved_searched_and_forgotten(chromium, site):
    with reading(chromium, site.out) as (page, root):
        visited(page, root)
        visit(page, root, "offline.html")
        page.get_by_role("button", name=re.compile(r"^Save all for offline: \d+ files, \d+\.\d MB")).click()  # fmt: skip
        page.get_by_text("The whole site of 2026-11-24 is saved").wait_for()

        page.context.set_offline(True)
        assert "Words of gamma" in visit(page, root, "posts/gamma.html")
        visit(page, root, "search.html?q=gamma")
        eventually(page, "Boolean(document.querySelector('#kb-results a[href*=gamma]'))")

        visit(page, root, "offline.html")
        page.get_by_role("button", name="Remove what is saved").click()
        page.get_by_role("button", name=re.compile("Press again")).click()
        page.get_by_text("Nothing is here yet").wait_for()
        assert kept(page) == []

        page.context.set_offline(False)
        visit(page, root, "offline.html")
        page.get_by_role("button", name="Keep nothing").click()
        page.get_by_role("button", name=re.compile("Press again")).click()
        page.get_by_text("This browser keeps no page of this site.").wait_for()
        visit(page, root, "posts/alpha.html")
        page.wait_for_timeout(900)
        assert kept(page) == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0  # fmt: skip


def test_a_worker_that_was_switched_off_forgets_all_and_goes(chromium, site, tmp_path):
    from sphinx_kb.offline.worker import SCRIPTS

    folder = shutil.copytree(site.out, tmp_path / "kb")
    with reading(chromium, folder) as (page, root):
        visited(page, root)
        shutil.copy(SCRIPTS / "worker-retired.js", folder / "kb-worker.js")
        for name in folder.rglob("*.html"):
            name.write_text(name.read_text().replace(" data-kb-offline", ""))
        visit(page, root, "index.html")
        eventually(page, "async () => !(await caches.keys()).length")
        visit(page, root, "index.html")

        assert page.evaluate("navigator.serviceWorker.controller") is None


def test_on_a_loopback_address_nothing_is_kept_by_itself(chromium, site):
    with reading(chromium, site.out, "") as (page, root):
        visit(page, root, "posts/alpha.html")
        page.wait_for_timeout(900)

        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0  # fmt: skip


def test_a_copy_that_has_aged_tells_of_the_review_that_has_fallen_due(chromium, site):
    context = chromium.new_context(timezone_id="America/Los_Angeles")
    page = context.new_page()
    shown = {}
    for moment in ("2027-03-01T12:00:00Z", "2027-03-02T07:00:00Z", "2027-03-02T12:00:00Z"):
        page.clock.set_fixed_time(moment)
        page.goto((site.out / "posts" / "alpha.html").as_uri())
        eventually(page, "document.readyState === 'complete'")
        shown[moment] = page.locator(".kb-overdue").is_visible()
    context.close()

    assert list(shown.values()) == [False, False, True]  # by the day where the reader is


def test_the_copy_opens_from_a_disk_and_answers_a_search(chromium, site, tmp_path):
    with zipfile.ZipFile(site.out / "knowledge-base.zip") as packed:
        packed.extractall(tmp_path)
    home = (tmp_path / "knowledge-base").as_uri() + "/"
    context = chromium.new_context(offline=True)
    page = context.new_page()
    errors = []
    bar = "Offline copy of 24 November 2026. The site may be newer."
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    for path in ("index.html", "posts/alpha.html", "now.html", "archive.html", "offline.html"):
        visit(page, home, path)
        assert page.locator(".kb-copied").inner_text() == bar
    eventually(
        page, "document.querySelector('.kb-check-said').textContent.includes('on your disk')"
    )
    page.goto(f"{home}search.html?q=gamma")
    eventually(page, "Boolean(document.querySelector('#kb-results a[href*=gamma]'))")
    context.close()

    assert errors == []


@pytest.mark.parametrize(("mode", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_on_the_page_and_nothing_is_wider_than_it(chromium, site, mode, width):
    with serve(site.out) as root:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=mode, bypass_csp=True
        )
        page = context.new_page()
        page.goto(f"{root}offline.html")
        eventually(page, "Boolean(document.querySelector('.kb-check-actions button'))")
        page.evaluate("document.querySelector('[data-kb-missing]').hidden = false")
        found = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        context.close()

    assert (found, wide) == ([], False)
