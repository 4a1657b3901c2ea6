"""Tabs as Material for MkDocs marks them: ``=== "Title"`` above what is indented, one below the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.markup.indented import AROUND, indented, title_tokens, tokenize

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_TAB = re.compile(r'===(\+!|!\+|[+!])? +"(.+)" *')


def plugin(parser: MarkdownIt, body: str) -> None:
    """Read the sets of tabs of a body, if it may have any."""
    if "===" not in body:
        return
    parser.block.ruler.before("fence", "indented_tabs", _tabs, {"alt": list(AROUND)})


def _tabs(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a set: it ends where something else is as far to the left, or a tab opens a new one."""
    found = _mark(state, line)
    if not found or silent:
        return bool(found)
    opening = state.push("tabs_open", "div", 1)
    first = line
    while found:
        below, indent = indented(state, line, end)
        state.push("tab_open", "div", 1).map = [line, below]
        state.tokens[-1].meta = {"selected": "+" in (found[1] or "")}
        state.tokens += title_tokens("tab_title", found[2], line, state.level)
        tokenize(state, line + 1, below, indent)
        state.push("tab_close", "div", -1)
        line = state.skipEmptyLines(below)
        found = _mark(state, line) if line < end else None
        if found and "!" in (found[1] or ""):
            break
    opening.map = [first, below]
    state.push("tabs_close", "div", -1)
    state.line = below
    return True


def _mark(state: StateBlock, line: int) -> re.Match[str] | None:
    """Return the mark of a tab on a line."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("===", start) or state.is_code_block(line):
        return None
    if state.sCount[line] < state.blkIndent:
        return None
    return _TAB.fullmatch(state.src[start : state.eMarks[line]])
