"""The names that lead to pages: of sections, and of what they list (terms, people, controls)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.sections import Name, further_names, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

LONGEST = 160  # characters of an answer


def named_pages(app: Sphinx) -> tuple[list[list[object]], dict[int, str]]:
    """Return each name as [kind, name, address, how it is written], and answers by their places."""
    names = list(_names(app))
    rows: list[list[object]] = []
    for name in names:
        address = app.builder.get_target_uri(name.page) + (f"#{name.anchor}" if name.anchor else "")
        rows.append([name.kind, name.shown, address, list(name.spellings)])
    return rows, {at: _first_sentence(name.answer) for at, name in enumerate(names) if name.answer}


def _first_sentence(text: str) -> str:
    """Return the beginning of an answer, which is a line."""
    if len(text) <= LONGEST:
        return text
    head, stop, _ = text[:LONGEST].rpartition(". ")
    return (
        head + stop.strip()
        if stop
        else text[:LONGEST].rpartition(" ")[0] + " \N{HORIZONTAL ELLIPSIS}"
    )


def _names(app: Sphinx) -> Iterator[Name]:
    """Yield each name of every section, and of what has no page of its own."""
    for section in reversed(sections(app.env)):  # of names that are alike, terms come first
        names, own = section.names, section.name
        yield from names
        if own.casefold() not in {word.casefold() for name in names for word in name.spellings}:
            yield Name("Page", own, section.page, (own,))
    yield from further_names(app.env)
