"""What stands in the place of a picture or a file that is not shown: its words."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import download_reference

from sphinx_kb.security.html_values import is_web

CARD_TEXT = {"sd-card-img-overlay": "sd-card-body"}


def show_words(node: nodes.Element) -> None:
    """Put what a picture or a file would have been in words in its place.

    A picture of another site is a link to it, unless it stands in a link. Sphinx takes for granted
    that a link outside of a text has a picture in it.
    """
    if not isinstance(node, nodes.image):
        node.replace_self(nodes.inline("", "", *node.children))
        return
    words = alternative(node.get("uri", ""), node.get("alt", ""), is_in_link=in_link(node))
    if "sd-card-img" in node["classes"]:  # behind the text of a card, which now stands alone
        for beside in (each for each in node.parent.children if isinstance(each, nodes.Element)):
            beside["classes"] = [CARD_TEXT.get(name, name) for name in beside["classes"]]
    place: nodes.Element = node
    link = node.parent
    if isinstance(link, nodes.reference) and not isinstance(link.parent, nodes.TextElement):
        link.replace(node, words)
        place, words = link, link.deepcopy()
    if not isinstance(place.parent, nodes.TextElement):
        words = nodes.paragraph("", "", words)
    place.replace_self(words)


def alternative(address: str, text: str, *, is_in_link: bool) -> nodes.Element:
    """Return what stands in the place of a picture: its words, or a link to it with these."""
    if not is_in_link and is_web(address):
        address = f"https:{address}" if address.startswith("//") else address
        link = nodes.reference("", text or address, refuri=address)
        return nodes.inline("", "", link, classes=["kb-no-picture"])
    return nodes.inline("", text, classes=["kb-no-picture"])


def in_link(node: nodes.Node) -> bool:
    """Return whether a node stands in a link."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.reference | download_reference):
        parent = parent.parent
    return parent is not None
