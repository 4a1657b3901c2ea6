"""The styles of a drawing, as attributes: no sheet and no style is published with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.article import svg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_kb.article.svg_tree import Node

Declarations = dict[str, str]

GEOMETRY = frozenset({
    "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "dx", "dy", "d", "points", "transform", "rotate", "xmlns", "version", "role", "lang",
})  # fmt: skip
_SELECTOR = re.compile(r"\*|[A-Za-z]*(?:[.#][\w-]+)?")
_VALUE = re.compile(r"[\w\s#%.,()+'\"/-]*")
_NOT_PLAIN = re.compile(r"\b(?:var|calc|env|attr|color-mix)\s*\(", re.IGNORECASE)
_LIGHT = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))*),.*", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(
    r"(?:(?P<style>italic|oblique)\s+)?(?:normal\s+)?(?:(?P<weight>bold|[1-9]00)\s+)?"
    r"(?P<size>[\d.]+(?:px|pt|em|%)?)(?:/\S+)?\s+(?P<family>\S.*)"
)
_WITHOUT_EFFECT = re.compile(r":(?:hover|active|focus|visited|link|root)\b")


_RGB = re.compile(r"\s*rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)\s*")


def as_hex(value: str) -> str:
    """Return a color of three numbers as #rrggbb, which is turned for dark pages; another value as it is."""
    found = _RGB.fullmatch(value)
    return (
        "#" + "".join(f"{min(255, int(part)):02x}" for part in found.groups()) if found else value
    )


def declarations(written: str) -> Declarations:
    """Return the declarations of a style that an attribute can hold.

    Raises ValueError where one refers to something outside of the drawing.
    """
    found: Declarations = {}
    for part in _without_comments(written).split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if svg.is_outside(value):
            raise ValueError(f"let {name or 'the style'} refer to nothing outside")
        if light := _LIGHT.fullmatch(value):
            value = light[1].strip()
        if not value or not _VALUE.fullmatch(value) or _NOT_PLAIN.search(value):
            continue
        if name == "font" and (font := _FONT.fullmatch(value)):
            found |= {f"font-{part}": text for part, text in font.groupdict().items() if text}
        elif name in svg.ATTRIBUTES and name not in GEOMETRY:
            found[name] = as_hex(value)
    return found


def _without_comments(written: str) -> str:
    """Return a style without its comments."""
    first, *others = written.split("/*")
    return first + " ".join(other.partition("*/")[2] for other in others)


class Sheet:
    """The rules of all sheets of a drawing, by what they are for: all, an element, a class, an id."""

    def __init__(self) -> None:
        self._rules: dict[str, Declarations] = {}

    def add(self, written: str) -> Iterator[str]:
        """Add the rules of a sheet; yield what to do about what is more than that."""
        text = _without_comments(written)
        if "@" in text or svg.is_outside(text):
            yield "remove @-rules and addresses from <style>"
            return
        for rule in text.split("}"):
            selectors, _, body = rule.partition("{")
            try:
                found = declarations(body)
            except ValueError as error:
                yield str(error)
                continue
            for selector in (each.strip() for each in selectors.split(",")):
                if _SELECTOR.fullmatch(selector) and selector:
                    self._rules.setdefault(selector, {}).update(found)
                elif found and not _WITHOUT_EFFECT.search(selector):
                    yield f"write the style of '{selector[:40]}' as attributes"

    def of(self, node: Node) -> Declarations:
        """Return what the rules say of an element, the more special ones last."""
        found: Declarations = {}
        classes = node.attributes.get("class", "").split()
        own = node.attributes.get("id", "")
        selectors = ["*", node.name, *(f".{name}" for name in classes)]
        selectors += [f"{node.name}.{name}" for name in classes] + [f"#{own}", f"{node.name}#{own}"]
        for selector in selectors if self._rules else ():
            found |= self._rules.get(selector, {})
        return found


def styled(attributes: Mapping[str, str], sheet: Declarations, own: Declarations) -> Declarations:
    """Return attributes with what sheets and the element's own style say: those are stronger."""
    return {**attributes, **sheet, **own}
