"""HTML in the text of an article: what is listed is kept, the rest is shown as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.security.html import rebuilt
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
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


class written_html(nodes.raw):  # noqa: N801  # docutils names nodes so
    """HTML as an author wrote it."""


def remedy(lost: list[str]) -> str:
    """Return what to do about tags and attributes that are not kept: a word in brackets is no tag."""
    names = ", ".join(dict.fromkeys(lost))
    words = [name for name in lost if _WORD.fullmatch(name) and name.strip("</>") not in HTML]
    if len(words) == len(lost):
        return f"write {names} in `backticks`, or with &lt; in place of <: it is no tag of HTML"
    return f"remove {names}: it is not kept in an article"


def _shown(written: list[written_html]) -> list[written_html]:
    """Take out what stands between the tags of a script or a style in a text; return the other tags."""
    shown: list[written_html] = []
    number = 0
    while number < len(written):
        node = written[number]
        start = _SCRIPT.fullmatch(node.astext().strip())
        end = number + 1
        while start and end < len(written) and not _is_end(written[end], start[1]):
            end += 1
        if start and end < len(written):
            first, last = node.parent.index(node), node.parent.index(written[end])
            del node.parent.children[first + 1 : last + 1]
            node.rawsource = ""
            node.children = [nodes.Text(f"{node.astext()}</{start[1]}>")]
            number = end
        shown.append(node)
        number += 1
    return shown


def _is_end(node: written_html, name: str) -> bool:
    """Return whether a piece of HTML closes a tag."""
    return node.astext().strip().lower().replace(" ", "") == f"</{name.lower()}>"


class RebuildHtml(SphinxTransform):
    """Put rebuilt HTML in the place of what authors wrote, before anything else sees it."""

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Rebuild the HTML of each parent by itself."""
        parents: dict[int, list[written_html]] = {}
        for node in self.document.findall(written_html):
            parents.setdefault(id(node.parent), []).append(node)
        for written in map(_shown, parents.values()):
            pieces = (node.astext() for node in written)
            results, refused, end = rebuilt(pieces, self.document.ids)
            for node, result, lost in zip(written, results, refused, strict=True):
                if lost:
                    warn("raw_html", remedy(lost), node)
                raw = nodes.raw("", result, format="html")
                raw.source, raw.line = node.source, node.line
                node.replace_self(raw)
                last = raw
            if end:
                last.parent.append(nodes.raw("", end, format="html"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(RebuildHtml)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
