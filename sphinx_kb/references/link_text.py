"""What a link shows that leads nowhere, and whether an address is a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import docname_join

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def is_name(env: BuildEnvironment, docname: str, written: str) -> bool:
    """Return whether MyST knows a link by its name: a document, a part of a page, a term."""
    name, standard = written.lower(), env.domains.standard_domain
    if docname_join(docname, written) in env.found_docs or _is_label(env, name):
        return True
    objects = standard.objects
    return any(
        (kind, name if kind == "term" else written) in objects for kind in standard.object_types
    )


def _is_label(env: BuildEnvironment, name: str) -> bool:
    """Return whether a part of a page has a name."""
    standard = env.domains.standard_domain
    return name in standard.anonlabels or name in standard.labels


def show_text(node: nodes.Element, text: str) -> None:
    """Put the text of a link in its place; a link over a whole card has none, and a picture stays."""
    if "sd-stretched-link" in node["classes"]:
        node.parent.remove(node)
        return
    words: nodes.Element = nodes.inline("", text, classes=["kb-unpublished"])
    pictures = list(node.findall(nodes.image))
    if pictures and isinstance(node, nodes.reference):
        if isinstance(node.parent, nodes.TextElement):
            node.replace_self(nodes.inline("", "", *pictures, classes=["kb-unpublished"]))
        else:
            node.replace_self(pictures)
        return
    node.replace_self(words)
