"""Marks within a line: ``==marked==`` and ``%%hidden%%`` of Obsidian, ``:warning:`` of GitHub."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_kb.markup.code_parts import without
from sphinx_kb.markup.told import tell

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

LONGEST = 1000  # characters of what is marked
_SHORTCODE = re.compile(r":([a-z0-9_+-]{1,60}):")
_ICON = re.compile(r"(?:material|fontawesome|octicons|simple)-")
_COMMENT = re.compile(r"(?<![\w%])%%(?!%)")
_END_COMMENT = re.compile(r"%%")


def plugin(parser: MarkdownIt, body: str) -> None:
    """Read the marks of a body, if it may have any."""
    if "==" in body:
        parser.inline.ruler.push("mark", _mark)
    if _SHORTCODE.search(body):
        parser.inline.ruler.push("shortcode", _shortcode)


def without_comments(body: str) -> str:
    """Return a body without Obsidian's comments; where one is not closed, none is meant."""
    if "%%" not in body or not _COMMENT.search(body):
        return body
    text, is_open = without(body, _COMMENT, _END_COMMENT)
    return body if is_open else text


@cache
def character(name: str) -> str:
    """Return the character of a shortcode of GitHub's, or ""."""
    import emoji  # only here: it takes a quarter of a second, and few articles need it

    found = str(emoji.emojize(f":{name}:", language="alias"))
    return "" if found.startswith(":") else found


def _shortcode(state: StateInline, silent: bool) -> bool:
    """Read the name of a character."""
    found = _SHORTCODE.match(state.src, state.pos, state.posMax)
    if not found or (
        state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] == ":")
    ):
        return False
    if not (sign := character(found[1])):
        if _ICON.match(found[1]) and not silent:
            remedy = f"remove '{found[0]}', an icon that only Material for MkDocs has"
            tell(state, "icon", remedy)
        return False
    if not silent:
        state.append_pending(sign)
    state.pos = found.end()
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """Read a marked text. It does not start or end within a word."""
    start, end = state.pos, _end_of_mark(state)
    if not end:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        most = state.posMax
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = most
    state.pos = end + 2
    return True


def _end_of_mark(state: StateInline) -> int:
    """Return where a marked text ends, or 0 if none starts here."""
    text, start = state.src, state.pos
    before, first = text[start - 1 : start] if start else "", text[start + 2 : start + 3]
    if not text.startswith("==", start) or before.isalnum() or before == "=":
        return 0
    if not first or first.isspace() or first == "=":
        return 0
    end = text.find("==", start + 2, min(state.posMax, start + LONGEST))
    after = text[end + 2 : end + 3]
    is_end = end > 0 and not text[end - 1].isspace() and not after.isalnum() and after != "="
    return end if is_end else 0
