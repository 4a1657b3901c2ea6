r"""Formulas between dollars, as kramdown, GitHub and Obsidian read them, as a plug-in of markdown-it.

``$$`` always is a formula. One ``$`` is money as often, and so are ``\(`` and ``\[`` brackets: they are
formulas where the front matter says ``math: true``. Where it does not, a text that is TeX for sure is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.markup.indented import AROUND
from sphinx_kb.markup.told import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    Rule = Callable[[StateInline, bool], bool]

REMEDY = "set 'math: true' in the front matter, or write \\$ where it is no formula"
LONGEST = 1000  # characters of a formula in a line
MOST_LINES = 200  # of one that stands by itself
_DOUBLE = re.compile(r"\$\$(?!\$)((?:[^$\\]|\\.){1,1000}+)\$\$", re.DOTALL)
_QUOTED = re.compile(r"\$`([^`]{1,1000}+)`\$")
_SINGLE = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.){1,1000}+)(?<!\s)\$(?![\d$])", re.DOTALL)
_TEX = re.compile(r"\\[A-Za-z]{2}|[\^_]\{|\^\d")
_CLOSING = {"(": ")", "[": "]"}


def plugin(parser: MarkdownIt, body: str, *, is_on: bool) -> None:
    """Read the formulas of a body, if it may have any."""
    if "$" in body:
        parser.block.ruler.before("fence", "formula_block", _block, {"alt": list(AROUND)})
        parser.inline.ruler.before("escape", "formula", _with_dollars(is_on=is_on))
    if is_on and ("\\(" in body or "\\[" in body):
        parser.inline.ruler.before("escape", "formula_in_brackets", _in_brackets)


def _with_dollars(*, is_on: bool) -> Rule:
    """Return the rule for formulas in a line."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "$":
            return False
        for pattern in (_DOUBLE, _QUOTED, _SINGLE):
            found = pattern.match(state.src, state.pos, state.posMax)
            if found and pattern is _SINGLE and state.src[state.pos - 1 : state.pos].isalnum():
                found = None
            if found and pattern is _SINGLE and not is_on:
                if not silent and _TEX.search(found[1]):
                    tell(state, "formula", REMEDY)
                found = None
            if found:
                return _push(state, found[1], found.end(), silent)
        return False

    return rule


def _in_brackets(state: StateInline, silent: bool) -> bool:
    """Read a formula in brackets of LaTeX, whose backslash may be written twice."""
    start = state.pos
    if state.src[start] != "\\":
        return False
    mark = start + 1 + state.src.startswith("\\\\", start)
    closing = _CLOSING.get(state.src[mark : mark + 1])
    if not closing:
        return False
    close = state.src[start:mark] + closing
    end = state.src.find(close, mark + 1, min(state.posMax, mark + LONGEST))
    return end > mark + 1 and _push(state, state.src[mark + 1 : end], end + len(close), silent)


def _push(state: StateInline, text: str, end: int, silent: bool) -> bool:
    """Add a formula in a line."""
    if not text.strip():
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = text.strip()
    state.pos = end
    return True


def _block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a formula that stands by itself, in a line or in several."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("$$", start) or state.is_code_block(line):
        return False
    first = state.src[start + 2 : state.eMarks[line]].strip()
    last = line
    if "$$" in first:
        if not first[:-2].strip() or first.find("$$") < len(first) - len("$$"):
            return False  # a text goes on after it
    else:
        last = _last_line(state, line, end)
        if not last:
            return False
    if silent:
        return True
    lines = state.getLines(line, last + 1, state.blkIndent, False).strip()
    token = state.push("math_block", "math", 0)
    token.content, token.map = lines[2:-2].strip(), [line, last + 1]
    state.line = last + 1
    return bool(token.content) or _undo(state, line)


def _last_line(state: StateBlock, line: int, end: int) -> int:
    """Return the line that ends a formula, or 0: it has no empty line, and only so many."""
    for number in range(line + 1, min(end, line + MOST_LINES)):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return 0
        text = state.src[state.bMarks[number] : state.eMarks[number]].rstrip()
        if text.endswith("$$"):
            return number
    return 0


def _undo(state: StateBlock, line: int) -> bool:
    """Take a formula back that has no text."""
    state.tokens.pop()
    state.line = line
    return False
