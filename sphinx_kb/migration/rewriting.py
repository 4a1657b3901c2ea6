"""Links and pictures in a text: each leads to what is here, or to where it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.migration import bodies

if TYPE_CHECKING:
    from sphinx_kb.migration.links import Table

_ADDRESS = r"(<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?)"
_WORDS = r"((?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]|\n(?![ \t>]*\n)){0,400})"
_TITLE = r"([ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_INLINE = re.compile(rf"\]\({_ADDRESS}(?=[\s)])")
_HTML = re.compile(r"\b(href|src|srcset)=(?:\"([^\"\n<>]*)\"|'([^'\n<>]*)')")
_PICTURE = re.compile(  # code, a picture that is a link by itself, a picture: either may have code in its words
    rf"(`+[^`\n]*`+)|\[!\[{_WORDS}\]\({_ADDRESS}{_TITLE}[ \t]*\)\]\(|!\[{_WORDS}\]\([ \t]*{_ADDRESS}{_TITLE}[ \t]*\)"
)
_TAG = re.compile(r"<img\b[^<>]{0,1000}>", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"<>\n]*)\"|'([^'<>\n]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_ALT = re.compile(r"\balt=(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)
_REFERENCE = re.compile(r"^([ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*)(<[^<>\n]*>|\S+)", re.MULTILINE)


class Place(NamedTuple):
    """The text that is rewritten: its file there, its file here, and what is lost of it."""

    source: str
    target: str
    lost: list[str]


def rewrite(table: Table, body: str, place: Place) -> str:
    """Return a text whose links and pictures lead to what is here; code is left alone."""
    body = "".join(
        piece if is_code else _PICTURE.sub(lambda found: _picture(table, found, place), piece)
        for is_code, piece in bodies.pieces(body)
    )
    return bodies.change(body, lambda text: _rewritten(table, text, place))


def _rewritten(table: Table, text: str, place: Place) -> str:
    def inline(found: re.Match[str]) -> str:
        new = table.new(found[1].strip("<>"), place)
        return found[0] if new is None else "](" + (f"<{new}>" if " " in new else new)

    def html(found: re.Match[str]) -> str:
        if found[1] == "srcset":
            return ""
        new = table.new(found[2] or found[3] or "", place)
        return found[0] if new is None else f'{found[1]}="{new}"'

    def reference(found: re.Match[str]) -> str:
        new = table.new(found[2].strip("<>"), place)
        return found[0] if new is None else f"{found[1]}{new}"

    text = _TAG.sub(lambda found: _tag(table, found, place), text)
    return _REFERENCE.sub(reference, _HTML.sub(html, _INLINE.sub(inline, text)))


def _picture(table: Table, found: re.Match[str], place: Place) -> str:
    """Return a link in the place of a picture that does not come, or its words if it is in a link."""
    code, linked_words, linked, _, words, address, title = found.groups()
    if linked:
        was = table.picture_elsewhere(linked.strip("<>"), place, "the words of its link")
        return f"[{linked_words or 'Picture'}](" if was else found[0]
    if code or not address:
        return found[0]
    was = table.picture_elsewhere(address.strip("<>"), place, "a link")
    return f"[{words or 'Picture'}]({was}{title or ''})" if was else found[0]


def _tag(table: Table, found: re.Match[str], place: Place) -> str:
    source = _SOURCE.search(found[0])
    if source is None or "{" in source[0]:  # an expression of MDX
        return found[0]
    address = table.picture_elsewhere(source[1] or source[2] or source[3] or "", place, "a link")
    alt = _ALT.search(found[0])
    words = " ".join(((alt[1] or alt[2] or "") if alt else "").split()) or "Picture"
    return f'<a href="{address}">{words}</a>' if address else found[0]
