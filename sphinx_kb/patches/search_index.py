"""Sphinx's own index: what it does for each word of each page, and need do once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx.search import IndexBuilder

from sphinx_kb.patches.patch import Patch, wrap_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx


def prune_by_sets(_: Sphinx) -> None:
    """Keep Sphinx from going through all pages for each word of its index.

    ``dump_search_index`` prunes by ``env.all_docs``, a dict, and a set that is intersected with
    anything but a set looks at each element of that: the cost grows with words times pages.
    """

    def by_sets(prune: Callable[..., None], indexer: IndexBuilder, docnames: Iterable[str]) -> None:
        prune(indexer, frozenset(docnames))

    wrap_method(IndexBuilder, "prune", by_sets)


def stem_once(_: Sphinx) -> None:
    """Keep Sphinx from stemming a word anew for each page: ``IndexBuilder.feed`` forgets them."""

    def cached(init: Callable[..., None], indexer: IndexBuilder, *arguments: Any) -> None:
        init(indexer, *arguments)
        indexer.lang.stem = cache(indexer.lang.stem)  # type: ignore[method-assign]

    wrap_method(IndexBuilder, "__init__", cached)


PATCHES = (
    Patch(
        prune_by_sets,
        target="sphinx.search.IndexBuilder.prune",
        why="it goes through all pages for each word of the index",
        gain=0.0,
        tested_with={"sphinx": "9.0"},
        upstream="sphinx-search-prune.md",
    ),
    Patch(
        stem_once,
        target="sphinx.search.IndexBuilder.__init__",
        why="it stems each word anew for each page",
        gain=0.024,
        tested_with={"sphinx": "9.0"},
        upstream="sphinx-search-stem.md",
    ),
)
