"""The loss exceedance curve as a file of its own: a drawing on light paper, as wide as its place.

It has no view box: places across are percentages, so its letters have one size on any screen.
Colors are attributes, which dark pages turn round.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOP, TALL, BELOW, KEY = 44, 220, 60, 20  # px: above the curves, they, the amounts, each name
HEIGHT = TOP + TALL + BELOW + 2 * KEY  # px; the sheet says it, too
LEFT, ACROSS = "4%", "92%"
INK, QUIET, GRID, PAPER = "#17212b", "#566372", "#c9d3d8", "#f4f7f7"
LINES = ('stroke="#b5472f"', 'stroke="#0b6a68" stroke-dasharray="7 4"')
START = '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{}" font-family="system-ui, sans-serif" font-size="12">'  # fmt: skip
HALO = f'stroke="{PAPER}" stroke-width="3" paint-order="stroke"'  # around letters on a line
STRETCHED = '<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%">'


def svg(curve: Mapping[str, Any], title: str) -> bytes:
    """Return the file of what ``curve.drawing`` gives."""
    return "\n".join([*_parts(curve, title), "</svg>", ""]).encode()


def _parts(curve: Mapping[str, Any], title: str) -> Iterator[str]:
    yield START.format(HEIGHT)
    yield f"<title>{escape(title)}</title><desc>{escape(curve['sentence'])}</desc>"
    yield f'<rect width="100%" height="100%" rx="12" fill="{PAPER}"/>'
    yield f'<svg x="{LEFT}" y="{TOP}" width="{ACROSS}" height="{TALL}" overflow="visible">'
    yield f'<text x="0" y="-18" fill="{INK}" font-weight="600">Chance in a year</text>'
    yield from _grid(curve)
    yield STRETCHED
    for line, look in zip(curve["lines"], LINES, strict=False):
        yield f'<path d="{line}" fill="none" {look} stroke-width="2.5" vector-effect="non-scaling-stroke"/>'
    yield "</svg>"
    if curve["limit"]:
        yield from _limit(curve["limit"])
    yield "</svg>"
    for number, (name, look) in enumerate(zip(curve["names"], LINES, strict=False)):
        yield f'<svg x="{LEFT}" y="{TOP + TALL + BELOW + KEY * number}" width="{ACROSS}" overflow="visible">'
        yield f'<line x1="0" y1="4" x2="28" y2="4" {look} stroke-width="2.5"/>'
        yield f'<text x="36" y="8" fill="{INK}">{escape(name)}</text></svg>'


def _grid(curve: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines behind the curves, and what stands beside them."""
    for row in curve["rows"]:
        yield f'<line x1="0" x2="100%" y1="{row["place"]}" y2="{row["place"]}" stroke="{GRID}"/>'
        yield f'<text x="0" y="{row["place"]}" dy="-4" {HALO} fill="{QUIET}">{escape(row["text"])}</text>'
    yield f'<line x1="0" x2="100%" y1="100%" y2="100%" stroke="{QUIET}"/>'
    for number, column in enumerate(curve["columns"]):
        side = ' text-anchor="middle"' if number else ""
        yield (
            f'<text x="{column["place"]}" y="{TALL + 16}" fill="{QUIET}"{side}>'
            f"{escape(column['text'])}</text>"
        )
    yield (
        f'<text x="100%" y="{TALL + 34}" fill="{INK}" text-anchor="end" font-weight="600">'
        "A year costs more than</text>"
    )


def _limit(limit: Mapping[str, Any]) -> Iterator[str]:
    """Yield the point that the curve should not pass."""
    x, y = limit["x"], limit["y"]
    look = f'stroke="{INK}" stroke-dasharray="2 3"'
    yield f'<line x1="{x}" x2="{x}" y1="{y}" y2="100%" {look}/>'
    yield f'<line x1="0" x2="{x}" y1="{y}" y2="{y}" {look}/>'
    yield f'<circle cx="{x}" cy="{y}" r="4" fill="{INK}"/>'
    side = 'dx="-8" text-anchor="end"' if limit["late"] else 'dx="8"'
    yield f'<text x="{x}" y="{y}" dy="-8" {side} fill="{INK}">Limit</text>'
