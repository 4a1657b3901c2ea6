"""HTML in the text of an article: what is listed is kept, the rest is shown as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.security.html import rebuilt
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class written_html(nodes.raw):  # noqa: N801  # docutils names nodes so
    """HTML as an author wrote it."""


class RebuildHtml(SphinxTransform):
    """Put rebuilt HTML in the place of what authors wrote, before anything else sees it."""

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Rebuild the HTML of each parent by itself."""
        parents: dict[int, list[written_html]] = {}
        for node in self.document.findall(written_html):
            parents.setdefault(id(node.parent), []).append(node)
        for written in parents.values():
            pieces = (node.astext() for node in written)
            results, refused, end = rebuilt(pieces, self.document.ids)
            for node, result, lost in zip(written, results, refused, strict=True):
                if lost:
                    names = ", ".join(dict.fromkeys(lost))
                    warn("raw_html", f"remove {names}: it is not kept in an article", node)
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
