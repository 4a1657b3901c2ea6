"""Sphinx's own index: what it does for each word of each page, and need do once."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.search import IndexBuilder

from sphinx_kb.incremental.lock import stamp
from sphinx_kb.patches import around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata


def prune_by_sets() -> None:
    """Keep Sphinx from going through all pages for each word of its index.

    ``dump_search_index`` prunes by ``env.all_docs``, a dict, and a set that is intersected with
    anything but a set looks at each element of that: the cost grows with words times pages.
    """

    def by_sets(prune: Callable[..., None], indexer: IndexBuilder, docnames: Iterable[str]) -> None:
        prune(indexer, frozenset(docnames))

    around(IndexBuilder, "prune", by_sets)


def stem_once(indexer: IndexBuilder) -> None:
    """Keep Sphinx from stemming a word anew for each page: ``IndexBuilder.feed`` forgets them."""
    indexer.lang.stem = cache(indexer.lang.stem)  # type: ignore[method-assign]


def state(builder: StandaloneHTMLBuilder) -> list[Any]:
    """Return what the index depends on besides the texts of pages, and the state of its file."""
    env = builder.env
    objects = [
        (domain.name, found)
        for domain in env.domains.sorted()
        for found in sorted(domain.get_objects())
    ]
    entries = sorted(env.domains.index_domain.entries.items())
    made_from = repr((sorted(env.titles), env.version, objects, entries)).encode()
    return [hashlib.blake2b(made_from, digest_size=12).hexdigest(), *stamp(_index(builder))]


def is_untouched(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether the file of the index is as the last build left it."""
    try:
        return bool(_kept(builder)[1:] == [*stamp(_index(builder))])
    except (OSError, ValueError):
        return False


def is_current(builder: StandaloneHTMLBuilder, docnames: Set[str]) -> bool:
    """Return whether the index is there as it should be, where these pages are written."""
    return not docnames and is_untouched(builder) and bool(_kept(builder) == state(builder))


def keep(builder: StandaloneHTMLBuilder) -> None:
    """Keep for the next build what the index was made from."""
    _file(builder).write_text(json.dumps(state(builder)), "utf-8")


def _kept(builder: StandaloneHTMLBuilder) -> list[Any]:
    """Return what the last build kept. Raises OSError, ValueError."""
    return list(json.loads(_file(builder).read_text("utf-8")))


def _index(builder: StandaloneHTMLBuilder) -> Path:
    """Return the file of the index."""
    return Path(builder.outdir, builder.searchindex_filename)


def _file(builder: StandaloneHTMLBuilder) -> Path:
    """Return the file that keeps it, one for each builder."""
    return builder.doctreedir / f"index-{builder.name}.json"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Save the time."""
    prune_by_sets()
    return {"parallel_read_safe": True, "parallel_write_safe": True}
