"""Pictures that an author shows by an HTML tag: from here on they are pictures like any other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.article import files as picture_files
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security import alternatives, files
from sphinx_kb.security.html_values import WEB
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_LINK = re.compile(r"</?a\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"(<img\b[^<>]*>)", re.IGNORECASE)


class _Attributes(HTMLParser):
    """Reads the attributes of one tag."""

    found: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes."""
        self.found = dict(attrs)


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag."""
    reader = _Attributes()
    reader.found = {}
    reader.feed(tag)
    return {name: value for name, value in reader.found.items() if value is not None}


def _ends_in_link(text: str, *, is_open: bool) -> bool:
    """Return whether a link is open at the end of a piece of HTML."""
    tags = _LINK.findall(text)
    return tags[-1][1] != "/" if tags else is_open


class ReplaceHtmlImages(SphinxTransform):
    """Put images in the place of the tags that show pictures of the site.

    It runs after the HTML of articles is rebuilt (5, and registered before), and before the
    files that an article brings in are checked (6).
    """

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Divide the HTML at each such tag."""
        in_link: dict[int, bool] = {}  # by the parent: HTML goes on from one piece to the next
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            if node.get("format") != "html":
                continue
            parent = id(node.parent)
            is_open = in_link.get(parent, False) or alternatives.in_link(node)
            if _TAG.search(text):
                node.parent.replace(node, list(self.parts(node, text, is_in_link=is_open)))
            in_link[parent] = _ends_in_link(text, is_open=is_open)

    def parts(self, node: nodes.raw, text: str, *, is_in_link: bool) -> Iterator[nodes.Node]:
        """Yield what a piece of HTML consists of, with its pictures as images."""
        for part in filter(None, _TAG.split(text)):
            raw = nodes.raw("", part, format="html")
            raw.source, raw.line = node.source, node.line
            yield (_TAG.fullmatch(part) and self.image(part, raw, is_in_link=is_in_link)) or raw
            is_in_link = _ends_in_link(part, is_open=is_in_link)

    def image(self, tag: str, raw: nodes.raw, *, is_in_link: bool) -> nodes.Element | None:
        """Return an image for a tag that shows a picture of the site, else None.

        In an article its words are shown instead, and the author is told why; other pages may
        show what they like.
        """
        said = attributes(tag)
        docname = self.env.current_document.docname
        shown = nodes.image()
        written = files.of_mode(shown, said.get("src") or said.get(WEB, ""))
        try:
            path = picture_files.find(self.env.srcdir, docname, written)
        except (FileNotFoundError, ValueError) as error:
            if docname not in CatalogDomain.of(self.env).articles:
                return None
            warn("picture", str(error) or picture_files.missing(self.env.srcdir, written), raw)
            return alternatives.alternative(written, said.get("alt", ""), is_in_link=is_in_link)
        image = nodes.image(uri=f"/{path}", alt=said.get("alt", ""))
        image["classes"] += [*said.get("class", "").split(), *shown["classes"]]
        image.attributes.update(
            {name: said[name] for name in ("width", "height", "title") if said.get(name)}
        )
        image["within_html"] = True  # perhaps within a link
        image.source, image.line = raw.source, raw.line
        return image
