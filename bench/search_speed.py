"""How long a reader waits: from a key press to the list, beside the theme's own dialog."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import search_corpus, search_generated
from tools.browser import browser, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TIMES = 20
WORDS = ("recovery budget", "supplier risk", "board budget", "recovery")
_STOCK_CONF = """
project = "Stock"
extensions = ["myst_parser"]
html_theme = "sphinx_book_theme"
html_theme_options = {"search_as_you_type": True}
"""
# The time from the key press that ends a query to the list for all of it: the status names
# the query where there is one; the theme takes its old list away by itself.
_WATCH = """([field, list, status]) => {
  const input = document.querySelector(field);
  let start;
  const begin = () => { start = performance.now(); };
  input.addEventListener("keydown", begin, {once: true, capture: true});
  window.waited = new Promise((done) => {
    const watch = new MutationObserver(() => {
      const said = !status || document.querySelector(status)?.textContent;
      if (!start || !document.querySelector(list)) return;
      if (said !== true && !said.includes(input.value.trim())) return;
      watch.disconnect();
      requestAnimationFrame(() => done(performance.now() - start));
    });
    watch.observe(document.body, {childList: true, subtree: true, characterData: true});
  });
}"""


class Dialog(NamedTuple):
    """A search dialog: what opens it, its field, its list, and what names the query."""

    opener: str
    field: str
    shown: str
    status: str | None


OURS = Dialog(
    ".kb-search-button", "dialog [role=combobox]", ".kb-search-result", ".kb-search-status"
)
STOCK = Dialog(
    ".search-button__button", "#pst-search-dialog input", "#search-results .search li", None
)


def measure(count: int) -> None:
    """Print the medians of both dialogs at a number of articles."""
    with tempfile.TemporaryDirectory() as scratch, browser() as chromium:
        site = Path(scratch, "site")
        search_corpus.frame(site)
        search_generated.write(site / "posts", count)
        ours = search_corpus.build(site)
        stock = _stock(Path(scratch, "stock"), count)
        print(f"| dialog, {count} articles | median ms | slowest of {TIMES}, ms |\n|---|---:|---:|")
        for name, out, dialog in (("ours", ours, OURS), ("the theme's own", stock, STOCK)):
            times = _times(chromium, out, dialog)
            print(f"| {name} | {statistics.median(times):.0f} | {max(times):.0f} |", flush=True)


def _stock(root: Path, count: int) -> Path:
    """Build the same articles with the theme as it comes; return the output."""
    search_generated.write(root / "posts", count)
    (root / "conf.py").write_text(_STOCK_CONF, "utf-8")
    names = "\n".join(f"posts/{file.stem}" for file in sorted((root / "posts").glob("*.md"))[:1])
    (root / "index.md").write_text(f"# Stock\n\n```{{toctree}}\n{names}\n```\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-j",
        "auto",
        str(root),
        str(root / "out"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    shutil.rmtree(root / "posts")
    return root / "out"


def _times(chromium: Browser, out: Path, dialog: Dialog) -> list[float]:
    """Return the times in milliseconds, warm: every query was asked once before."""
    times = []
    with serve(out) as base:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{base}posts/article-00007.html", wait_until="networkidle")
        page.locator(dialog.opener).first.click()
        page.wait_for_selector(dialog.field)
        for turn in range(len(WORDS) + TIMES):
            query = WORDS[turn % len(WORDS)]
            page.fill(dialog.field, "")
            page.keyboard.type(query[:-1])
            page.wait_for_timeout(700)
            page.evaluate(_WATCH, [dialog.field, dialog.shown, dialog.status])
            page.keyboard.type(query[-1])
            taken = page.evaluate("window.waited")
            if turn >= len(WORDS):
                times.append(taken)
        page.close()
    return times
