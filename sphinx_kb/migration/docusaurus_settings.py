"""Settings of Docusaurus: a program, read as text and never run."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"//[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/|'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"|`(?:[^`\\]|\\.)*+`|[{}\[\]()]"
)
_OPENED = re.compile(r"(?:\bblog['\"]?\s*:\s*|plugin-content-blog['\"]\s*,\s*)(?=\{)")
_CLOSES = {"{": "}", "[": "]", "(": ")"}


class Blog(NamedTuple):
    """A blog of the site: the folder of its posts, and the first part of their addresses."""

    path: str
    route: str


def setting(text: str, name: str) -> str:
    """Return the first text of this name; "" where there is none."""
    found = re.search(rf"\b{name}['\"]?\s*:\s*(['\"`])((?:(?!\1)[^\n])*)\1", text)
    return found[2] if found else ""


def blogs(text: str) -> list[Blog]:
    """Return the blogs that the settings name; the usual one where they name none."""
    found = []
    for opened in _OPENED.finditer(text):
        part = _outermost(text, opened.end())
        route = setting(part, "routeBasePath") or "blog"
        found.append(Blog(setting(part, "path") or "blog", route.strip("/")))
    return list(dict.fromkeys(found)) or [Blog("blog", "blog")]


def _outermost(text: str, start: int) -> str:
    """Return what an object says itself, without the objects and lists in it."""
    depth, kept, place = 0, [], start
    for token in _TOKEN.finditer(text, start):
        if depth == 1:
            kept.append(text[place : token.start()])
        place = token.end()
        if token[0] in _CLOSES:
            depth += 1
        elif token[0] in _CLOSES.values():
            depth -= 1
            if not depth:
                break
        elif depth == 1 and not token[0].startswith("/"):
            kept.append(token[0])
    return "".join(kept)
