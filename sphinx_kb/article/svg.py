"""SVG pictures of articles: drawings only, published as they are. Pure functions.

A drawing is made of the listed elements and attributes; anything else, a script, a style, a
link, an entity, is named with its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

ELEMENTS = frozenset({
    "svg", "title", "desc", "g", "defs", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "path", "text", "tspan", "marker", "linearGradient", "radialGradient", "stop",
    "clipPath", "mask", "pattern", "symbol",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r",
    "rx", "ry", "dx", "dy", "d", "points", "transform", "rotate", "fill", "fill-opacity",
    "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit",
    "opacity", "color", "display", "visibility", "font-family", "font-size", "font-weight",
    "font-style", "font-variant", "letter-spacing", "word-spacing", "text-anchor",
    "text-decoration", "dominant-baseline", "alignment-baseline", "baseline-shift",
    "marker-start", "marker-mid", "marker-end", "markerWidth", "markerHeight", "markerUnits",
    "refX", "refY", "orient", "gradientUnits", "gradientTransform", "spreadMethod", "fx",
    "fy", "offset", "stop-color", "stop-opacity", "clip-path", "clip-rule", "clipPathUnits",
    "mask", "maskUnits", "maskContentUnits", "patternUnits", "patternTransform",
    "patternContentUnits", "preserveAspectRatio", "vector-effect", "shape-rendering",
    "text-rendering", "textLength", "lengthAdjust", "paint-order", "role", "aria-label",
    "aria-labelledby", "aria-hidden", "lang", "xml:lang", "xml:space", "version", "xmlns",
    "baseProfile", "focusable",
})  # fmt: skip
_NAMESPACE = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"url\(\s*(?!['\"]?#[\w-]+['\"]?\s*\))", re.IGNORECASE)


class _Stop(Exception):  # noqa: N818  # not an error: the rest need not be read
    """Ends the reading of a file that can be nothing but refused."""


def faults(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield what is not part of a drawing, as (line, remedy)."""
    found: list[tuple[int, str]] = []
    parser = expat.ParserCreate()

    def note(remedy: str) -> None:
        found.append((parser.CurrentLineNumber, remedy))

    def start(name: str, attributes: dict[str, str]) -> None:
        for remedy in _remedies(name, attributes):
            note(remedy)

    def refuse(*args: object) -> None:
        note("remove the document type, entities and instructions")
        raise _Stop

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)  # expat takes it by place
    except expat.ExpatError as error:
        found.append((error.lineno, f"mend the XML ({expat.ErrorString(error.code)})"))
    except _Stop:
        pass  # noted above
    yield from found


def _remedies(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield what to do about an element."""
    if name not in ELEMENTS:
        yield f"remove <{name}>"
    for attribute, value in attributes.items():
        if attribute == "xmlns" and value != _NAMESPACE:
            yield f"remove xmlns={value}"
        elif attribute not in ATTRIBUTES:
            yield f"remove {attribute}= of <{name}>"
        elif _REFERENCE.search(value) or "\\" in value:
            yield f"let {attribute}= of <{name}> refer to nothing outside"
