"""Text that is indented below its mark, as Python-Markdown has it: a piece of Markdown of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

AROUND = (
    "paragraph",
    "reference",
    "blockquote",
    "list",
)  # what a mark may follow without an empty line
MOST = 4  # spaces; Python-Markdown asks for so many, and we take less if all of the text has less
LEAST = 2


def indented(state: StateBlock, line: int, end: int) -> tuple[int, int]:
    """Return the line after the text that is indented below a line, and how far it is."""
    first = state.skipEmptyLines(line + 1)
    if first >= end:
        return line + 1, MOST
    indent = min(MOST, state.sCount[first] - state.blkIndent)
    after = line + 1
    if indent >= LEAST:
        number = first
        while number < end and (
            state.isEmpty(number) or state.sCount[number] - state.blkIndent >= indent
        ):
            number += 1
            if not state.isEmpty(number - 1):
                after = number
    return after, indent


def tokenize(state: StateBlock, line: int, end: int, indent: int) -> None:
    """Read lines as Markdown without their indent."""
    before = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "box", end, state.blkIndent + indent
    state.md.block.tokenize(state, line, end)
    state.parentType, state.lineMax, state.blkIndent = before
    state.line = end


def title_tokens(kind: str, text: str, line: int, level: int) -> tuple[Token, Token, Token]:
    """Return the tokens of a title, in which there may be Markdown."""
    where = [line, line + 1]
    return (
        Token(f"{kind}_open", "p", 1, map=where, level=level, block=True),
        Token("inline", "", 0, map=where, level=level + 1, content=text, children=[], block=True),
        Token(f"{kind}_close", "p", -1, level=level, block=True),
    )
