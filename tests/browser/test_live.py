"""``kb live``: who saves an article sees it, without loading the page by hand."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import CONF, article, environ
from support.browsing import LISTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from sphinx_kb.testing import Site

pytestmark = pytest.mark.slow

HEAD = "description: It stays as it is.\n"


@contextmanager
def live(site: Site, verb: str = "live") -> Iterator[str]:
    """Serve a site, and give its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sphinx_kb", verb, "--port", "0"], cwd=site.root, env=environ(),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"(http://127\.0\.0\.1:\d+/) shows the site", line):
                yield found[1]
                break
        else:
            pytest.fail("it ended before it served")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def test_a_saved_article_is_seen_without_a_reload_by_hand(
    make_site: Callable[..., Site], chromium: Browser
) -> None:
    site = make_site({"posts/a.md": article(body="The old text.\n")})
    page = chromium.new_page()
    page.add_init_script(LISTEN)
    with live(site) as address:
        page.goto(f"{address}posts/a.html")
        for text in ("The new text.", "The last text."):
            site.write({"posts/a.md": article(body=f"{text}\n")})
            page.get_by_text(text).first.wait_for(timeout=60_000)
        told = page.evaluate("window.__violations")
    page.close()

    assert told == []
    assert b"/_kb/" not in site.files()["posts/a.html"]


def test_only_what_a_save_has_changed_is_loaded_anew_and_once(
    make_site: Callable[..., Site], chromium: Browser
) -> None:
    site = make_site(
        {"posts/a.md": article(HEAD, title="A", body="Old.\n"), "posts/b.md": article(title="B")}
    )
    edited, other = chromium.new_page(), chromium.new_page()
    loads: list[str] = []
    for page in (edited, other):
        page.on("load", lambda page: loads.append(page.url.rpartition("/")[2]))
    with live(site) as address:
        edited.goto(f"{address}posts/a.html")
        other.goto(f"{address}posts/b.html")
        site.write({"posts/a.md": article(HEAD, title="A", body="New.\n")})
        edited.get_by_text("New.").first.wait_for(timeout=60_000)
        for _ in range(400):  # until the build has ended, and a while longer
            if (site.out / "feed.json").read_text("utf-8").count("New."):
                break
            edited.wait_for_timeout(25)
        edited.wait_for_timeout(1000)
    edited.close()
    other.close()

    assert loads == ["a.html", "b.html", "a.html"]


def test_a_changed_sheet_is_seen_on_every_page(
    make_site: Callable[..., Site], chromium: Browser
) -> None:
    conf = f"{CONF}html_static_path = ['_static']\nhtml_css_files = ['own.css']\n"
    site = make_site({
        "conf.py": conf, "_static/own.css": "h1 { order: 1; }", "posts/a.md": article(),
    })  # fmt: skip
    page = chromium.new_page()
    with live(site) as address:
        page.goto(f"{address}posts/a.html")
        with page.expect_event("load", timeout=60_000):
            site.write({"_static/own.css": "h1 { order: 2; }"})
        order = page.evaluate("getComputedStyle(document.querySelector('h1')).order")
    page.close()

    assert order == "2"


def test_a_page_for_a_wrong_address_waits_for_the_right_one(
    make_site: Callable[..., Site], chromium: Browser
) -> None:
    site = make_site({"posts/a.md": article()})
    page = chromium.new_page()
    with live(site) as address:
        page.goto(f"{address}posts/b.html")
        page.get_by_text("There is no page at this address").first.wait_for(timeout=30_000)
        site.write({"posts/b.md": article(title="B", body="It is there.\n")})
        page.get_by_text("It is there.").first.wait_for(timeout=60_000)
    page.close()


def test_a_preview_shows_drafts_and_reloads_too(
    make_site: Callable[..., Site], chromium: Browser
) -> None:
    draft = "posts/_drafts/a.md"
    site = make_site({draft: article(date="", body="The old text.\n")})
    page = chromium.new_page()
    with live(site, "preview") as address:
        page.goto(f"{address}posts/_drafts/a.html")
        site.write({draft: article(date="", body="The new text.\n")})
        page.get_by_text("The new text.").first.wait_for(timeout=60_000)
    page.close()
