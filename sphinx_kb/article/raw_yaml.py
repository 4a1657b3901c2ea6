"""YAML as its author wrote it: every scalar a text, every field with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import BaseResolver

if TYPE_CHECKING:
    from pathlib import Path

Faults = list[tuple[str, int, str]]  # (file, line, remedy)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
DEEPEST = 20  # levels of lists and mappings in one field
LONGEST_ALIAS = 1_000  # characters of a text that a head may name again (&name, *name)
_NULL = {"", "~", "null", "Null", "NULL"}
# What an editor does not take for the end of a line, and YAML does; what YAML refuses unseen.
_UNSEEN = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " ", "\ufeff": None})


class _AsWritten(CParser, BaseResolver):
    """YAML's C parser, which leaves every scalar as it is written ("Yes", 007)."""

    def __init__(self, stream: str) -> None:
        CParser.__init__(self, stream)
        BaseResolver.__init__(self)

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Give no scalar a meaning."""
        return ""

    def dispose(self) -> None:
        """Keep nothing: PyYAML asks for it."""


class Field(NamedTuple):
    """A value of the front matter as text, list or mapping, and its line."""

    value: Any
    line: int


def _repeats(node: yaml.Node, first: Field) -> bool:
    """Return whether a field that stands twice says the same both times."""
    return isinstance(node, yaml.ScalarNode) and node.value == first.value


def read_mapping(
    source: str, first_line: int = 1
) -> tuple[dict[str, Field], list[tuple[int, str]]]:
    """Return the fields of a YAML mapping, and its faults as (line, remedy).

    ``first_line`` is the line of the file at which the source starts.
    """
    fields: dict[str, Field] = {}
    faults: list[tuple[int, str]] = []
    try:
        root = yaml.compose(source.translate(_UNSEEN), Loader=_AsWritten)  # type: ignore[arg-type]
    except yaml.YAMLError as error:
        row, remedy = _yaml_fault(error, source)
        return fields, [(row + first_line, remedy)]
    if root is None:
        return fields, faults
    if not isinstance(root, yaml.MappingNode):
        return fields, [(first_line, "write lines of 'field: value'")]
    seen: set[int] = set()
    for key, node in root.value:
        line = key.start_mark.line + first_line
        if not isinstance(key, yaml.ScalarNode) or not key.value.isprintable():
            faults.append((line, "write each field as 'field: value'"))
        elif key.value in fields and _repeats(node, fields[key.value]):
            continue
        elif key.value in fields:
            faults.append((line, f"keep one of the two fields '{key.value}'"))
        else:
            try:
                fields[key.value] = Field(_plain(node, seen), line)
            except ValueError as error:
                faults.append((line, str(error)))
    return fields, faults


def _plain(node: yaml.Node, seen: set[int], depth: int = 0) -> Any:
    """Return a YAML node's value: text as written, None, a list or a mapping."""
    if depth > DEEPEST:
        raise ValueError("nest the values less deeply")
    is_short = isinstance(node, yaml.ScalarNode) and len(node.value) <= LONGEST_ALIAS
    if id(node) in seen and not is_short:
        raise ValueError("write the value out in place of a YAML alias (*name)")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if found := CONTROL.search(node.value):
            raise ValueError(f"remove the control character U+{ord(found[0]):04X}")
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, seen, depth + 1) for item in node.value]
    value = {}
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError("write each line of the field as 'name: value'")  # noqa: TRY004
        value[key.value] = _plain(item, seen, depth + 1)
    return value


def _yaml_fault(error: yaml.YAMLError, source: str) -> tuple[int, str]:
    """Return the row of the source, and the remedy, for what YAML cannot read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = source.removesuffix("\n").split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    text = lines[row]
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    if "\t" in text[: len(text) - len(text.lstrip())] or "cannot start any token" in problem:
        return row, "indent with spaces, not tabs, and quote a value that starts with @, ` or %"
    if "mapping values are not allowed" in problem:
        return row, "put quotes around a value that contains ': '"
    if "nesting depth" in problem:
        return row, "nest the values less deeply"
    return row, f"mend this line, which YAML cannot read ({problem})"


def read_file(folder: Path, name: str, faults: Faults) -> dict[str, Field]:
    """Return the fields of a file of data, none where it is not there; add its faults."""
    found, wrong = read_mapping(read_text(folder, name, faults))
    faults.extend((name, line, remedy) for line, remedy in wrong)
    return found


def read_text(folder: Path, name: str, faults: Faults) -> str:
    """Return the text of a file of data, none where it is not there; add its faults."""
    path = folder / name
    try:
        return path.read_text("utf-8-sig") if path.is_file() else ""
    except UnicodeDecodeError:
        faults.append((name, 1, "save the file as UTF-8"))
    except OSError:
        faults.append((name, 1, "make the file readable"))
    return ""
