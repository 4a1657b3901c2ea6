"""Jekyll's marks in a body: Liquid and kramdown, as far as they have a meaning here.

Text in code is left alone, and the number of lines never changes. Pure functions.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

LONGEST = 40  # characters of a mark in a warning
_BLOCKS = MarkdownIt("commonmark", {"maxNesting": 100})
_CODE_DIRECTIVE = re.compile(r"\{(code|code-block|sourcecode|math)\}")
_CODE_SPAN = re.compile(r"(`+)(?!`).{1,1000}?(?<!`)\1(?!`)")
_HIGHLIGHT = re.compile(r"[ \t]*\{%-?\s*highlight\s+([\w+#.-]+)[^%]*%\}[ \t]*")
_END_HIGHLIGHT = re.compile(r"[ \t]*\{%-?\s*endhighlight\s*-?%\}[ \t]*")
_MARK = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_FENCE = "`" * 10  # longer than a fence that stands in what is highlighted
_RAW = re.compile(r"\{%-?\s*(raw|endraw)\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
_END_COMMENT = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*(?:\|\s*\w+\s*)*-?\}\}")
_PATH = re.compile(
    r"\{\{-?\s*(?:site\.baseurl\s*\|\s*append:\s*)?([\"'])([^\"'{}]*)\1"
    r"\s*(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)+-?\}\}"
)
_POST = re.compile(r"\{%-?\s*post_url\s+([^%]+?)\s*-?%\}")
_LINK = re.compile(r"\{%-?\s*link\s+_?([^%]+?)\s*-?%\}")
_OTHER = re.compile(r"\{\{.{0,300}?\}\}|\{%.{0,300}?(?:%\}|$)|\{:[:/].{0,300}?\}")


def translate(body: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a body with Jekyll's marks translated, and its faults.

    A fault is (line of the body, counted from 1; remedy); the mark stays as it is.
    """
    if "{%" not in body and "{{" not in body and "{:" not in body:
        return body, []
    faults: list[tuple[int, str]] = []
    text = _without_comments(_fences(body))
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
    text = _PATH.sub(lambda found: found[2], text)
    text = _SITE.sub("", text)
    text = _POST.sub(lambda found: f"/posts/{found[1].strip().lstrip('/')}.md", text)
    text = _LINK.sub(lambda found: "/" + found[1].strip().lstrip("/"), text)
    for mark in _OTHER.findall(text):
        shown = mark if len(mark) <= LONGEST else mark[: LONGEST - 1] + "…"
        faults.append((line, f"remove '{shown}', which only Jekyll understands"))
    return text


def _without_comments(text: str) -> str:
    """Return text without Liquid's comments, whatever stands in them."""
    if not _COMMENT.search(text):
        return text
    code = _code_lines(text)
    lines = text.split("\n")
    inside = False
    for number, line in enumerate(lines):
        shown = []
        for part, is_code in [(line, True)] if number in code and not inside else _spans(line):
            rest = part
            while not is_code or inside:
                found = (_END_COMMENT if inside else _COMMENT).search(rest)
                if not found:
                    break
                shown += [] if inside else [rest[: found.start()]]
                rest, inside = rest[found.end() :], not inside
            shown += [] if inside else [rest]
        lines[number] = "".join(shown)
    return "\n".join(lines)


def _fences(text: str) -> str:
    """Return text with highlighted blocks as fences, whatever stands in the blocks."""
    if not _HIGHLIGHT.search(text):
        return text
    code = _code_lines(text)
    lines = text.split("\n")
    highlighting = False
    fences: list[tuple[str, bool]] = []  # the open ones: its marks, and whether code is in it
    for number, line in enumerate(lines):
        if highlighting:
            if _END_HIGHLIGHT.fullmatch(line):
                lines[number], highlighting = _FENCE, False
        elif mark := _MARK.match(line):
            if fences and mark[1].startswith(fences[-1][0]) and not mark[2].strip():
                fences.pop()
            elif not fences or not fences[-1][1]:
                fences.append((mark[1], not _is_directive(mark[2])))
        elif opening := _HIGHLIGHT.fullmatch(line):
            in_fence = bool(fences) and fences[-1][1]
            if not in_fence and (number not in code or line[:4].strip()):
                lines[number], highlighting = _FENCE + opening[1], True
    return "\n".join(lines)


def _is_directive(info: str) -> bool:
    """Return whether a fence with an info string holds text, not code."""
    return info.startswith("{") and not _CODE_DIRECTIVE.match(info)


def _code_lines(text: str, offset: int = 0) -> set[int]:
    """Return the numbers (from 0) of the lines that are in blocks of code."""
    lines: set[int] = set()
    for token in _BLOCKS.parse(text):
        if token.type == "code_block" and token.map:
            lines.update(range(token.map[0] + offset, token.map[1] + offset))
        elif token.type == "fence" and token.map:
            if _is_directive(token.info):
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
