"""HTML that an article cannot have: what to do about it, and scripts and styles taken out of a text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TypeVar

from docutils import nodes

_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</(script|style)\s*>", re.IGNORECASE)
_WORD = re.compile(r"</?[a-z][\w.:-]*>(?: without an end)?", re.IGNORECASE)
HTML = frozenset({  # elements that browsers know, besides those that an article may have
    "a", "acronym", "address", "applet", "area", "article", "aside", "audio", "base", "basefont", "bgsound",
    "big", "blink", "body", "button", "canvas", "center", "col", "colgroup", "data", "datalist", "dialog",
    "dir", "embed", "fieldset", "font", "footer", "form", "frame", "frameset", "h1", "head", "header",
    "hgroup", "html", "iframe", "image", "input", "isindex", "keygen", "label", "legend", "link", "listing",
    "main", "map", "marquee", "math", "menu", "menuitem", "meta", "meter", "nav", "nobr", "noembed",
    "noframes", "noscript", "object", "optgroup", "option", "output", "param", "picture", "plaintext",
    "portal", "progress", "rb", "rp", "rt", "rtc", "ruby", "script", "search", "section", "select", "slot",
    "source", "spacer", "strike", "style", "svg", "template", "textarea", "title", "track", "tt", "video",
    "xmp",
})  # fmt: skip


Piece = TypeVar("Piece", bound=nodes.raw)


def remedy(lost: list[str]) -> str:
    """Return what to do about tags and attributes that are not kept: a word in brackets is no tag."""
    names = ", ".join(dict.fromkeys(lost))
    words = [name for name in lost if _WORD.fullmatch(name) and name.strip("</>") not in HTML]
    if len(words) == len(lost):
        return f"write {names} in `backticks`, or with &lt; in place of <: it is no tag of HTML"
    return f"remove {names}: it is not kept in an article"


def without_scripts(written: list[Piece]) -> list[Piece]:
    """Take scripts and styles out of the text that pieces of HTML stand in; return the other pieces."""
    starts = {
        id(node): found[1].lower()
        for node in written
        if (found := _SCRIPT.fullmatch(node.astext().strip()))
    }
    if not starts:
        return written
    ends = {
        id(node): found[1].lower()
        for node in written
        if (found := _END.fullmatch(node.astext().strip()))
    }
    to_come = Counter(ends.values())
    pieces = {id(node) for node in written}
    parent = written[0].parent
    kept: list[nodes.Node] = []
    inside = ""
    for child in parent.children:
        name = ends.get(id(child), "")
        to_come[name] -= 1
        if inside:
            inside = "" if name == inside else inside
            continue
        kept.append(child)
        if id(child) in starts and to_come[starts[id(child)]] > 0:
            inside = starts[id(child)]
            child.children = (nodes.Text(f"{child.astext()}</{inside}>"),)
    parent.children = kept
    return [child for child in kept if id(child) in pieces]  # type: ignore[misc]
