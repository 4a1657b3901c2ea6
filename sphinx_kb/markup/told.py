"""What a rule of markdown-it has to tell an author: a token, for only its renderer knows the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


def tell(state: StateInline, once: str, remedy: str) -> None:
    """Tell of a mark in the text; of those with one word, only the first of an article."""
    told: set[str] = state.env.setdefault("kb_told", set())
    if once not in told:
        told.add(once)
        offset = state.src.count("\n", 0, state.pos)
        state.push("told", "", 0).meta = {"remedy": remedy, "offset": offset}
