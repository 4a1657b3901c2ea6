"""The right article on the first line: the tuned half of the queries, in a real browser.

The other half is measured by `python -m bench.search` alone: it decides nothing here, so
that nobody is led to tune on it.
"""

import json

import pytest

from bench import search_corpus, search_relevance
from support import ROOT, SOAK
from tools.browser import serve

FILE = ROOT / "tests" / "site" / "relevance.json"
READERS = FILE.with_name("relevance_readers.json")
LEAST = {  # MRR@10, hit@3
    ("ours", FILE): (0.935, 0.97), ("ours, on a disk", FILE): (0.9, 0.95),
    ("ours", READERS): (0.69, 0.7), ("ours, on a disk", READERS): (0.69, 0.7),
}  # fmt: skip


@pytest.mark.parametrize(("engine", "file"), LEAST, ids=lambda value: getattr(value, "stem", value))
def test_the_right_article_comes_first(engine, file, real_site, chromium):
    slugs = set(map(search_relevance.slug, search_corpus.articles(real_site.out)))
    queries = [query for query in search_relevance.read(file, slugs) if not query.heldout]
    with serve(real_site.out) as base:
        got = search_relevance.score(
            chromium, base, search_relevance.ENGINES[engine], queries, slugs
        )
    mrr, hit = LEAST[engine, file]
    missed = {
        query.text: got.found[query.text][:3] for query in queries if got.ranks[query.text] != 1
    }

    assert got.mrr(queries) >= mrr, missed
    assert got.hit(queries, 3) >= hit, missed
    assert got.unanswered(queries) == []


class Late:
    """A browser on a later day, on which 36 articles are due for a review and 12 are not."""

    def __init__(self, chromium):
        self.chromium = chromium

    def new_context(self):
        context = self.chromium.new_context()
        context.clock.set_fixed_time("2027-06-15")
        return context


@pytest.mark.soak
def test_what_is_overdue_loses_no_place_that_matters(real_site, chromium):
    slugs = set(map(search_relevance.slug, search_corpus.articles(real_site.out)))
    queries = [query for query in search_relevance.read(FILE, slugs) if not query.heldout]
    queries = queries[:: 1 if SOAK else 3]
    engine = search_relevance.ENGINES["ours"]
    with serve(real_site.out) as base:
        now, late = (
            search_relevance.score(each, base, engine, queries, slugs)
            for each in (chromium, Late(chromium))
        )

    assert late.hit(queries, 3) >= now.hit(queries, 3)
    assert late.mrr(queries) >= now.mrr(queries) - 0.005


def test_the_queries_are_of_seven_kinds_and_half_of_them_held_out():
    queries = json.loads(FILE.read_text("utf-8"))["queries"]
    heldout = [query for query in queries if query.get("heldout")]

    assert len({query["query"] for query in queries}) == len(queries) >= 80
    assert len({query["kind"] for query in queries}) == 7
    assert len(heldout) * 2 == len(queries)


def test_half_of_the_queries_of_readers_are_held_out():
    queries = json.loads(READERS.read_text("utf-8"))["queries"]

    assert len({query["query"] for query in queries}) == len(queries) == 60
    assert sum(query.get("heldout", False) for query in queries) == 30
