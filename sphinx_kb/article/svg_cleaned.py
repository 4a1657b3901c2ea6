"""SVG as drawing programs save it, as a drawing alone: what is published is written anew.

Document types, comments, metadata and the elements and attributes of other programs are dropped,
styles become attributes, links and the rich form of a text give way to what they show. A script, a
link to something outside, an animation, HTML are refused, all of them at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sphinx_kb.article import svg
from sphinx_kb.article.svg_style import Declarations, Sheet, as_hex, declarations, styled
from sphinx_kb.article.svg_tree import XHTML, Node, Unsafe, read

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DRAWN = 200_000  # elements, once each <use> is what it repeats
MOST_NESTED = 20  # uses within uses
_DROPPED = frozenset({"metadata", "style", "view", "cursor"})
_TEXT = frozenset({"text", "tspan", "textPath", "title", "desc"})
_ACTIVE = re.compile(r"(?:java|vb)script:|data:text|data:image/svg", re.IGNORECASE)


def cleaned(data: bytes) -> bytes:
    """Return a file as a drawing: as it is if it is one. Raises Unsafe with all its faults."""
    if not any(svg.faults(data)):
        return data
    cleaning = Cleaning(read(data))
    if cleaning.faults:
        raise Unsafe(sorted(cleaning.faults))
    result = cleaning.text.encode()
    if left := list(svg.faults(result, is_cleaned=True)):
        raise Unsafe(left)  # what is published passes the same list, whoever has written it
    return result


class Cleaning:
    """A drawing, written anew, and the faults that keep it from being one."""

    def __init__(self, root: Node) -> None:
        self.faults: list[tuple[int, str]] = []
        self._sheet = Sheet()
        self._root = root
        self._lines: list[str] = []
        for node in root.elements():
            if node.name == "style" and not node.space:
                self.faults += [(node.line, remedy) for remedy in self._sheet.add(node.text())]
        if root.name != "svg" or root.space:
            self.faults.append((root.line, f"save a drawing: <{root.name}> is none"))
        self._write(root)
        self.faults += _endless(root)
        self.text = "".join(self._lines)

    def _write(self, node: Node) -> None:
        """Write an element and what is in it."""
        if node.space == XHTML or (not node.space and node.name == "foreignObject"):
            self.faults.append((node.line, f"remove <{node.name}>"))
            return
        if node.space or node.name in _DROPPED:
            return
        name = "g" if node.name in {"a", "switch"} else node.name
        if name not in svg.ELEMENTS | svg.LINKED:
            self.faults.append((node.line, f"remove <{name}>"))
        attributes = self._attributes(node)
        if node is self._root:
            attributes = {"xmlns": svg.NAMESPACE, **attributes}
        self._lines.append(
            f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        )
        self._lines.append(">")
        for child in _chosen(node) if node.name == "switch" else node.children:
            if isinstance(child, Node):
                self._write(child)
            elif name in _TEXT:
                self._lines.append(escape(child))
        self._lines.append(f"</{name}>")

    def _attributes(self, node: Node) -> Declarations:
        """Return the attributes that an element keeps, with its styles among them."""
        kept: Declarations = {}
        own: Declarations = {}
        for name, value in node.attributes.items():
            local = name.removeprefix("xlink:")
            if local.lower().startswith("on"):
                self._fault(node, f"remove {name}= of <{node.name}>")
            elif local == "href":
                kept |= self._link(node, value)
            elif name == "style":
                try:
                    own = declarations(value)
                except ValueError as error:
                    self._fault(node, f"{error} in style= of <{node.name}>")
            elif name in svg.ATTRIBUTES and name != "xmlns":
                if svg.is_outside(value):
                    self._fault(node, f"let {name}= of <{node.name}> refer to nothing outside")
                kept[name] = as_hex(value)
        return styled(kept, self._sheet.of(node), own)

    def _link(self, node: Node, value: str) -> Declarations:
        """Return the link of an element, if it is to a part of the drawing."""
        if svg.is_own_link(node.name, value):
            return {"href": value.strip()}
        if node.name != "a" or _ACTIVE.search(re.sub(r"\s", "", value)):
            self._fault(node, f"let href= of <{node.name}> refer to nothing outside")
        return {}

    def _fault(self, node: Node, remedy: str) -> None:
        """Note what is to be mended."""
        self.faults.append((node.line, remedy))


def _chosen(node: Node) -> Iterator[Node]:
    """Yield what a choice shows where HTML is not allowed: the first drawing in it."""
    drawn = [child for child in node.children if isinstance(child, Node) and not child.space]
    yield from [child for child in drawn if child.name != "foreignObject"][:1] or drawn[:1]


def _endless(root: Node) -> Iterator[tuple[int, str]]:
    """Yield the fault of a drawing that repeats itself too often."""
    parts: dict[str, tuple[int, list[str]]] = {}
    everything: list[str] = []
    count = 0
    for node in root.elements():
        count += 1
        link = node.attributes.get("href") or node.attributes.get("xlink:href") or ""
        if node.name == "use" and link.startswith("#"):
            everything.append(link[1:])
        if own := node.attributes.get("id"):
            inner = list(node.elements())
            links = [
                each.attributes.get("href") or each.attributes.get("xlink:href") or "" for each in inner
                if each.name == "use"
            ]  # fmt: skip
            parts.setdefault(own, (len(inner), [name[1:] for name in links]))
    sizes: dict[str, int] = {}

    def size(name: str, depth: int) -> int:
        if depth > MOST_NESTED:
            raise RecursionError
        if name not in sizes:
            own, links = parts.get(name, (0, []))
            sizes[name] = min(MOST_DRAWN + 1, own + sum(size(link, depth + 1) for link in links))
        return sizes[name]

    try:
        if count + sum(size(name, 1) for name in everything) > MOST_DRAWN:
            yield root.line, "repeat less by <use>"
    except RecursionError:
        yield root.line, "repeat nothing within itself by <use>"
