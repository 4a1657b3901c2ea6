"""Pictures that an author shows by an HTML tag: from here on they are pictures like any other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.article import files
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

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


class ReplaceHtmlImages(SphinxTransform):
    """Put images in the place of the tags that show pictures of the site.

    It runs after the HTML of articles is rebuilt (5, and registered before), and before the
    files that an article brings in are checked (6).
    """

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Divide the HTML at each such tag."""
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            if node.get("format") == "html" and _TAG.search(text):
                node.parent.replace(node, list(self.parts(node, text)))

    def parts(self, node: nodes.raw, text: str) -> Iterator[nodes.Node]:
        """Yield what a piece of HTML consists of, with its pictures as images."""
        for part in filter(None, _TAG.split(text)):
            raw = nodes.raw("", part, format="html")
            raw.source, raw.line = node.source, node.line
            yield (_TAG.fullmatch(part) and self.image(part, raw)) or raw

    def image(self, tag: str, raw: nodes.raw) -> nodes.Element | None:
        """Return an image for a tag that shows a picture of the site, else None.

        In an article its words are shown instead, and the author is told why; other pages may
        show what they like.
        """
        said = attributes(tag)
        docname, written = self.env.current_document.docname, said.get("src", "")
        remedy = f"add the picture '{written}', or correct its path"
        try:
            path = files.find(self.env.srcdir, docname, written)
        except (FileNotFoundError, ValueError) as error:
            if docname in CatalogDomain.of(self.env).articles:
                warn("picture", str(error) or remedy, raw)
                return nodes.inline("", said.get("alt", ""), classes=["kb-no-picture"])
            return None
        image = nodes.image(uri=f"/{path}", alt=said.get("alt", ""))
        image["classes"] += said.get("class", "").split()
        image.attributes.update(
            {name: said[name] for name in ("width", "height", "title") if said.get(name)}
        )
        image["within_html"] = True  # perhaps within a link
        image.source, image.line = raw.source, raw.line
        return image
