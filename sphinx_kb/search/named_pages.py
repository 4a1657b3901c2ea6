"""The names that lead to pages: of sections, and of what they list (terms, people, controls)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.sections import Name, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def named_pages(app: Sphinx) -> Iterator[list[object]]:
    """Yield each name of every section as [kind, name, address, how it is written]."""
    for section in reversed(sections(app.env)):  # of names that are alike, terms come first
        names, own = section.names, section.name
        if own.casefold() not in {word.casefold() for name in names for word in name.spellings}:
            names = (*names, Name("Page", own, section.page, (own,)))
        for kind, shown, page, spellings, anchor in names:
            address = app.builder.get_target_uri(page) + (f"#{anchor}" if anchor else "")
            yield [kind, shown, address, list(spellings)]
