"""Where an article's text is code: fences are closed and have Markdown's marks; the rest may be rewritten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+[^`\n]*`+)")


def fenced(body: str, marks: frozenset[str]) -> str:
    """Return a text in which what the shortcodes of an old theme showed as code is in fences."""
    if not marks:
        return body
    names = "|".join(map(re.escape, sorted(marks)))
    opened = re.compile(
        rf"^[ \t]*\{{\{{[<%][ \t]*(?:{names})\b([^\n{{}}]*)[>%]\}}\}}[ \t]*$", re.MULTILINE
    )
    closed = re.compile(
        rf"^[ \t]*\{{\{{[<%][ \t]*/[ \t]*(?:{names})[ \t]*[>%]\}}\}}[ \t]*$", re.MULTILINE
    )
    return closed.sub("```", opened.sub(lambda found: f"```{_language(found[1])}", body))


def _language(rest: str) -> str:
    words = [word.strip("\"'") for word in rest.split() if "=" not in word]
    return words[0] if words and re.fullmatch(r"[\w+#-]{1,20}", words[0]) else ""


def closed(body: str, lost: list[str]) -> str:
    """Return a text in which each piece of code has an end: with its quotation, or with the text."""
    if not _is_open(body):
        return body
    told: list[str] = []
    made = _ended(body, told)
    if _is_open(made):
        return body  # the build tells of it
    lost += told
    return made


def _is_open(body: str) -> bool:
    """Return whether a piece of code has no end of its own."""
    if "```" not in body and "~~~" not in body:
        return False
    found = MarkdownIt("commonmark").parse(body)
    return any(
        one.type == "fence" and one.map and one.map[1] - one.map[0] != one.content.count("\n") + 2
        for one in found
    )


def _ended(body: str, lost: list[str]) -> str:
    lines: list[str] = []
    opened = quoted = ""
    for line in body.split("\n"):
        if opened and quoted and not line.lstrip().startswith(">"):
            lines.append(f"{quoted}{opened}")
            lost.append("a piece of code in a quotation, which has no end")
            opened = ""
        mark = _FENCE.match(line)
        if mark and not opened:
            opened, quoted = mark[1], line[: mark.start(1)] if ">" in line[: mark.start(1)] else ""
        elif mark and mark[1].startswith(opened) and not line.strip(" \t>`~"):
            opened = ""
        lines.append(line)
    if opened:
        while not lines[-1].strip():
            lines.pop()
        lines.append(f"{quoted}{opened}")
        lost.append("a piece of code that has no end: all behind it is code")
    return "\n".join(lines)


def pieces(body: str) -> Iterator[tuple[bool, str]]:
    """Yield a text in pieces, as (whether it is code in a fence, piece)."""
    opened = ""
    held: list[str] = []
    for line in body.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if not opened and mark:
            yield False, "".join(held)
            opened, held = mark[1], [line]
        elif opened and mark and mark[1].startswith(opened) and not line.strip(" \t>`~\n"):
            yield True, "".join([*held, line])
            opened, held = "", []
        else:
            held.append(line)
    yield bool(opened), "".join(held)


def change(body: str, rewrite: Callable[[str], str]) -> str:
    """Return a text with everything rewritten that is not code."""
    changed = []
    for is_code, piece in pieces(body):
        parts = [piece] if is_code else _CODE.split(piece)
        changed += [
            part if is_code or number % 2 else rewrite(part) for number, part in enumerate(parts)
        ]
    return "".join(changed)
