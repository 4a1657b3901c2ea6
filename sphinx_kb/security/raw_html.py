"""HTML in the text of an article: what is listed is kept, the rest is shown as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.security import lost_html
from sphinx_kb.security.html import rebuilt
from sphinx_kb.security.html_values import PREFIX
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PART = re.compile(rf'<[a-z][^<>]*? id="{PREFIX}([^"]+)"')
_TO_PART = re.compile(rf'(?<=\s)href="#{PREFIX}([^"]*)"')


class written_html(nodes.raw):  # noqa: N801  # docutils names nodes so
    """HTML as an author wrote it."""


class RebuildHtml(SphinxTransform):
    """Put rebuilt HTML in the place of what authors wrote, before anything else sees it."""

    default_priority = 5

    def note_parts(self, node: written_html, html: str) -> None:
        """Let links in Markdown find the parts that an author names in HTML."""
        slugs: dict[str, tuple[int, str, str]] = getattr(self.document, "myst_slugs", {})
        for name in _PART.findall(html):
            slugs.setdefault(name, (node.line or 1, PREFIX + name, name))
            self.env.metadata[self.env.current_document.docname]["myst_slugs"] = slugs

    def to_headings(self, html: str) -> str:
        """Return HTML whose links to headings lead there: no part of the HTML has their names."""
        slugs: dict[str, tuple[int, str, str]] = getattr(self.document, "myst_slugs", {})

        def led(found: re.Match[str]) -> str:
            name = found[1]
            is_heading = isinstance(self.document.ids.get(name), nodes.section)
            heading = slugs[name][1] if name in slugs else name if is_heading else PREFIX + name
            return f'href="#{heading}"'

        return _TO_PART.sub(led, html) if 'href="#' in html else html

    def apply(self, **kwargs: Any) -> None:
        """Rebuild the HTML of each parent by itself."""
        parents: dict[int, list[written_html]] = {}
        for node in self.document.findall(written_html):
            parents.setdefault(id(node.parent), []).append(node)
        made: list[tuple[written_html, str]] = []
        for written in map(lost_html.without_scripts, parents.values()):
            pieces = (node.astext() for node in written)
            results, refused, end = rebuilt(pieces, self.document.ids)
            for node, result, lost in zip(written, results, refused, strict=True):
                self.note_parts(node, result)
                if lost:
                    warn("raw_html", lost_html.remedy(lost), node)
                made.append((node, result))
            if end:
                written[-1].parent.append(nodes.raw("", end, format="html"))
        for node, result in made:
            raw = nodes.raw("", self.to_headings(result), format="html")
            raw.source, raw.line = node.source, node.line
            node.replace_self(raw)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(RebuildHtml)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
