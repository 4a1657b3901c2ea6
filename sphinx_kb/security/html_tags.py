"""The tags that may stand in an article, and how a piece of HTML is rebuilt from them.

Markdown gives one tag at a time, so each tag is rebuilt from the list, and the balance of
the tags is kept for each parent. This is the first of three layers (design decision D5).
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from sphinx_kb.security.html_values import (
    ATTRIBUTES,
    LONGEST,
    WEB,
    component,
    is_placing,
    is_web,
    kept_value,
    player_link,
)

if TYPE_CHECKING:
    from collections.abc import Container

TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr",
})  # fmt: skip
VOID = frozenset({"br", "hr", "img", "wbr"})
ENDED_BY = {  # what HTML lets authors leave open: a tag -> the open ones that it ends
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "p": {"p"}, "td": {"td", "th"}, "th": {"td", "th"},
    "tr": {"td", "th", "tr"}, "tbody": {"td", "th", "tr", "thead", "tbody"}, "tfoot": {"td", "th", "tr", "thead", "tbody"},
}  # fmt: skip
LEFT_OPEN = frozenset().union(*ENDED_BY.values())
HARMLESS = frozenset({  # never kept, and not worth a word
    "decoding", "fetchpriority", "loading", "referrerpolicy", "rel", "role", "sizes", "srcset", "tabindex", "target",
    "align", "bgcolor", "border", "cellpadding", "cellspacing", "clear", "compact", "face", "frame", "hspace", "noshade",
    "nowrap", "rules", "size", "valign", "vspace",  # how things looked before there were sheets
    "crossorigin", "draggable", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "property", "resource",
    "spellcheck", "translate", "typeof", "vocab", "width", "height",  # the last two of all but pictures
})  # fmt: skip


class Tags(HTMLParser):
    """Rebuilds a piece of HTML; ``opened`` goes on from one piece to the next."""

    def __init__(self, opened: list[str], ids: Container[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.taken = ids
        self.ids: list[str] = []
        self.result: list[str] = []
        self.opened = opened
        self.refused: list[str] = []
        self._end = ""  # as it is written

    def set_cdata_mode(self, elem: str, **kwargs: Any) -> None:
        """Read what stands in a script or a style as any other text, for none is kept."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a listed tag with its listed attributes; show any other, and a link in the place of a film."""
        said = dict(attrs) if tag == "iframe" else {}
        if film := player_link(said.get("src") or ""):
            self.result.append(f'<a href="{film[0]}">{escape(said.get("title") or film[1])}')
            self.opened.append("a")
            return
        if tag not in TAGS:
            written = self.get_starttag_text() or f"<{tag}>"
            self.refused.append(component(written) or f"<{tag}>")
            self.result.append(escape(written))
            return
        while self.opened and self.opened[-1] in ENDED_BY.get(tag, ()):
            self.result.append(f"</{self.opened.pop()}>")
        self.result.append(f"<{' '.join([tag, *self._attributes(tag, attrs)])}>")
        if tag not in VOID:
            self.opened.append(tag)

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> list[str]:
        """Return the attributes of a tag that are kept; note the others."""
        kept: list[str] = []
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        for written, given in attrs:
            name = "id" if (tag, written) == ("a", "name") else written
            if name == "markdown" or (name == "id" and any(each[:3] == "id=" for each in kept)):
                continue  # its text is Markdown by now
            if name not in allowed and _is_missed_by_none(name, given or ""):
                continue
            value = kept_value(name, given or "") if name in allowed else None
            if (tag, name, value) == ("img", "src", None) and is_web(given or ""):
                kept.append(f'{WEB}="{escape(given or "")}"')
                continue
            if name == "id" and value and (value in self.taken or value in self.ids):
                value = None
            if value is None:
                self.refused.append(f"{name}= of <{tag}>")
            elif value:
                kept.append(f'{name}="{escape(value)}"')
                if name == "id":
                    self.ids.append(value)
            elif name in {"open", "alt"}:
                kept.append(f'{name}=""')
        return kept

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Close a tag that closes itself, as in XHTML and MDX: ``<span id="part" />`` is empty."""
        open_before = len(self.opened)
        self.handle_starttag(tag, attrs)
        if len(self.opened) > open_before:
            self.result.append(f"</{self.opened.pop()}>")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag that is open, and those left open in it; show any other."""
        if tag == "iframe" and self.opened[-1:] == ["a"]:
            tag = "a"  # the link to a film
        if tag in self.opened:
            while self.opened:
                closed = self.opened.pop()
                self.result.append(f"</{closed}>")
                if closed == tag:
                    return
                if closed not in LEFT_OPEN:
                    self.refused.append(f"<{closed}> without an end")
        written = re.match(r"</[\w.]+", self._end)
        if tag not in VOID:
            self.refused.append(component(self._end) or f"</{tag}>")
        if tag not in TAGS:
            self.result.append(escape(f"{written[0]}>" if written else f"</{tag}>"))

    def parse_endtag(self, i: int) -> int:
        """Read an end; how its name is written tells whether it is one of HTML's."""
        self._end = self.rawdata[i : i + LONGEST]
        return super().parse_endtag(i)

    def handle_data(self, data: str) -> None:
        """Show text."""
        self.result.append(escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        """Keep a named character."""
        self.result.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numbered character."""
        self.result.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """Show a declaration."""
        self.refused.append(f"<!{decl[:9]}")
        self.result.append(escape(f"<!{decl}>"))

    def unknown_decl(self, data: str) -> None:
        """Show a section of characters."""
        self.handle_decl(f"[{data}]")

    def parse_html_declaration(self, i: int) -> int:
        """Read a declaration; what Python cannot read as one is text."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            self.handle_data("<!")
            return i + 2

    def handle_pi(self, data: str) -> None:
        """Show an instruction."""
        self.refused.append(f"<?{data[:9]}")
        self.result.append(escape(f"<?{data}>"))


def _is_missed_by_none(name: str, value: str) -> bool:
    """Return whether an attribute asks for what is not done here, and goes without a word."""
    return (
        name in HARMLESS
        or (
            "-" in name and not name.startswith("on")
        )  # data-, aria-, and those that a theme made up
        or (name == "style" and is_placing(value))
    )
