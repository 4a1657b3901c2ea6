"""Addresses that stand in a text as they are: links, as GitHub, Hugo and Obsidian make them.

They are found by GitHub's rules, of which mdit-py-plugins has the functions. Its own plug-in copies
the rest of the text at each ":", so that hostile texts take a time that grows with their square.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.gfm_autolink._match import check_prev, match_any_email, match_http, match_www

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

LONGEST = 2000  # characters of an address
_SCHEME = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![A-Za-z0-9.+_/:-])[A-Za-z0-9.+_-]{1,64}$")  # of an address of mail


def plugin(parser: MarkdownIt, body: str) -> None:
    """Find the addresses of a body, if it may have any."""
    rules: dict[str, tuple[str, Callable[[StateInline, bool], bool]]] = {
        "://": ("autolink_web", _web), "www.": ("autolink_www", _www), "@": ("autolink_mail", _mail),
    }  # fmt: skip
    for mark, (name, rule) in rules.items():
        if mark in body:
            parser.inline.ruler.push(name, rule)
    if "www." in body:
        parser.inline.add_terminator_char("w")


def _web(state: StateInline, silent: bool) -> bool:
    """Find an address of the web at its ":"."""
    if silent or state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    start = max(0, state.pos - 6)
    scheme = _SCHEME.search(state.src[start : state.pos])
    if not scheme or not state.pending.endswith(scheme[0]):
        return False
    found = match_http(scheme[0].lower() + _rest(state, state.pos))
    if not found or found[1] <= len(f"{scheme[0]}://"):
        return False
    return _link(state, scheme[0], *found)


def _www(state: StateInline, silent: bool) -> bool:
    """Find an address that leaves its scheme out."""
    if silent or state.linkLevel > 0 or not state.src.startswith("www.", state.pos):
        return False
    if state.pos and not check_prev(state.src[state.pos - 1]):
        return False
    found = match_www(_rest(state, state.pos))
    return _link(state, "", *found) if found else False


def _mail(state: StateInline, silent: bool) -> bool:
    """Find an address of mail at its "@"."""
    if silent or state.linkLevel > 0 or state.src[state.pos] != "@":
        return False
    local = _LOCAL.search(state.src[max(0, state.pos - 65) : state.pos])
    if not local or not state.pending.endswith(local[0]):
        return False
    found = match_any_email(local[0] + _rest(state, state.pos), 0, None)
    return _link(state, local[0], *found) if found else False


def _rest(state: StateInline, start: int) -> str:
    """Return the text from a place on, as far as an address may reach."""
    return state.src[start : min(state.posMax, start + LONGEST)]


def _link(state: StateInline, before: str, address: str, length: int) -> bool:
    """Add a link, of which a part has been taken for text."""
    if before:
        state.pending = state.pending[: -len(before)]
    start = state.pos - len(before)
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
    state.tokens[-1].markup, state.tokens[-1].info = "autolink", "auto"
    state.push("text", "", 0).content = state.src[start : start + length]
    state.push("link_close", "a", -1).markup = "autolink"
    state.tokens[-1].info = "auto"
    state.pos = start + length
    return True
