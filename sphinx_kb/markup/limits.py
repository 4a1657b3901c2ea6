"""How much one article may hold, so that none takes a build's time: far more than readers would read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

SIGNS = "[<`*_{|~$&!^:"  # with which Markdown marks something
MOST_SIGNS = 150_000
MOST_HEADINGS = 2_000
MOST_PARTS = 40_000  # links, cells, notes, emphasized words, tags and the texts between them
_BREAKS = frozenset({"softbreak", "hardbreak"})


def before_parsing(body: str) -> str:
    """Return what to do about a text that is too much to parse, or ""."""
    if sum(map(body.count, SIGNS)) > MOST_SIGNS:
        return f"split the article: it has more than {MOST_SIGNS:,} signs of Markdown"
    return ""


def after_parsing(tokens: Sequence[Token]) -> str:
    """Return what to do about a text that is too much to show, or ""."""
    if sum(token.type == "heading_open" for token in tokens) > MOST_HEADINGS:
        return f"split the article: it has more than {MOST_HEADINGS:,} headings"
    parts = sum(child.type not in _BREAKS for token in tokens for child in token.children or ())
    if parts > MOST_PARTS:
        return f"split the article: it has more than {MOST_PARTS:,} links, cells, marks and tags"
    return ""
