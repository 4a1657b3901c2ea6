"""Shortcodes of a Hugo theme, in Markdown: what they stand for, the text that they hold, or a word on what is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.markup import shortcodes as known

if TYPE_CHECKING:
    from sphinx_kb.migration.model import OldSite

_SHORTCODE = re.compile(r"\{\{[<%]-?\s*+(/?)\s*+([\w./-]+)([^{}]{0,4000}?)[>%]\}\}")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
WORDS = (
    "text",
    "label",
    "title",
    "header",
    "summary",
    "name",
    "caption",
    "alt",
)  # values that readers saw
FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}", "tweet": "https://twitter.com/i/status/{}",
    "gist": "https://gist.github.com/{}", "asciicast": "https://asciinema.org/a/{}",
}  # fmt: skip
_SILENT = {"toc", "br", "clear", "more", "linebreak", "newline", "clearfix"}


def attributes(text: str) -> dict[str, str]:
    """Return the named values of a shortcode, an include or a tag."""
    return {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(text)}


def closed(body: str) -> frozenset[str]:
    """Return the shortcodes of a text that have an end: what stands between is text."""
    return frozenset(name for end, name, _ in _SHORTCODE.findall(body) if end)


def plain(text: str, site: OldSite, ends: frozenset[str], lost: list[str]) -> str:
    """Return a text without shortcodes that the build does not know; note what is lost."""
    return _SHORTCODE.sub(lambda found: _meaning(found, site, ends, lost), text)


def figure(said: dict[str, str]) -> str:
    """Return the Markdown of a picture with its caption."""
    path = said.get("src") or said.get("image_path") or said.get("url") or said.get("file") or ""
    title = said.get("caption") or said.get("title") or said.get("description") or ""
    alt = (said.get("alt") or title).replace("[", "(").replace("]", ")")
    shown = title.replace('"', "'")
    caption = f' "{shown}"' if shown and shown != alt else ""
    place = f"<{path}>" if re.search(r"[\s()]", path) else path
    return f"\n\n![{alt}]({place}{caption})\n\n" if path else ""


def _meaning(found: re.Match[str], site: OldSite, ends: frozenset[str], lost: list[str]) -> str:
    name = found[2].lower()
    words, said = known.arguments(found[3].strip().rstrip("/-").strip())
    first = said.get("id") or (words[0] if words else "")
    if name in known.NOTICES or name == "highlight":
        return found[0]  # the build knows them
    if name in {"figure", "img", "image"}:
        return figure(said or {"src": first})
    if name in {"ref", "relref"}:
        return first
    if name == "param":
        return site.variables.get(f"param.{first.lower()}", found[0])
    if film := name.partition("-")[0] if name.partition("-")[0] in FILMS else "":
        address = "/".join(words[:2]) if film == "gist" and not said else first
        return f"[{said.get('title') or film.capitalize()}]({FILMS[film].format(address)})"
    return _of_theme(
        found, site, next((said[key] for key in WORDS if said.get(key)), ""), ends, lost
    )


def _of_theme(
    found: re.Match[str], site: OldSite, shown: str, ends: frozenset[str], lost: list[str]
) -> str:
    """Return what a shortcode of a theme leaves: the words that readers saw, and the text between its marks."""
    if found[1]:
        site.dropped[f"the shortcode {found[2]} around a text"] += 1
        return ""
    if found[2] in ends:
        return f"\n\n**{shown}**\n\n" if shown else ""
    if not shown and found[2].lower() not in _SILENT:
        lost.append(f"what the old theme put in the place of {{{{< {found[2]} >}}}}")
    return shown
