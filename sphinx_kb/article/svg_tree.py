"""An SVG file as a tree of elements, read without its document type, comments and instructions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
DEEPEST = 100
_PREFIXES = {
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


class Unsafe(ValueError):  # noqa: N818  # it is a fault of the author's
    """A file that is no drawing, or more than one; its faults are (line, remedy)."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__(_told(faults))
        self.faults = faults


def _told(faults: list[tuple[int, str]]) -> str:
    """Return all faults of a file in a few words."""
    most = 8
    shown = list(dict.fromkeys(f"line {line}: {remedy}" for line, remedy in faults))
    more = f"; and {len(shown) - most} more" if len(shown) > most else ""
    return "; ".join(shown[:most]) + more


@dataclass
class Node:
    """An element: the space of its name ("" for SVG's), the name, and what is in it."""

    space: str
    name: str
    attributes: dict[str, str]  # those of other spaces than SVG's, XLink's and XML's are left out
    line: int
    children: list[Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[Node]:
        """Yield this element and all in it."""
        open_nodes = [self]
        while open_nodes:
            node = open_nodes.pop()
            yield node
            open_nodes += [child for child in reversed(node.children) if isinstance(child, Node)]

    def text(self) -> str:
        """Return the text that stands in it directly."""
        return "".join(child for child in self.children if isinstance(child, str))


def read(data: bytes) -> Node:
    """Return the root of a file. Raises Unsafe where it is no XML, or defines entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    root = Node("", "", {}, 1)
    open_nodes = [root]

    def refuse(remedy: str) -> None:
        raise Unsafe([(parser.CurrentLineNumber, remedy)])

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > DEEPEST:
            refuse("nest the elements less deeply")
        space, local = _split(name)
        named = {_attribute(each): value for each, value in attributes.items()}
        named.pop("", None)
        node = Node("" if space == SVG else space, local, named, parser.CurrentLineNumber)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(name: str) -> None:
        open_nodes.pop()

    def characters(text: str) -> None:
        open_nodes[-1].children.append(text)

    def instruction(kind: str, data: str) -> None:
        if kind.lower().startswith("xml-stylesheet"):
            refuse("remove the style sheet")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = lambda *_: refuse("remove the entities from the document type")
    parser.SkippedEntityHandler = lambda *_: refuse("write the character in place of its name")
    try:
        parser.Parse(data, True)  # expat takes it by place
    except expat.ExpatError as error:
        raise Unsafe([(error.lineno, f"mend the XML ({expat.ErrorString(error.code)})")]) from None
    return next(child for child in root.children if isinstance(child, Node))


def _split(name: str) -> tuple[str, str]:
    """Return the space and the name of what expat gives as one."""
    space, _, local = name.rpartition(" ")
    return space, local


def _attribute(name: str) -> str:
    """Return an attribute's name, with the prefix of its space, or "" if it is another program's."""
    space, local = _split(name)
    if not space or space == SVG:
        return local
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{local}" if prefix else ""
