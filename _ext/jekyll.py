"""Jekyll's marks in a body: Liquid and kramdown, as far as they have a meaning here.

Text in code is left alone, and the number of lines never changes. Pure functions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCKS = MarkdownIt("commonmark", {"maxNesting": 100})
_CODE_DIRECTIVE = re.compile(r"\{(code|code-block|sourcecode|math)\}")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HIGHLIGHT = re.compile(r"[ \t]*\{%-?\s*highlight\s+([\w+#.-]+)[^%]*%\}[ \t]*")
_END_HIGHLIGHT = re.compile(r"[ \t]*\{%-?\s*endhighlight\s*-?%\}[ \t]*")
_RAW = re.compile(r"\{%-?\s*(raw|endraw)\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.S)
_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*(?:\|[^}]*)?-?\}\}")
_PATH = re.compile(
    r"\{\{-?\s*(?:site\.baseurl\s*\|\s*append:\s*)?([\"'])([^\"'{}]*)\1"
    r"\s*(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)+-?\}\}"
)
_POST = re.compile(r"\{%-?\s*post_url\s+([^%]+?)\s*-?%\}")
_LINK = re.compile(r"\{%-?\s*link\s+_?([^%]+?)\s*-?%\}")
_OTHER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{::.*?\}|\{:/.*?\}")


def translate(body: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a body with Jekyll's marks translated, and its faults.

    A fault is (line of the body, counted from 1; remedy); the mark stays as it is.
    """
    if "{%" not in body and "{{" not in body and "{:" not in body:
        return body, []
    text = _outside_code(body, _fences)
    faults: list[tuple[int, str]] = []
    code = _code_lines(text)
    lines = text.split("\n")
    raw = False
    for number, line in enumerate(lines):
        if number in code:
            continue
        shown = []
        for part, is_code in _spans(line):
            if is_code:
                shown.append(part)
                continue
            for piece in _RAW.split(part):
                if piece in {"raw", "endraw"}:
                    raw = piece == "raw"
                else:
                    shown.append(piece if raw else _meaning(piece, number + 1, faults))
        lines[number] = "".join(shown)
    return "\n".join(lines), faults


def _meaning(text: str, line: int, faults: list[tuple[int, str]]) -> str:
    """Return a piece of a line with its marks translated; report the others."""
    text = _SITE.sub("", text)
    text = _PATH.sub(lambda found: found[2], text)
    text = _POST.sub(lambda found: f"/posts/{found[1].strip().lstrip('/')}.md", text)
    text = _LINK.sub(lambda found: "/" + found[1].strip().lstrip("/"), text)
    for mark in _OTHER.findall(text):
        shown = mark if len(mark) <= 40 else mark[:39] + "…"
        faults.append((line, f"remove '{shown}', which only Jekyll understands"))
    return text


def _fences(text: str) -> str:
    """Return text with highlighted blocks as fences, and without comments."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if opening := _HIGHLIGHT.fullmatch(line):
            lines[number] = f"```{opening[1]}"
        elif _END_HIGHLIGHT.fullmatch(line):
            lines[number] = "```"
    return "\n".join(lines)


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return text with ``change`` made to each run of lines that is not code."""
    code = _code_lines(text)
    result: list[str] = []
    run: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number in code:
            if run:
                result += change("\n".join(run)).split("\n")
                run = []
            result.append(line)
        else:
            run.append(line)
    if run:
        result += change("\n".join(run)).split("\n")
    return "\n".join(result)


def _code_lines(text: str, offset: int = 0) -> set[int]:
    """Return the numbers (from 0) of the lines that are in blocks of code."""
    lines: set[int] = set()
    for token in _BLOCKS.parse(text):
        if token.type == "code_block" and token.map:
            lines.update(range(token.map[0] + offset, token.map[1] + offset))
        elif token.type == "fence" and token.map:
            if token.info.startswith("{") and not _CODE_DIRECTIVE.match(token.info):
                lines |= _code_lines(token.content, token.map[0] + offset + 1)
            else:
                lines.update(range(token.map[0] + offset, token.map[1] + offset))
    return lines


def _spans(line: str) -> list[tuple[str, bool]]:
    """Return a line's parts, each with whether it is code."""
    parts: list[tuple[str, bool]] = []
    start = 0
    for found in _CODE_SPAN.finditer(line):
        parts += [(line[start : found.start()], False), (found[0], True)]
        start = found.end()
    return [*parts, (line[start:], False)]
