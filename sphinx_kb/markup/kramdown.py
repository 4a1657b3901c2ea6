"""Kramdown's attribute lists and contents mark, as a plug-in of markdown-it.

``{: .class #id}`` after a block, or at the start or end of a paragraph, belongs to that block, and so
does ``{#id}`` or ``{: #id .class}`` after a heading's text; after a link, a picture or code it is written as MyST
writes it. ``{:toc}`` asks for a contents box: it sets ``env["kb_contents"]``. What has no
meaning goes to ``env["kb_faults"]`` as (line of the text, counted from 0; remedy).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_LIST = re.compile(r"\{:(?![:/])\s*+([^{}]*)\}")
_AFTER_SPAN = re.compile(r"(?<=[)\]`])\{:(?![:/])\s*+([^{}]*)\}")
_AFTER_LINK = re.compile(r"`[^`]*`|(?<=\))\{[^{}`]*\}")
_BARE = re.compile(r"(?<==)(?:'([^'\"]*)'|([\d.]+%))")  # what MyST wants in double quotes
_HEADING_LIST = re.compile(r"(?<!\s)\s*+\{:?((?:\s*+[.#][A-Za-z][\w-]*+)+)\s*+\}$")
_ABBREVIATION = re.compile(r"\*\[([^\]\n]+)\]:\s")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_ID = re.compile(r"#([A-Za-z][\w-]*)")


def plugin(parser: MarkdownIt) -> None:
    """Read the marks once the blocks are known, before the text in them is parsed."""
    parser.core.ruler.after("block", "kramdown", _rule)


def _rule(state: StateCore) -> None:
    """Move each attribute list onto the block that it belongs to."""
    if not any(mark in state.src for mark in ("{:", "{#", "{ #", "{ .", "*[", "){")):
        return
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "inline" and len(tokens) > 1:  # a directive's title stands alone
            _inline(token, tokens, state.env)
        if token.type == "paragraph_close" and _is_empty(tokens[-2]):
            del tokens[-3:]
            if state.env.pop("kb_contents_item", False):
                state.env["kb_contents"] = True
        if token.type == "tr_close":
            _move_to_table(tokens)
    state.tokens = _without_empty_lists(tokens)


def _inline(token: Token, tokens: list[Token], env: MutableMapping[str, Any]) -> None:
    """Read the marks of one run of text."""
    owner = tokens[-2]
    if owner.type == "heading_open" and (found := _HEADING_LIST.search(token.content)):
        token.content = token.content[: found.start()]
        _give(found[1], owner)
    lines = token.content.split("\n")
    last = _LIST.fullmatch(lines[-1].strip())
    if last and last[1].strip() == "toc":
        env["kb_contents_item"] = True
        token.content = ""
        return
    if last:
        token.content = "\n".join(lines[:-1])
        is_within = token.content or owner.type == "td_open"
        _give(last[1], owner if is_within else _before(tokens, len(tokens) - 2, env))
    rest = token.content.split("\n")
    if rest[1:] and (first_list := _LIST.fullmatch(rest[0].strip())):
        _give(first_list[1], owner)
        token.content = "\n".join(rest[1:])
    token.content = _AFTER_SPAN.sub(lambda found: "{" + found[1].strip() + "}", token.content)
    token.content = _AFTER_LINK.sub(_quoted, token.content)
    first = token.map[0] if token.map else 0
    faults = env.setdefault("kb_faults", [])
    for number, line in enumerate(token.content.split("\n")):
        for mark in _LIST.findall(re.sub(r"`[^`]*`", "", line)):
            remedy = f"remove '{{:{mark}}}', which only kramdown understands"
            faults.append((first + number, remedy))
        if found := _ABBREVIATION.match(line):
            remedy = f"write {{abbr}}`{found[1]} (...)` in the text in place of '*[{found[1]}]:'"
            faults.append((first + number, remedy))


def _quoted(found: re.Match[str]) -> str:
    """Return an attribute list with its values in double quotes; code as it is."""
    if found[0].startswith("`"):
        return found[0]
    return _BARE.sub(lambda value: f'"{value[1] or value[2] or ""}"', found[0])


def _give(written: str, owner: Token | None) -> None:
    """Give a block the classes and the id of an attribute list."""
    if owner:
        for name in _CLASS.findall(written):
            owner.attrJoin("class", name)
        if found := _ID.search(written):
            owner.attrSet("id", found[1])


def _is_empty(token: Token) -> bool:
    """Return whether a run of text has nothing left."""
    return token.type == "inline" and not token.content


def _move_to_table(tokens: list[Token]) -> None:
    """Turn a last row of nothing but an attribute list into attributes of its table."""
    start = next(n for n in range(len(tokens) - 1, -1, -1) if tokens[n].type == "tr_open")
    row = tokens[start:]
    if row[1].attrs and all(not part.content for part in row if part.type == "inline"):
        table = next(each for each in reversed(tokens) if each.type == "table_open")
        table.attrs |= row[1].attrs
        del tokens[start:]


def _before(tokens: list[Token], end: int, env: MutableMapping[str, Any]) -> Token | None:
    """Return the block that ends where a block of attributes starts.

    Several of them can follow a long block, which is gone through once.
    """
    if not end or tokens[end - 1].nesting == 1:
        return None
    if env.get("kb_before", (None,))[0] != end:
        depth = 0
        found = None
        for place in range(end - 1, -1, -1):
            depth -= tokens[place].nesting
            if depth == 0 and tokens[place].nesting >= 0:
                found = tokens[place]
                break
        env["kb_before"] = end, found
    return env["kb_before"][1]  # type: ignore[no-any-return]


def _without_empty_lists(tokens: list[Token]) -> list[Token]:
    """Return the tokens without lists that held nothing but a contents mark."""
    result: list[Token] = []
    for token in tokens:
        pair = (result[-1].type, token.type) if result else ("", "")
        if pair in {
            ("list_item_open", "list_item_close"),
            ("bullet_list_open", "bullet_list_close"),
            ("ordered_list_open", "ordered_list_close"),
        }:
            result.pop()
        else:
            result.append(token)
    return result
