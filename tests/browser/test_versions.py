"""On Read the Docs: the menu of versions and the banner of a preview, under our own policy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import article
from support.browsing import LISTEN
from tools.browser import Quiet, serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from sphinx_kb.testing import Site

HEAD = (
    '<meta name="readthedocs-project-slug" content="kb"><meta name="readthedocs-version-slug" content="{}">'
    '<script async src="/_/static/javascript/readthedocs-addons.js"></script></head>'
)
ADDONS = 'window.__addons = "loaded"; new Function("window.__addons = \'ran\'")();'
VERSIONS = [
    {
        "slug": name,
        "type": "branch",
        "urls": {"documentation": f"https://kb.example.org/en/{name}/"},
    }
    for name in ("latest", "stable", "v1")
]


class ReadTheDocs(Quiet):
    """Answers as Read the Docs does: with its script in the pages, and the data of its add-ons."""

    version = "latest"

    def do_GET(self) -> None:  # noqa: N802  # its name
        """Answer a request."""
        path = self.path.partition("?")[0]
        if path == "/_/addons/":
            current = {
                "slug": self.version,
                "type": "external" if self.version.isdecimal() else "branch",
            }
            evil = {"slug": "evil", "urls": {"documentation": "javascript:document.title='ran'"}}
            data = {"versions": {"current": current, "active": [*VERSIONS, evil]}}
            self._answer(json.dumps(data), "application/json")
        elif path == "/_/static/javascript/readthedocs-addons.js":
            self._answer(ADDONS, "text/javascript")
        elif path.endswith(".html"):
            with open(self.translate_path(path), encoding="utf-8") as page:  # noqa: PTH123
                self._answer(
                    page.read().replace("</head>", HEAD.format(self.version), 1), "text/html"
                )
        else:
            super().do_GET()

    def _answer(self, text: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())


class PullRequest(ReadTheDocs):
    """The preview of a pull request."""

    version = "42"


@pytest.fixture(scope="module")
def site(shared_site: Callable[..., Site]) -> Site:
    return shared_site("versions", {"posts/a.md": article()}, environ={"READTHEDOCS": "True"})


def test_the_menu_of_versions_is_there_and_leads_to_them(site: Site, chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_init_script(LISTEN)
    page.route("https://kb.example.org/**", lambda route: route.fulfill(body="The other version"))
    with serve(site.out, ReadTheDocs) as address:
        page.goto(f"{address}posts/a.html")
        menu = page.locator(".kb-versions select")
        menu.wait_for()
        names = menu.locator("option").all_inner_texts()
        shown = menu.input_value()
        ran = page.evaluate("window.__addons")
        blocked = page.evaluate("window.__violations")
        banners = page.locator(".kb-preview-banner").count()
        menu.select_option("v1")
        page.get_by_text("The other version").wait_for()
    page.close()

    assert names == ["latest", "stable", "v1"]
    assert shown == "https://kb.example.org/en/latest/"
    assert ran == "loaded"  # theirs was stopped where it would make a function from text
    assert [one for one in blocked if "eval" not in one] == []
    assert banners == 0


def test_the_preview_of_a_pull_request_says_that_it_is_one(site: Site, chromium: Browser) -> None:
    page = chromium.new_page()
    with serve(site.out, PullRequest) as address:
        page.goto(f"{address}index.html")
        banner = page.locator(".kb-preview-banner")
        banner.wait_for()
        page.locator(".kb-versions select").wait_for(state="attached")
        shown = page.locator(".kb-versions option:checked").inner_text()
        text, link = banner.inner_text(), banner.locator("a").get_attribute("href")
    page.close()

    assert text.startswith("This is a preview of a pull request")
    assert shown == "42"
    assert link == "https://kb.example.org/en/latest/"


def test_elsewhere_the_script_is_not_in_the_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": article()})
    site.build()

    assert "kb-versions" not in (site.out / "posts/a.html").read_text("utf-8")
