"""Markdown within HTML, where a tag asks for it by ``markdown="1"`` as in kramdown and Python-Markdown.

CommonMark reads what follows a tag as HTML, up to an empty line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    Piece = tuple[bool, str, int]  # whether it is Markdown, its text, its line in the block

_ASKS = re.compile(
    r"""<[a-z][\w-]*(?=[\s>])[^<>]*?\smarkdown(?:\s*=\s*["']?(?!0|false|off)[\w-]*["']?)?(?=[\s/>])""",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:\s|<summary\b[^<>]*>[^<]*</summary>|<[^<>]*>)*+", re.IGNORECASE)
_ENDS = re.compile(
    r"(?<!\s)\s*(?:</(?:div|details|section|article|aside|figure|figcaption|blockquote|p)>\s*)++\Z",
    re.IGNORECASE,
)


def plugin(parser: MarkdownIt, body: str) -> None:
    """Read the tags of a body, if it may have any."""
    if "markdown" in body and _ASKS.search(body):
        parser.core.ruler.after("block", "markdown_in_html", _rule)


def _rule(state: StateCore) -> None:
    """Read what stands in such a tag."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "html_block" and _ASKS.search(token.content):
            tokens += _read(state, token)
        else:
            tokens.append(token)
    state.tokens = tokens


def _read(state: StateCore, token: Token) -> Iterator[Token]:
    """Yield the tokens of a block of HTML with Markdown in it."""
    first = token.map[0] if token.map else 0
    for is_markdown, text, line in _joined(_pieces(token.content)):
        start = first + line
        if not is_markdown:
            where = [start, start + text.count("\n")]
            yield Token("html_block", "", 0, content=text, map=where, level=token.level, block=True)
            continue
        found: list[Token] = []
        state.md.block.parse(text, state.md, state.env, found)
        for each in found:
            each.map = [each.map[0] + start, each.map[1] + start] if each.map else None
            each.level += token.level
            yield each


def _pieces(html: str) -> Iterator[Piece]:
    """Yield the tags and the texts of a block of HTML."""
    is_markdown = False
    for number, line in enumerate(html.splitlines(keepends=True)):
        rest = line
        if _ASKS.search(line):
            tags = _TAGS.match(line)
            end = tags.end() if tags else 0
            yield False, line[:end], number
            rest, is_markdown = line[end:], True
        ends = _ENDS.search(rest) if is_markdown else None
        if ends and not rest.lstrip().startswith("<"):
            yield True, rest[: ends.start()] + "\n", number
            rest = ends[0]
            yield False, rest, number
        elif rest.strip() or not is_markdown or rest == line:
            yield is_markdown, rest, number


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces of one kind that follow each other as one."""
    kind, texts, first = False, list[str](), 0
    for is_markdown, text, line in pieces:
        if texts and is_markdown != kind:
            yield kind, "".join(texts), first
            texts = []
        if not texts:
            kind, first = is_markdown, line
        texts.append(text)
    if texts:
        yield kind, "".join(texts), first
