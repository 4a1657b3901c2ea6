"""How well a search answers: queries asked in a real browser, engines compared in one run.

The rank of a query is the place of the first expected article among the articles found;
pages that are no articles are passed over, whichever engine finds them.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

from tools.browser import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

DEPTH = 10  # articles that a reader looks at
STOCK = "stock"  # where the engines that we compare with stand in a copy of the site
_STOCK_SCRIPTS = (
    "_static/documentation_options.js", "_static/doctools.js", "_static/sphinx_highlight.js",
    "_static/language_data.js", "_static/searchtools.js", "searchindex.js",
)  # fmt: skip
_STOCK_PAGE = (
    '<!doctype html><html lang="en" data-content_root="../"><title>Stock</title><body>'
    + "".join(f'<script src="../{name}"></script>' for name in _STOCK_SCRIPTS)
)

_OURS = """async () => {
  const field = document.querySelector('form[role="search"] input');
  field.dispatchEvent(new FocusEvent("focusin", {bubbles: true}));
  while (!window.kbSearch?.parts) await new Promise((done) => setTimeout(done, 10));
  await kbSearch.parts();
  %s
  await kbSearch.ready();
}"""
_ASK_OURS = "async (q) => (await kbSearch.ask(q, {count: 15})).results.map((found) => found.url)"


class Engine(NamedTuple):
    """A way to search a site: a page, what is done on it once, and what is asked of it."""

    page: str
    prepare: str
    ask: str


ENGINES = {
    "ours": Engine("index.html", _OURS % "", _ASK_OURS),
    "ours, on a disk": Engine(
        "index.html", _OURS % "kbSearch.pagefind = kbSearch.sphinx;", _ASK_OURS
    ),
    "Sphinx, built in": Engine(
        f"{STOCK}/page.html",
        "() => 1",
        "(q) => Search._performSearch(...Search._parseQuery(q)).reverse().map((found) =>"
        " new URL('../' + found[0] + DOCUMENTATION_OPTIONS.LINK_SUFFIX, location).href)",
    ),
    "Pagefind, as it comes": Engine(
        f"{STOCK}/page.html",
        "async () => { window.pf = await import(new URL('pagefind/pagefind.js', location).href); }",
        "async (q) => (await Promise.all((await pf.search(q)).results.slice(0, 40)"
        ".map((found) => found.data()))).map((data) => data.url)",
    ),
}


class Query(NamedTuple):
    """What a reader types, and the slugs of the articles that answer it."""

    text: str
    expected: frozenset[str]
    kind: str = "all"
    heldout: bool = False


@dataclass
class Score:
    """How an engine did on some queries."""

    ranks: dict[str, int] = field(default_factory=dict)  # query -> rank, 0 where it is not found
    found: dict[str, list[str]] = field(default_factory=dict)  # query -> slugs
    times: list[float] = field(default_factory=list)  # ms

    def mrr(self, queries: Iterable[Query]) -> float:
        """Return the mean reciprocal rank."""
        ranks = [self.ranks[query.text] for query in queries]
        return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0

    def hit(self, queries: Iterable[Query], depth: int) -> float:
        """Return the share of queries whose article is among the first."""
        ranks = [self.ranks[query.text] for query in queries]
        return sum(0 < rank <= depth for rank in ranks) / len(ranks) if ranks else 0.0

    def unanswered(self, queries: Iterable[Query]) -> list[str]:
        """Return the queries without any result."""
        return [query.text for query in queries if not self.found[query.text]]


def read(file: Path, slugs: Iterable[str]) -> list[Query]:
    """Return the queries of a file that have an answer among the articles."""
    given = json.loads(file.read_text("utf-8"))
    known = set(slugs)
    queries = []
    for entry in given["queries"] if isinstance(given, dict) else given:
        text, answers = entry.get("query") or entry["q"], entry.get("expected") or entry["a"]
        expected = frozenset(map(slug, answers)) & known
        if expected:
            kind = entry.get("kind") or entry.get("class") or "all"
            queries.append(Query(text, expected, kind, entry.get("heldout", False)))
    return queries


def slug(address: str) -> str:
    """Return the slug of an article's file, page or address."""
    stem = re.sub(r"[#?].*", "", address).rstrip("/").rpartition("/")[2]
    stem = re.sub(r"\.(html|md)$", "", stem)
    return re.sub(r"^\d{4}-\d\d-\d\d-", "", stem).casefold()


@contextmanager
def beside_stock(site: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a site in which Sphinx's and Pagefind's own search stand ready."""
    copy = folder / "site"
    shutil.copytree(site, copy)
    (copy / STOCK).mkdir()
    (copy / STOCK / "page.html").write_text(_STOCK_PAGE, "utf-8")
    command = [str(get_executable()), "--site", str(site), "--silent"]
    subprocess.run([*command, "--output-path", str(copy / STOCK / "pagefind")], check=True)
    with serve(copy) as base:
        yield base


def score(
    chromium: Browser, base: str, engine: Engine, queries: Sequence[Query], slugs: Iterable[str]
) -> Score:
    """Ask an engine every query, in a fresh profile."""
    articles = set(slugs)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(base + engine.page, wait_until="load")
    page.evaluate(engine.prepare)
    result = Score()
    for query in queries:
        start = time.perf_counter()
        addresses = page.evaluate(engine.ask, query.text)
        result.times.append((time.perf_counter() - start) * 1000)
        found = [each for each in dict.fromkeys(map(slug, addresses)) if each in articles][:DEPTH]
        result.found[query.text] = found
        result.ranks[query.text] = next(
            (at for at, each in enumerate(found, 1) if each in query.expected), 0
        )
    context.close()
    return result


def table(scores: Mapping[str, Score], queries: Sequence[Query]) -> str:
    """Return the comparison as a Markdown table, a line for each engine and half."""
    kinds = list(dict.fromkeys(query.kind for query in queries))
    head = ["engine", "half", "queries", "MRR@10", "hit@1", "hit@3", "none", *kinds, "ms"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    halves: dict[str, Callable[[Query], bool]] = {
        "tuned": lambda query: not query.heldout,
        "held out": lambda query: query.heldout,
    }
    for name, got in scores.items():
        for half, is_in in halves.items():
            some = list(filter(is_in, queries))
            if not some:
                continue
            cells = [name, half, str(len(some)), f"{got.mrr(some):.3f}", f"{got.hit(some, 1):.3f}"]
            cells += [f"{got.hit(some, 3):.3f}", str(len(got.unanswered(some)))]
            cells += [f"{got.mrr([q for q in some if q.kind == kind]):.2f}" for kind in kinds]
            cells.append(f"{statistics.median(got.times):.0f}")
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
