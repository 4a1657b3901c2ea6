"""HTML of an old theme, made into what an article may have: its words stay, its looks go."""

from __future__ import annotations

import re

from sphinx_kb.migration import shortcodes
from sphinx_kb.security.html_tags import TAGS
from sphinx_kb.security.html_values import ATTRIBUTES
from sphinx_kb.security.lost_html import HTML

LOOKS = frozenset({  # tags that only say how their text looks, or where it stands
    "address", "article", "aside", "big", "button", "center", "dialog", "fieldset", "font", "footer", "form", "header",
    "hgroup", "label", "legend", "main", "nav", "nobr", "noscript", "picture", "section", "source", "track",
})  # fmt: skip
RENAMED = {"strike": "s", "tt": "code", "h1": "h2", "acronym": "abbr"}
_BLOCKS = frozenset({"article", "aside", "center", "footer", "header", "main", "nav", "section"})
_TAG = re.compile(r"(?<!\{)<(/?)([a-zA-Z][\w-]*)((?:\s[^<>]*|/)?)>")
_COMPONENT = re.compile(r"(?<!\\)<(/?)([A-Z][\w.]{0,80})((?:\s[^<>]{0,2000})?)>")
_TABS = re.compile(r"<(/?)(Tabs|TabItem)\b([^<>]*)>")
_LABEL = re.compile(r"\b(label|value)=[\"']([^\"'\n]+)[\"']")
_ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))?")
_PLAYER = re.compile(r"<(/?)(video|audio)\b([^<>]*)>", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\s\"'<>]+)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a text whose tags have only what is kept in an article; the words between them stay."""
    ended = {name.lower() for end, name, _ in _TAG.findall(text) if end}
    return _TAG.sub(lambda found: _tag(found, ended), text)


def players(text: str, lost: list[str]) -> str:
    """Return a text in which a link stands in the place of a film or a recording; note it."""
    parts, place = [], 0
    opened: re.Match[str] | None = None
    for mark in [*_PLAYER.finditer(text), None]:
        if opened:
            is_end = mark is not None and mark[1]
            inner = text[opened.end() : mark.start()] if mark and is_end else ""
            if address := _SOURCE.search(opened[3]) or _SOURCE.search(inner):
                what = "Video" if opened[2].lower() == "video" else "Recording"
                lost.append(f"a {what.lower()}, now a link: {address[1]}")
                parts += [text[place : opened.start()], f"[{what}]({address[1]})"]
                place = mark.end() if mark and is_end else opened.end()
        opened = mark if mark and not mark[1] else None
    return "".join([*parts, text[place:]])


def components(text: str, lost: list[str]) -> str:
    """Return a text without components of MDX: their words stay, a film is a link; note what is lost."""

    def component(found: re.Match[str]) -> str:
        end, name, rest = found[1], found[2], found[3]
        if name in {"Tabs", "TabItem"} or name.lower() in TAGS:
            return found[0]
        if end:
            return ""
        said = shortcodes.attributes(rest)
        film = next((said[key] for key in ("id", "videoid", "youtubeid") if said.get(key)), "")
        if "youtube" in name.lower() and film:
            return f"[{said.get('title') or 'Video'}]({shortcodes.FILMS['youtube'].format(film)})"
        lost.append(f"what the component <{name}> showed")
        return next((said[key] for key in shortcodes.WORDS if said.get(key)), "")

    return _COMPONENT.sub(component, text)


def tabs(text: str) -> str:
    """Return a text whose ``<Tabs>`` are tabs of ours."""

    def tab(found: re.Match[str]) -> str:
        end, name, rest = found[1], found[2], found[3]
        marks = ":::::::" if name == "Tabs" else "::::::"
        said = dict(_LABEL.findall(rest))
        title = (
            "{tab-set}"
            if name == "Tabs"
            else f"{{tab-item}} {said.get('label') or said.get('value') or 'Tab'}"
        )
        return f"\n\n{marks}{'' if end else title}\n\n"

    return _TABS.sub(tab, text)


def _tag(found: re.Match[str], ended: set[str]) -> str:
    end, written, rest = found[1], found[2], found[3]
    name = written.lower()
    if name in LOOKS:
        if not rest.strip(" /") and name not in ended:  # <source> is a word in brackets
            return found[0].replace("<", "&lt;", 1)
        return f"<{end}div>" if name in _BLOCKS else ""
    name = RENAMED.get(name, name)
    if name not in TAGS:
        is_word = name not in HTML and written == name  # and no component of MDX
        return found[0].replace("<", "&lt;", 1) if is_word else found[0]
    if end:
        return f"</{name}>"
    known = (
        ATTRIBUTES["*"] | ATTRIBUTES.get(name, set()) | {"markdown", "name" if name == "a" else ""}
    )
    said = {
        "class" if key == "className" else key.lower(): value
        for key, value in _ATTRIBUTE.findall(rest)
    }
    kept = "".join(
        f" {key}={value}" if value else f" {key}" for key, value in said.items() if key in known
    )
    return f"<{name}{kept}{' /' if rest.rstrip().endswith('/') else ''}>"
