"""Jekyll's marks in a body: Liquid and kramdown, as far as they have a meaning here.

Text in code is left alone, and the number of lines never changes. Pure functions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.markup import mdx, shortcodes
from sphinx_kb.markup.code_parts import code_lines, is_directive, spans, without

if TYPE_CHECKING:
    from collections.abc import Iterator

GONE = "\x1f"  # in the place of a line of code that had nothing but a mark: no author can write it
LONGEST = 40  # characters of a mark in a warning
_HIGHLIGHT = re.compile(
    r"[ \t]*\{(?:%-?|\{[<%])\s*highlight\s+([\w+#.-]++)([^%<>{}]*+)(?:%|[>%]\})\}[ \t]*"
)
_END_HIGHLIGHT = re.compile(
    r"[ \t]*\{(?:%-?\s*end|\{[<%]\s*/\s*)highlight\s*-?(?:%|[>%]\})\}[ \t]*"
)
_MARK = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_FENCE = "`" * 10  # longer than a fence that stands in what is highlighted
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}")
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
_END_COMMENT = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*(?:\|\s*\w+\s*)*-?\}\}")
_PATH = re.compile(
    r"\{\{-?\s*(?:site\.baseurl\s*\|\s*append:\s*)?([\"'])([^\"'{}]*)\1"
    r"\s*(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)+-?\}\}"
)
_POST = re.compile(r"\{%-?\s*post_url\s([^%]+)%\}")
_LINK = re.compile(r"\{%-?\s*link\s([^%]+)%\}")
_OTHER = re.compile(r"\{\{(?![<%]).{0,300}?\}\}|(?<!\{)\{%.{0,300}?(?:%\}|$)|\{:[:/].{0,300}?\}")


def translate(body: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a body with Jekyll's marks translated, and its faults.

    A fault is (line of the body, counted from 1; remedy); the mark stays as it is.
    """
    if not any(mark in body for mark in ("{%", "{{", "{:")) and not mdx.is_here(body):
        return body, []
    faults: list[tuple[int, str]] = []
    text = _fences(body)
    if _COMMENT.search(text):
        text, _ = without(text, _COMMENT, _END_COMMENT)
    code = code_lines(text)
    lines = text.split("\n")
    shortcodes.boxes(lines, code)
    if mdx.is_here(body):
        faults += [
            (number + 1, f"remove '{_shortened(mark)}', which only MDX understands")
            for number, mark in mdx.translate(lines, code)
        ]
    raw = _Raw(text)
    for number in code if "*/" in text else ():
        lines[number] = shortcodes.unescaped(lines[number])
    for number, line in enumerate(lines):
        in_code = number in code
        if in_code and not raw.is_near(line):
            continue
        shown = []
        for part, is_code in [(line, True)] if in_code else spans(line):
            for piece, as_written in raw.pieces(part):
                kept = is_code or as_written
                shown.append(piece if kept else _meaning(piece, number + 1, faults))
        lines[number] = "".join(shown) or (GONE if in_code and line.strip() else "")
    return "\n".join(lines), faults


class _Raw:
    """Takes ``{% raw %}`` and its end out of a text; between them no mark has a meaning."""

    def __init__(self, text: str) -> None:
        self.ends = len(_END_RAW.findall(text)) if _RAW.search(text) else 0  # that are to come
        self.inside = False

    def is_near(self, line: str) -> bool:
        """Return whether a line may have one of the marks."""
        return self.ends > 0 and "raw" in line

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of a text, and whether each is shown as it is written."""
        while found := (_END_RAW if self.inside else _RAW).search(text):
            if not self.inside and not self.ends:
                break  # it is never closed
            yield text[: found.start()], self.inside
            self.ends -= self.inside
            text, self.inside = text[found.end() :], not self.inside
        yield text, self.inside


def _argument(text: str) -> str:
    """Return the path that a mark of Liquid names."""
    return text.strip().removesuffix("-").strip().lstrip("/")


def _meaning(text: str, line: int, faults: list[tuple[int, str]]) -> str:
    """Return a piece of a line with its marks translated; report the others."""

    def tell(mark: str, system: str) -> None:
        faults.append((line, f"remove '{_shortened(mark)}', which only {system} understands"))

    def of_hugo(found: re.Match[str]) -> str:
        if not (text := shortcodes.meaning(found[2])):
            tell(found[0], "Hugo")
        return text or found[0]

    text = _PATH.sub(lambda found: found[2], text)
    text = _SITE.sub("", text)
    text = _POST.sub(lambda found: f"/posts/{_argument(found[1])}.md", text)
    text = _LINK.sub(lambda found: "/" + _argument(found[1]).removeprefix("_"), text)
    for mark in _OTHER.findall(text):
        tell(mark, "GitBook" if shortcodes.is_gitbook(mark) else "Jekyll")
    return shortcodes.unescaped(shortcodes.SHORTCODE.sub(of_hugo, text)) if "{{" in text else text


def _shortened(mark: str) -> str:
    """Return a mark as a warning shows it."""
    return mark if len(mark) <= LONGEST else mark[: LONGEST - 1] + "…"


def _fence(opening: re.Match[str]) -> str:
    """Return the opening of a fence; Hugo's options are those of a fence."""
    options = opening[2].strip().strip('"').strip()
    return f"{_FENCE}{opening[1]}" + (f" {{{options}}}" if "=" in options else "")


def _fences(text: str) -> str:
    """Return text with highlighted blocks as fences, whatever stands in the blocks."""
    if not _HIGHLIGHT.search(text):
        return text
    code = code_lines(text)
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
                fences.append((mark[1], not is_directive(mark[2])))
        elif opening := _HIGHLIGHT.fullmatch(line):
            in_fence = bool(fences) and fences[-1][1]
            if not in_fence and (number not in code or line[:4].strip()):
                lines[number], highlighting = _fence(opening), True
    return "\n".join(lines)
