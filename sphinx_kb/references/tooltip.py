"""A link in a text with what it means beside it, shown on hover and on focus without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class tooltip_link(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils names so
    """A link, its one child; ``tip`` is what it means, ``tip_id`` the id of that."""


def visit_tooltip_link(self: HTML5Translator, node: tooltip_link) -> None:
    """Write the link, described by its meaning, and the meaning behind it.

    docutils would not write ``aria-describedby`` of a reference.
    """
    link = cast("nodes.reference", node[0])
    name, tip = self.attval(node["tip_id"]), self.encode(node["tip"])
    described = {"href": link["refuri"], "aria-describedby": node["tip_id"]}
    self.body.append(self.starttag(node, "span", "", CLASS="kb-mention"))
    self.body.append(self.starttag(link, "a", "", CLASS="reference internal", **described))
    for child in link:
        child.walkabout(self)
    self.body.append(
        f'</a><span class="kb-tooltip" role="tooltip" id="{name}" hidden>{tip}</span></span>'
    )
    raise nodes.SkipNode


def show_link_only(self: Any, node: tooltip_link) -> None:
    """Show the link alone where there is nothing to hover with."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    plain = (show_link_only, show_link_only)
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), plain)
    app.add_node(tooltip_link, html=(visit_tooltip_link, None), **others)  # type: ignore[arg-type]
    return {"parallel_read_safe": True, "parallel_write_safe": True}
