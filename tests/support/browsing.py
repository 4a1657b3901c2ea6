"""A real browser on a built site: what it did there, and waiting for what it will do."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from sphinx_kb.testing import Site

ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")
LISTEN = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
# What a reader may do by chance: follow what is a script and no address, press, open (but not search).
TOUCH = """(document) => {
  for (const node of document.querySelectorAll("main a[href], main area[href], main summary, main button:not([data-kb], [role=search] *)"))
    if (!/^(https?|mailto|file):/.test(node.href ?? "javascript:")) node.click();
  for (const node of document.querySelectorAll("main a, main input, main button")) node.focus();
}"""
DRIVER = "<!DOCTYPE html><title>Driver</title><body>"
# Loads pages in frames of one page, eight at a time, and tells what each did.
LOAD = """async ({ paths, touch }) => {
  const see = (path) => new Promise((done) => {
    const frame = document.createElement("iframe");
    const end = () => setTimeout(() => {
      let found = [path, false, []];
      try {
        eval(`(${touch})`)(frame.contentDocument);
      } catch {} // it went elsewhere
      setTimeout(() => {
        try {
          const own = frame.contentWindow;
          found = [path, !!own.__canary, own.__violations ?? []];
        } catch {}
        frame.remove();
        done(found);
      }, 30);
    }, 0);
    frame.onload = () => { frame.onload = null; end(); };
    frame.src = path;
    document.body.append(frame);
  });
  const found = [];
  while (paths.length) found.push(...await Promise.all(paths.splice(0, 8).map(see)));
  return found;
}"""


class Visit:
    """What happened on the pages of a site in a real browser."""

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.root = root
        self.violations: list[str] = []
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.ran: list[str] = []
        self._path = ""
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: self.errors.append(f"{self._path}: {error}"))
        page.on(
            "console",
            lambda said: said.type == "error" and self.errors.append(f"{self._path}: {said.text}"),
        )
        page.on("dialog", lambda dialog: dialog.dismiss())

    def stop(self, route: Route) -> None:
        """Note a request that would have left the machine: the browser asks, no policy forbids."""
        self.elsewhere.append(f"{self._path}: {route.request.url}")
        route.abort()

    def see(self, path: str, *, touch: bool = True) -> None:
        """Load a page, touch what can be touched, and note what it did."""
        self._path = path
        self.page.goto(self.root + path, wait_until="load")
        if touch:
            self.page.evaluate(f"({TOUCH})(document)")
        self.page.wait_for_timeout(15)
        if self.page.evaluate("window.__canary"):
            self.ran.append(path)
        self.violations += [
            f"{path}: {one}" for one in self.page.evaluate("window.__violations ?? []")
        ]

    def see_all(self, paths: list[str], *, touch: bool = True) -> None:
        """Load many pages, touch what can be touched, and note what they did."""
        self._path = "(a frame)"
        self.page.goto(self.root + "driver.html")
        named = [quote(path) for path in paths]
        for path, ran, violations in self.page.evaluate(
            LOAD, {"paths": named, "touch": TOUCH if touch else "() => {}"}
        ):
            self.ran += [path] if ran else []
            self.violations += [f"{path}: {one}" for one in violations]


@contextmanager
def visiting(chromium: Browser, site: Site) -> Iterator[Visit]:
    """Serve a site and give a browser for it, which reaches no other host."""
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    try:
        with serve(site.out) as root:
            visit = Visit(context.new_page(), root)
            context.route(ELSEWHERE, visit.stop)
            context.route("**/driver.html", lambda route: route.fulfill(body=DRIVER))
            yield visit
    finally:
        context.close()


def eventually(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression is true in a page.

    Playwright's own waiting evaluates it in the page once more, which the policy forbids.
    """
    for _ in range(200):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")
