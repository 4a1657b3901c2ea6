"""Which parts of a Markdown text are code: what other marks say in them is none of ours."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_BLOCKS = MarkdownIt("commonmark", {"maxNesting": 100})
_CODE_DIRECTIVE = re.compile(r"\{(code|code-block|sourcecode|math)\}")
_CODE_SPAN = re.compile(r"(`+)(?!`).{1,1000}?(?<!`)\1(?!`)")


def is_directive(info: str) -> bool:
    """Return whether a fence with an info string holds text, not code."""
    return info.startswith("{") and not _CODE_DIRECTIVE.match(info)


def code_lines(text: str, offset: int = 0) -> set[int]:
    """Return the numbers (from 0) of the lines that are in blocks of code."""
    lines: set[int] = set()
    for token in _BLOCKS.parse(text):
        if token.type == "code_block" and token.map:
            lines.update(range(token.map[0] + offset, token.map[1] + offset))
        elif token.type == "fence" and token.map:
            if is_directive(token.info):
                lines |= code_lines(token.content, token.map[0] + offset + 1)
            else:
                lines.update(range(token.map[0] + offset, token.map[1] + offset))
    return lines


def spans(line: str) -> list[tuple[str, bool]]:
    """Return a line's parts, each with whether it is code."""
    parts: list[tuple[str, bool]] = []
    start = 0
    for found in _CODE_SPAN.finditer(line):
        parts += [(line[start : found.start()], False), (found[0], True)]
        start = found.end()
    return [*parts, (line[start:], False)]


def without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> tuple[str, bool]:
    """Return text without two marks and what stands between them, but in code.

    The number of lines stays. The flag says whether a mark was not closed: all that follows it is gone.
    """
    code = code_lines(text)
    inside = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        shown = []
        for part, is_code in [(line, True)] if number in code and not inside else spans(line):
            rest = part
            while not is_code or inside:
                found = (closing if inside else opening).search(rest)
                if not found:
                    break
                shown += [] if inside else [rest[: found.start()]]
                rest, inside = rest[found.end() :], not inside
            shown += [] if inside else [rest]
        lines[number] = "".join(shown)
    return "\n".join(lines), inside
