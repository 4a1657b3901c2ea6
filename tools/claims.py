"""Figures of the world that no source stands behind: `make check` names the sentence's line.

A figure alone says little, since most of ours are sums of a worked example. One that a sentence
ascribes to a survey, to researchers or to a publisher of the article's sources needs its mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tools.articles import ours, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIGURE = re.compile(
    r"\d[\d.,]*%|[$€£]\d[\d.,]*|\b\d{1,3}(?:,\d{3})+\b|\b\d+ (?:of|in) \d+\b|\b\d+ (?:million|billion)\b"
)
_WORLD = re.compile(
    r"\b(?:survey(?:s|ed)?|stud(?:y|ies)|report by|respondents|according to|researchers?"
    r"|trial|breaches|globally)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_FENCE = re.compile(r"^(?:```|:::)")
_NO_PROSE = re.compile(r"^(?:\||#|:[a-z]+:)")
SHORTEST = 3  # letters of a publisher's name that is looked for


def faults(root: Path) -> Iterator[str]:
    """Yield each sentence with a figure of the world and no source, as ``path:line: remedy``."""
    for text in ours(root):
        names = {
            source.publisher.split(",")[0]
            for source in text.article.meta.sources
            if source.publisher
        }
        for line, figure in uncited(text.body, {name for name in names if len(name) >= SHORTEST}):
            yield f"{text.path}:{text.body_line + line}: cite the source of '{figure}'"


def uncited(body: str, publishers: set[str]) -> Iterator[tuple[int, str]]:
    """Yield the line of the body and the figure of each such sentence."""
    known = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(publishers)))})\b")
        if publishers
        else None
    )
    for line, paragraph in paragraphs(body):
        if "{source}" in paragraph:
            continue
        for sentence in _SENTENCE_END.split(plain(paragraph)):
            figure = _FIGURE.search(sentence)
            if figure and (_WORLD.search(sentence) or (known and known.search(sentence))):
                yield line, figure[0].strip(".,")


def paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Yield the prose of a body, without tables, headings and boxes of code, as (line, text)."""
    start, fence = 0, ""
    held: list[str] = []
    for number, line in enumerate([*body.splitlines(), ""]):
        mark = _FENCE.match(line)
        if mark and mark[0] == "```":
            fence = "" if fence else mark[0]
        if line.strip() and not fence and not mark and not _NO_PROSE.match(line):
            start = start if held else number
            held.append(line)
        elif held:
            yield start, "\n".join(held)
            held = []
