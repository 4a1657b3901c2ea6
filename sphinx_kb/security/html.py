"""The HTML that may stand in an article: the lists, and how a piece of it is rebuilt from them.

Markdown gives one tag at a time, so each tag is rebuilt from the list, and the balance of
the tags is kept for each parent. This is the first of three layers (design decision D5).
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from sphinx_kb.security import classes
from sphinx_kb.security.links import is_link

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, MutableMapping

TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr",
})  # fmt: skip
VOID = frozenset({"br", "hr", "img", "wbr"})
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href"}, "img": {"alt", "height", "src", "width"}, "ol": {"start"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
    "details": {"open"}, "time": {"datetime"}, "blockquote": {"cite"}, "q": {"cite"},
}  # fmt: skip
PREFIX = "own-"  # before an id that an author chose
WEB = "data-web"  # in place of the src= of a picture of another site: it is shown as a link
_TOO_LONG = re.compile(r"&#\d{8,}")  # no character's number; Python stops at very long ones


class _Tags(HTMLParser):
    """Rebuilds a piece of HTML; ``opened`` goes on from one piece to the next."""

    def __init__(self, opened: list[str], ids: Container[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.taken = ids
        self.ids: list[str] = []
        self.result: list[str] = []
        self.opened = opened
        self.refused: list[str] = []

    def set_cdata_mode(self, elem: str, **kwargs: Any) -> None:
        """Read what stands in a script or a style as any other text, for none is kept."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a listed tag with its listed attributes; show any other."""
        if tag not in TAGS:
            self.refused.append(f"<{tag}>")
            self.result.append(escape(self.get_starttag_text() or f"<{tag}>"))
            return
        kept = [tag]
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        for name, given in attrs:
            value = _value(name, given or "") if name in allowed else None
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
        self.result.append(f"<{' '.join(kept)}>")
        if tag not in VOID:
            self.opened.append(tag)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        """Close a tag that is open, and those left open in it; show any other."""
        if tag in self.opened:
            while self.opened:
                closed = self.opened.pop()
                self.result.append(f"</{closed}>")
                if closed == tag:
                    return
                self.refused.append(f"<{closed}> without an end")
        if tag not in VOID:
            self.refused.append(f"</{tag}>")
        if tag not in TAGS:
            self.result.append(escape(f"</{tag}>"))

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


def _value(name: str, value: str) -> str | None:  # noqa: PLR0911  # one for each kind
    """Return an attribute's value if it may be kept; "" drops the attribute silently."""
    if name == "class":
        return " ".join(classes.chosen(value.split()))
    if name == "id":
        return PREFIX + value if re.fullmatch(r"[A-Za-z][\w-]*", value) else None
    if name in {"href", "cite"}:
        if value.startswith("#"):
            return f"#{PREFIX}{value[1:]}"
        return value if is_link(value) else None
    if name == "src":
        plain = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value)  # which browsers do not read
        return plain if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|.*\\", plain) else None
    if name in {"width", "height"}:
        return _length(name, value)
    if name in {"colspan", "rowspan", "start"}:
        return value if re.fullmatch(r"\d{1,4}", value) else None
    return value


def _length(name: str, value: str) -> str | None:
    """Return the side of a picture, in pixels, or in percent of the column's width."""
    found = re.fullmatch(r"\s*(\d{1,4})(?:\.\d{1,9})?(px|%)?\s*", value)
    if found and found[2] == "%":
        return f"{found[1]}%" if name == "width" else ""
    return found[1] if found else None


def is_web(address: str) -> bool:
    """Return whether an address is that of something on another site."""
    return bool(re.match(r"(?:https?:)?//[^\s/\\]", address.strip(), re.IGNORECASE))


def rebuilt(
    pieces: Iterable[str], ids: MutableMapping[str, Any] | None = None
) -> tuple[list[str], list[list[str]], str]:
    """Return pieces of HTML that are safe and balanced, what each had to lose, and the end.

    The pieces are those of one parent, in their order; the end closes what they left open.
    ``ids`` are those that are taken; those of the pieces are added.
    """
    ids = {} if ids is None else ids
    opened: list[str] = []
    results: list[str] = []
    refused: list[list[str]] = []
    for piece in pieces:
        tags = _Tags(opened, ids)
        tags.feed(_TOO_LONG.sub("&#xFFFD;", piece))
        tags.close()
        ids.update(dict.fromkeys(tags.ids))
        results.append("".join(tags.result))
        refused.append(tags.refused)
    if opened and refused:
        refused[-1] += [f"<{tag}> without an end" for tag in opened]
    return results, refused, "".join(f"</{tag}>" for tag in reversed(opened))
