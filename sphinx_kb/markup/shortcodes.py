"""Shortcodes of Hugo and hints of GitBook, as far as they have a meaning here.

A picture, a link, a video and a gist become Markdown; a notice becomes a box. Pure functions; the
number of lines never changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.markup.boxes import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTCODE = re.compile(r"\{\{([<%])\s*(?!/\*)([^<>]{0,500}?)\s*[>%]\}\}")
ESCAPED = re.compile(r"\{\{([<%])/\*([^*]{0,500})\*/([>%])\}\}")
NOTICES = {"notice", "alert", "pageinfo", "callout", "admonition", "hint", "note", "tip", "warning", "info", "danger", "important", "caution"}  # fmt: skip
GITBOOK = {"hint", "endhint", "tabs", "endtabs", "tab", "endtab", "content-ref", "endcontent-ref", "embed", "endembed",
           "code", "endcode", "file", "endfile", "stepper", "endstepper", "step", "endstep", "swagger"}  # fmt: skip
_OPENING = re.compile(r"([ \t]*)\{[{%][<%]?\s*([a-z]+)\b([^{}]{0,300}?)[>%]?[%}]\}\s*")
_CLOSING = re.compile(r"([ \t]*)\{[{%][<%]?\s*(?:/\s*|end)([a-z]+)\s*[>%]?[%}]\}\s*")
_PART = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|`([^`]*)`|'([^']*)'|([^\s"]+))|"([^"]*)"|([^\s"=]+)"""
)
_COLONS = ":" * 12  # longer than what authors write


def meaning(text: str) -> str:
    """Return the Markdown that a shortcode stands for, or "" for one that has no meaning here."""
    name, _, rest = text.strip().partition(" ")
    make = _MEANINGS.get(name)
    words, values = arguments(rest)
    return make(words, values) if make else ""


def unescaped(text: str) -> str:
    """Return text whose shortcodes are shown, not run, as its readers see them."""
    return ESCAPED.sub(lambda found: f"{{{{{found[1]}{found[2]}{found[3]}}}}}", text)


def boxes(lines: list[str], code: set[int]) -> None:
    """Turn notices whose marks stand on lines of their own into fences of boxes."""
    opened: list[tuple[int, str, str]] = []  # line, name, fence
    for number, line in enumerate(lines):
        if number in code or "{" not in line:
            continue
        if closing := _CLOSING.fullmatch(line):
            while opened and opened[-1][1] != closing[2]:
                opened.pop()
            if opened:
                first, _, fence = opened.pop()
                lines[first] = fence
                lines[number] = closing[1] + _COLONS
        elif (opening := _OPENING.fullmatch(line)) and opening[2] in NOTICES:
            opened.append((number, opening[2], opening[1] + _COLONS + _box(opening[2], opening[3])))


def is_gitbook(mark: str) -> bool:
    """Return whether a mark in ``{% %}`` is one of GitBook's."""
    found = re.match(r"\{%-?\s*([\w-]+)", mark)
    return bool(found) and found[1] in GITBOOK  # type: ignore[index]


def _box(name: str, rest: str) -> str:
    """Return what a fence says of the box of a notice."""
    words, values = arguments(rest)
    named = [values.get(key, "") for key in ("type", "style", "color", "level", "icon")]
    kind = next((word.lower() for word in (*named, *words, name) if word.lower() in KINDS), "note")
    title = values.get("title") or next((word for word in words if word.lower() not in KINDS), "")
    return f"{kind}[{title}]" if title and "[" not in title else kind


def arguments(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the words of a shortcode, and its values by name."""
    words, values = [], {}
    for found in _PART.finditer(text):
        if found[1]:
            values[found[1]] = next(filter(None, found.groups()[1:5]), "")
        else:
            words.append(found[6] if found[6] is not None else found[7])
    return words, values


def _figure(words: list[str], values: dict[str, str]) -> str:
    caption = values.get("caption") or values.get("title") or values.get("attr") or ""
    shown = caption.replace('"', "'").replace("\n", " ")
    alt = re.sub(r"[\[\]]", "", values.get("alt", ""))
    picture = f"![{alt}](<{values.get('src') or next(iter(words), '')}>" + (
        f' "{shown}")' if shown else ")"
    )
    return f"[{picture}](<{values['link']}>)" if values.get("link") else picture


def _reference(words: list[str], values: dict[str, str]) -> str:
    path, mark, part = (next(iter(words), "") or values.get("path", "")).partition("#")
    if path and not path.endswith("/") and not re.search(r"\.\w{1,5}$", path):
        path += ".md"
    return (
        ("/" if "/" in path.lstrip("/.") and not path.startswith((".", "/")) else "")
        + path
        + mark
        + part
    )


def _link(words: str, address: str) -> Callable[[list[str], dict[str, str]], str]:
    """Return what makes a link, of an address with places for arguments."""

    def make(given: list[str], values: dict[str, str]) -> str:
        found = [values.get("user", ""), values.get("id", "")] if values else given
        parts = [re.sub(r"[^\w-]", "", part) for part in found if part]
        needed = address.count("{}")
        return f"[{words}]({address.format(*parts[-needed:])})" if len(parts) >= needed else ""

    return make


def _gist(words: list[str], values: dict[str, str]) -> str:
    parts = [re.sub(r"[^\w-]", "", word) for word in words[:2]]
    return (
        f"[Code: {'/'.join(parts)}](https://gist.github.com/{'/'.join(parts)})"
        if len(parts) > 1
        else ""
    )


_MEANINGS: dict[str, Callable[[list[str], dict[str, str]], str]] = {
    "figure": _figure, "img": _figure, "image": _figure, "ref": _reference, "relref": _reference, "gist": _gist,
    "youtube": _link("Video on YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": _link("Video on Vimeo", "https://vimeo.com/{}"),
    "tweet": _link("Post on X", "https://x.com/{}/status/{}"), "x": _link("Post on X", "https://x.com/{}/status/{}"),
}  # fmt: skip
