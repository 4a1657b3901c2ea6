"""A text to fill in, read from its file: a heading, lines with a label, paragraphs, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinx_kb.article.raw_yaml import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = re.compile(r"\d{1,3}[.)] |[A-Z][a-z]+ \d{1,3}: ")  # it begins a line of its own
DEEP = 6  # letters before a line that goes on in any case
LABEL = 34  # letters of a label at most
LONG_LABEL, GAP = 60, 3  # letters of one with such a gap behind it: no sentence has that
_LABELED = re.compile(r"(\S.*?\S|\S)([ \t]{2,}|[ \t](?=\[[ xX]?\] ))(\S.*)")
_BULLET = re.compile(r"\s*(?:[-*•]|\[[ xX]?\]|☐)\s+(\S.*)")


class Block(NamedTuple):
    """A part of a text."""

    kind: Literal["heading", "part", "paragraph", "labels", "list"]
    lines: tuple[tuple[str, str], ...]  # of labels: label and text; else nothing and text


def read(data: bytes) -> str:
    """Return the text of a file. Raises ValueError with the remedy."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("save it as UTF-8") from None
    if not text.strip():
        raise ValueError("write a text")
    return CONTROL.sub("", text)


def blocks(text: str) -> Iterator[Block]:
    """Yield the parts of a text, its first line as the heading."""
    first, _, rest = text.strip("\n").partition("\n")
    yield Block("heading", (("", " ".join(first.split())),))
    for part in re.split(r"\n[ \t]*\n", rest):
        lines = [line.rstrip() for line in part.splitlines() if line.strip()]
        if lines and _is_name(lines[0]):
            yield Block("part", (("", " ".join(lines.pop(0).split())),))
        yield from _of_part(lines)


def _is_name(line: str) -> bool:
    """Return whether a line names what follows: two words in capital letters, or more, alone."""
    labeled = _LABELED.fullmatch(line)
    letters = (labeled[1] if labeled else line).partition("(")[0]
    return letters.isupper() and " " in letters.strip() and "_" not in line


def _of_part(lines: list[str]) -> Iterator[Block]:
    """Yield the blocks of lines between empty ones; a deep line goes on the one before it."""
    kind: Literal["paragraph", "labels", "list"] = "paragraph"
    found: list[tuple[str, str]] = []
    for line in lines:
        deep = len(line) - len(line.lstrip())
        labeled, bullet = _LABELED.fullmatch(line.strip()), _BULLET.fullmatch(line)
        if labeled and len(labeled[1]) > (LABEL if len(labeled[2]) < GAP else LONG_LABEL):
            labeled = None
        now: Literal["paragraph", "labels", "list"] = (
            "list" if bullet else "labels" if labeled else "paragraph"
        )
        if found and ((deep > 1 and now == "paragraph") or deep > DEEP):
            begins = labeled or _STEP.match(line.strip()) or (bullet and "[" in line[: deep + 1])
            between = "\n" if begins else " "
            found[-1] = found[-1][0], f"{found[-1][1]}{between}{line.strip()}".strip()
            continue
        if found and now != kind:
            yield Block(kind, tuple(found))
            found = []
        kind = now
        if bullet:
            found.append(("", bullet[1]))
        elif labeled and found and found[-1][0].endswith(","):  # the label goes on in this line
            found[-1] = f"{found[-1][0]} {labeled[1]}", f"{found[-1][1]} {labeled[3]}"
        elif labeled:
            found.append((labeled[1], labeled[3]))
        elif found and kind == "paragraph":
            found[-1] = "", f"{found[-1][1]} {line.strip()}"
        else:
            found.append(("", line.strip()))
    if found:
        yield Block(kind, tuple(found))
