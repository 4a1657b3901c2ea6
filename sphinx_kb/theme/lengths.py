"""The width of an article's column, and lengths as authors write them."""

from __future__ import annotations

import re

COLUMN = 656  # px: the width of an article on a large screen (kb.css)
LARGEST = 100_000  # pixels
PIXELS = {
    "px": 1.0, "": 1.0, "em": 18.0, "rem": 16.0, "ex": 9.0, "ch": 9.0, "pt": 4 / 3, "pc": 16.0,
    "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "vw": COLUMN / 100, "%": COLUMN / 100,
}  # fmt: skip
_WRITTEN = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)\s*([a-z]*|%)\s*")


def pixels(written: str) -> int | None:
    """Return the pixels that a length means, or None if it means nothing here."""
    found = _WRITTEN.fullmatch(written)
    if not found or found[2] not in PIXELS:
        return None
    return max(1, round(min(float(found[1]) * PIXELS[found[2]], LARGEST)))
