"""A drawing for dark pages, in the same file: light paper becomes dark, ink becomes light.

A picture follows the color mode of the page that shows it. A rule for each color that the
drawing uses turns its lightness round and keeps its hue; what has no color is black by itself.
A drawing with a photograph in it, or that says how it looks in the dark, stays as it is.
"""

from __future__ import annotations

import colorsys
import re

_COLORED = re.compile(
    rb"\b(fill|stroke|stop-color|color)=[\"'](#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|white|black)[\"']"
)
_OTHER = re.compile(
    rb"\b(?:fill|stroke|stop-color|color)=[\"']\s*(?:rgb|hsl)a?\("
)  # which is not turned
_START = re.compile(rb"<svg\b[^>]*>")
_OWN = (b"<image", b"<style", b"<filter", b"<pattern")
_NAMED = {b"white": b"#ffffff", b"black": b"#000000"}
_DARKEST, _RANGE = 0.09, 0.84  # of the lightness: neither black nor white, as the pages


def with_dark(drawing: bytes) -> bytes:
    """Return a cleaned drawing with the rules for dark pages."""
    start = _START.search(drawing)
    if start is None or _OTHER.search(drawing) or any(mark in drawing for mark in _OWN):
        return drawing
    used = sorted(set(_COLORED.findall(drawing)))
    if not used:
        return drawing
    rules = b"".join(
        b'[%s="%s"]{%s:%s}' % (name, color, name, turned(color)) for name, color in used
    )
    root = b"" if b"fill=" in start[0] else b"svg{fill:%s}" % turned(b"black")
    style = b"<style>@media (prefers-color-scheme:dark){%s%s}</style>" % (root, rules)
    return drawing[: start.end()] + style + drawing[start.end() :]


def turned(color: bytes) -> bytes:
    """Return a color of the other lightness."""
    digits = _NAMED.get(color, color)[1:].decode()
    digits = "".join(digit * 2 for digit in digits) if len(digits) < len("rrggbb") else digits
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = _DARKEST + _RANGE * (1 - lightness)
    parts = colorsys.hls_to_rgb(hue, lightness, saturation * 0.85)
    return "#{:02x}{:02x}{:02x}".format(*(round(part * 255) for part in parts)).encode()
