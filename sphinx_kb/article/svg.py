"""SVG pictures of articles: drawings only. Pure functions.

A drawing is made of the listed elements and attributes, and is published as it is; anything else, a
script, a style, a link, an entity, is named with its line.
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
    "baseProfile", "focusable", "filter", "in", "in2", "result", "stdDeviation", "filterUnits",
    "primitiveUnits", "flood-color", "flood-opacity", "mode", "operator", "k1", "k2", "k3", "k4",
    "values", "type", "tableValues", "slope", "intercept", "amplitude", "exponent",
    "color-interpolation-filters", "startOffset",
})  # fmt: skip
# What repeats a part of the drawing, shows bytes that it has, or blurs: only where we have written it.
LINKED = frozenset({
    "use", "image", "textPath", "filter", "feGaussianBlur", "feOffset", "feBlend", "feFlood",
    "feComposite", "feMerge", "feMergeNode", "feColorMatrix", "feDropShadow", "feComponentTransfer",
    "feFuncR", "feFuncG", "feFuncB", "feFuncA",
})  # fmt: skip
NAMESPACE = "http://www.w3.org/2000/svg"
_OWN_LINK = re.compile(r"\s*#[\w.:-]+\s*")
_OWN_BYTES = re.compile(
    r"\s*data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE
)
_REFERENCE = re.compile(r"url\(\s*(?!['\"]?#[\w.:-]+['\"]?\s*\))", re.IGNORECASE)


class _Stop(Exception):  # noqa: N818  # not an error: the rest need not be read
    """Ends the reading of a file that can be nothing but refused."""


def is_outside(value: str) -> bool:
    """Return whether a value refers, or could refer, to something outside of the drawing."""
    return bool(_REFERENCE.search(value)) or "\\" in value


def is_own_link(element: str, value: str) -> bool:
    """Return whether a link is to a part of the drawing, or has the bytes of a picture in it."""
    return bool((_OWN_BYTES if element == "image" else _OWN_LINK).fullmatch(value))


def faults(data: bytes, *, is_cleaned: bool = False) -> Iterator[tuple[int, str]]:
    """Yield what is not part of a drawing, as (line, remedy); of ``cleaned``, what is not one yet."""
    found: list[tuple[int, str]] = []
    parser = expat.ParserCreate()

    def note(remedy: str) -> None:
        found.append((parser.CurrentLineNumber, remedy))

    def start(name: str, attributes: dict[str, str]) -> None:
        for remedy in _remedies(name, attributes, is_cleaned=is_cleaned):
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


def _remedies(name: str, attributes: dict[str, str], *, is_cleaned: bool) -> Iterator[str]:
    """Yield what to do about an element."""
    if name not in ELEMENTS and not (is_cleaned and name in LINKED):
        yield f"remove <{name}>"
    for attribute, value in attributes.items():
        if attribute == "xmlns" and value != NAMESPACE:
            yield f"remove xmlns={value}"
        elif is_cleaned and attribute == "href" and is_own_link(name, value):
            continue
        elif attribute not in ATTRIBUTES:
            yield f"remove {attribute}= of <{name}>"
        elif is_outside(value):
            yield f"let {attribute}= of <{name}> refer to nothing outside"
