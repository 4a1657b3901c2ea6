"""How well the search answers, what it costs, and how fast it is.

    python -m bench.search                            the site's own articles, four engines
    python -m bench.search corpus FOLDER [QUERIES]    any folder of Markdown articles
    python -m bench.search sizes [COUNT ...]          bytes, time and memory by size of the site
    python -m bench.search speed [COUNT]              from a key press to the list, warm

QUERIES is a file like tests/site/relevance.json (FOLDER/queries.json): a list of
{"query": "...", "expected": ["file.md", ...]}, each also with "kind" and "heldout".
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench import search_corpus, search_relevance, search_sizes, search_speed
from tools.browser import browser

ROOT = search_corpus.ROOT


def compare(out: Path, file: Path, *, misses: bool = False) -> None:
    """Print how four engines do on the articles of a built site."""
    slugs = {search_relevance.slug(page) for page in search_corpus.articles(out)}
    queries = search_relevance.read(file, slugs)
    if not queries:
        raise SystemExit(f"No query of {file} has an answer among the articles.")
    with (
        tempfile.TemporaryDirectory() as scratch,
        search_relevance.beside_stock(out, Path(scratch)) as base,
        browser() as chromium,
    ):
        scores = {
            name: search_relevance.score(chromium, base, engine, queries, slugs)
            for name, engine in search_relevance.ENGINES.items()
        }
    print(f"{len(slugs)} articles, {len(queries)} queries\n")
    print(search_relevance.table(scores, queries))
    if misses:
        ours = scores["ours"]
        for query in queries:
            if not query.heldout and ours.ranks[query.text] != 1:
                print(f"\n{query.text!r}: place {ours.ranks[query.text] or 'none'}")
                print(f"  expected {sorted(query.expected)}, found {ours.found[query.text][:5]}")


def own(*, misses: bool) -> None:
    """Compare the engines on the site's own articles."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch, "site")
        search_corpus.frame(site, "posts", "assets")
        out = search_corpus.build(site)
        for name in ("relevance.json", "relevance_readers.json"):
            compare(out, ROOT / "tests" / "site" / name, misses=misses)


def foreign(folder: Path, file: Path, *, misses: bool) -> None:
    """Compare the engines on somebody else's articles."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch, "site")
        given = search_corpus.lay_out(folder, site)
        out = search_corpus.build(site)
        left = given - len(search_corpus.articles(out))
        if left:
            print(f"{left} of {given} articles are left out: their bodies do what ours may not.")
        compare(out, file, misses=misses)


def main() -> None:
    """Read the command line, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.search",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--misses", action="store_true", help="list the tuned queries that miss")
    parts = parser.add_subparsers(dest="part")
    corpus = parts.add_parser("corpus", help="any folder of Markdown articles")
    corpus.add_argument("folder", type=Path)
    corpus.add_argument("queries", type=Path, nargs="?")
    sizes = parts.add_parser("sizes", help="bytes, time and memory")
    sizes.add_argument("counts", type=int, nargs="*", default=[100, 1000])
    speed = parts.add_parser("speed", help="from a key press to the list")
    speed.add_argument("count", type=int, nargs="?", default=1000)
    given = parser.parse_args()
    if given.part == "corpus":
        file = given.queries or given.folder / "queries.json"
        foreign(given.folder, file, misses=given.misses)
    elif given.part == "sizes":
        search_sizes.measure(given.counts)
    elif given.part == "speed":
        search_speed.measure(given.count)
    else:
        own(misses=given.misses)


if __name__ == "__main__":
    main()
