"""Setting a title in type: with the letters that the font has, in lines that fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

# Not the TrueType files of the package: in them quotation marks are too close.
FACES = {"regular": "SourceSerifPro-Regular.otf", "semibold": "SourceSerifPro-Semibold.otf"}
NOWHERE = "\uffff"  # no font has it: what is drawn for it is drawn for whatever is missing
LEADING = 1.18
MOST = 240  # letters that are looked at: more than any card holds


@lru_cache(maxsize=64)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a face of the font. The plain layout is the same on every machine."""
    path = files("font_source_serif_pro") / "files" / FACES[face]
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Return whether the font has a letter."""
    face = font("semibold", 24)
    return bytes(face.getmask(letter)) != bytes(face.getmask(NOWHERE))


def drop_missing_glyphs(text: str) -> str:
    """Return a text in letters that the font has, or nothing if a letter is lost.

    A letter that the font lacks is set without its marks. A symbol that it lacks is left out.
    """
    kept = []
    for sign in unicodedata.normalize("NFC", text[:MOST]):
        kind = unicodedata.category(sign)[0]
        if sign.isspace():
            kept.append(" ")
        elif _has(sign) and kind != "C":
            kept.append(sign)
        elif kind in "LN":
            parts = [part for part in unicodedata.normalize("NFKD", sign) if _has(part)]
            letters = [part for part in parts if not unicodedata.combining(part)]
            if not letters:
                return ""
            kept += letters
    return " ".join("".join(kept).split())


def fit_to_box(
    text: str, width: int, height: int, sizes: range
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest face in which a text fits a box, and its lines.

    What does not fit even in the smallest is cut with an ellipsis.
    """
    for size in sizes:
        face = font("semibold", size)
        lines, most = list(_lines(text, face, width)), int(height / (size * LEADING))
        if len(lines) <= most:
            return face, lines
    return face, [*lines[: most - 1], ellipsize(" ".join(lines[most - 1 :]), face, width)]


def ellipsize(text: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    """Return a text that fits one line, cut with an ellipsis if it must be."""
    if face.getlength(text) <= width:
        return text
    return text[: _fitting(text, face, width - face.getlength("…"))].rstrip() + "…"


def _lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """Yield the lines of a text; a word that is wider than a line is broken."""
    line = ""
    for word in text.split():
        if line and face.getlength(f"{line} {word}") > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".lstrip()
        while face.getlength(line) > width:
            end = _fitting(line, face, width)
            yield line[:end]
            line = line[end:]
    yield line


def _fitting(text: str, face: ImageFont.FreeTypeFont, width: float) -> int:
    """Return how many of a text's letters fit a width, at least one."""
    ends = range(1, len(text) + 1)
    return max(1, bisect_right(ends, width, key=lambda end: face.getlength(text[:end])))
