"""The size of an SVG picture, so that a page keeps its place free."""

from __future__ import annotations

import re

_START = re.compile(rb"<svg\b[^>]*>")
_SIDE = r"""\s{}\s*=\s*["']\s*(\d{{1,6}}(?:\.\d+)?)(?:px)?\s*["']"""
_BOX = re.compile(
    r"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d{1,6}(?:\.\d+)?)[\s,]+(\d{1,6}(?:\.\d+)?)"""
)


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height that an SVG asks for, else those of its drawing, else zeros."""
    found = _START.search(data)
    start = found[0].decode("utf-8", "replace") if found else ""
    width, height = (re.search(_SIDE.format(side), start) for side in ("width", "height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = _BOX.search(start)
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
