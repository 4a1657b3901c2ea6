"""Sphinx's own search index, as a clean build leaves it; written only when it would differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.index_entries import split_index_msg

from sphinx_kb.incremental.source_stamps import mtime_and_size
from sphinx_kb.incremental.state import BuildState, fingerprint

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata


def complete_search_index(app: Sphinx) -> list[Any]:
    """Make Sphinx's own search index what a clean build makes it.

    Sphinx keeps words that no page has any more, with an empty list, and forgets the index
    entries of pages that are not written again. It runs when pages are collected, which is
    the last moment before the index is written.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is None:
        return []
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, names in words.items() if not names]:
            del words[word]
    indexer._index_entries = {
        docname: sorted(
            (word, anchor or "", main)
            for kind, value, anchor, main, _ in entries
            for word in split_index_msg(kind, value)
        )
        for docname, entries in sorted(app.env.domains.index_domain.entries.items())
        if docname in indexer._titles  # a build may be asked for some pages only
    }
    return []


def state(builder: StandaloneHTMLBuilder) -> list[Any]:
    """Return what the index depends on besides the texts of pages, and the state of its file."""
    env = builder.env
    objects = [
        (domain.name, found)
        for domain in env.domains.sorted()
        for found in sorted(domain.get_objects())
    ]
    entries = sorted(env.domains.index_domain.entries.items())
    made_from = fingerprint((sorted(env.titles), env.version, objects, entries))
    return [made_from, *mtime_and_size(_index(builder))]


def is_untouched(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether the file of the index is as the last build left it."""
    try:
        return bool(_state(builder).load(list)[1:] == [*mtime_and_size(_index(builder))])
    except OSError:
        return False


def is_current(builder: StandaloneHTMLBuilder, docnames: Set[str]) -> bool:
    """Return whether the index is there as it should be, where these pages are written."""
    return (
        not docnames
        and is_untouched(builder)
        and bool(_state(builder).load(list) == state(builder))
    )


def save(builder: StandaloneHTMLBuilder) -> None:
    """Save for the next build what the index was made from."""
    _state(builder).save(state(builder))


def _index(builder: StandaloneHTMLBuilder) -> Path:
    """Return the file of the index."""
    return Path(builder.outdir, builder.searchindex_filename)


def _state(builder: StandaloneHTMLBuilder) -> BuildState:
    return BuildState(builder._app, "index")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment at which the index is completed."""
    app.connect("html-collect-pages", complete_search_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
