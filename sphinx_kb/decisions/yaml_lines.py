"""YAML as its author wrote it: every scalar a text, and every entry with its line.

A fault of a value deep in a file can then be told with the line on which it stands.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]
DEEPEST = 20  # levels of lists and mappings
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NULL = {"", "~", "null", "Null", "NULL"}
# What an editor does not take for the end of a line, and YAML does; what YAML refuses unseen.
_UNSEEN = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " ", "\ufeff": None})


class Fault(NamedTuple):
    """One thing to mend."""

    line: int
    remedy: str


class Document(NamedTuple):
    """What a file says: texts, lists and mappings; the line of each entry by its path."""

    value: dict[str, Any]
    lines: dict[Path, int]
    faults: list[Fault]

    def line(self, path: Path) -> int:
        """Return the line of an entry, or of the nearest one around it that has a line."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(source: str) -> Document:
    """Read a mapping. What cannot be read is left out, with its fault."""
    document = Document({}, {}, [])
    try:
        root = yaml.compose(source.translate(_UNSEEN), Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        document.faults.append(_yaml_fault(error, source))
        return document
    if root is None:
        return document
    if not isinstance(root, yaml.MappingNode):
        document.faults.append(Fault(1, "write lines of 'field: value'"))
        return document
    document.value.update(_Reader(document).mapping(root, ()))
    return document


class _Reader:
    """Turns the nodes of one document into values."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: set[int] = set()

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or not key.value.isprintable():
                self.fault(line, "write each field as 'field: value'")
            elif key.value in result:
                self.fault(line, f"keep one of the two fields '{key.value}'")
            else:
                place = (*path, key.value)
                self.document.lines[place] = line
                result[key.value] = self.plain(value, place)
        return result

    def plain(self, node: yaml.Node, path: Path) -> Any:
        line = self.document.lines[path]
        if isinstance(node, yaml.ScalarNode):
            if found := _CONTROL.search(node.value):
                self.fault(line, f"remove the control character U+{ord(found[0]):04X}")
                return None
            return None if not node.style and node.value in _NULL else node.value
        if id(node) in self.seen:
            self.fault(line, "write the value out in place of a YAML alias (*name)")
            return None
        if len(path) > DEEPEST:
            self.fault(line, "nest the values less deeply")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        result = []
        for number, item in enumerate(node.value):
            place = (*path, number)
            self.document.lines[place] = item.start_mark.line + 1
            result.append(self.plain(item, place))
        return result

    def fault(self, line: int, remedy: str) -> None:
        self.document.faults.append(Fault(line, remedy))


def _yaml_fault(error: yaml.YAMLError, source: str) -> Fault:
    """Return the line and the remedy of what YAML cannot read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = source.removesuffix("\n").split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    text = lines[row]
    problem = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
    if "\t" in text[: len(text) - len(text.lstrip())] or "cannot start any token" in problem:
        remedy = "indent with spaces, not tabs, and quote a value that starts with @, ` or %"
    elif "mapping values are not allowed" in problem:
        remedy = "put quotes around a value that contains ': '"
    elif "nesting depth" in problem:
        remedy = "nest the values less deeply"
    else:
        remedy = f"mend this line, which YAML cannot read ({problem})"
    return Fault(row + 1, remedy)
