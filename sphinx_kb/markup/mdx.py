"""What Docusaurus reads in a text as MDX: imports show nothing, and ``<Tabs>`` are tabs.

An import is dropped where the text uses what it names; any other is told, for it may be prose. Pure functions; the number
of lines never changes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"^(?:import|export)\s|^\s*<Tab", re.MULTILINE)
_IMPORT = re.compile(
    r"import\s+(?:([\w$,{}*\s]{1,300}?)\s+from\s+)?[\"'][^\"'\n]{1,200}[\"']\s*;?\s*"
)
_EXPORT = re.compile(r"export\s+(?:const|default|function)\b[^\n]{0,200}\s*")
_TAG = re.compile(r"([ \t]*)<(/?)(Tabs|TabItem)\b([^<>]{0,2000})>\s*")
_USED = re.compile(r"[<{]([\w$]+)")
_VALUE = re.compile(r"\b(label|value)\s*[=:]\s*\{?(?:\"([^\"\n]*)\"|'([^'\n]*)'|`([^`\n]*)`)")
_CHOICE = re.compile(r"\{([^{}]{1,300})\}")  # of the values that the tabs list
MOST_LINES = 30  # of an import, or of a tag
DEEPEST = 12  # tabs in tabs
_COLONS = 60  # of the outermost tabs: more than what authors write


class _Opened(NamedTuple):
    first: int  # lines of its tag
    last: int
    name: str
    indent: int
    title: str
    labels: dict[str, str]  # value -> what readers see


def is_here(body: str) -> bool:
    """Return whether a body may have lines of MDX."""
    return any(mark in body for mark in ("import ", "export ", "<Tab")) and bool(_LINE.search(body))


def translate(lines: list[str], code: set[int]) -> list[tuple[int, str]]:
    """Change the lines in place; return what is of MDX and has no meaning here, as (line, text)."""
    told = _without_imports(lines, code)
    _tabs(lines, code)
    return told


def _without_imports(lines: list[str], code: set[int]) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    used: set[str] | None = None
    for number, line in enumerate(lines):
        if number in code or not line.startswith(("import ", "export ")):
            continue
        if _EXPORT.fullmatch(line):
            told.append((number, line.strip()))
            lines[number] = ""
            continue
        end = _end(lines, number)
        found = _IMPORT.fullmatch("\n".join(lines[number : end + 1]))
        if not found:
            continue
        if used is None:
            used = set(_USED.findall("\n".join(lines)))
        if used.isdisjoint(re.findall(r"[\w$]+", found[1] or "")):
            told.append((number, " ".join(found[0].split())))
        lines[number : end + 1] = [""] * (end + 1 - number)
    return told


def _end(lines: list[str], first: int) -> int:
    """Return the last line of an import, which may name what it takes on lines of their own."""
    if "{" not in lines[first] or "}" in lines[first]:
        return first
    rest = range(first + 1, min(first + MOST_LINES, len(lines)))
    return next((number for number in rest if "}" in lines[number]), first)


def _tabs(lines: list[str], code: set[int]) -> None:
    """Turn tabs whose marks stand on lines of their own into fences of colons."""
    opened: list[_Opened] = []
    for number, line in enumerate(lines):
        if number in code or not line.lstrip().startswith(("<Tab", "</Tab")):
            continue
        last = number if ">" in line else _tag_end(lines, number)
        found = _TAG.fullmatch("\n".join(lines[number : last + 1]))
        if not found or found[4].endswith("/"):
            continue
        if found[2]:
            if found[3] in {one.name for one in opened}:
                while opened[-1].name != found[3]:
                    opened.pop()
                _fence(lines, opened, number)
        elif len(opened) < DEEPEST:
            title, labels = _said(found[4], opened[-1].labels if opened else {})
            indent = len(found[1].expandtabs(4))
            opened.append(_Opened(number, last, found[3], indent, title, labels))


def _tag_end(lines: list[str], first: int) -> int:
    """Return the last line of a tag that goes on over lines."""
    rest = range(first + 1, min(first + MOST_LINES, len(lines)))
    return next((number for number in rest if lines[number].rstrip().endswith(">")), first)


def _said(rest: str, labels: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the title of a tab, and what its set says that values are called."""
    choices = [dict(_pairs(choice[1])) for choice in _CHOICE.finditer(rest)]
    listed = {one["value"]: one["label"] for one in choices if {"value", "label"} <= one.keys()}
    said = {} if listed else dict(_pairs(rest))
    value = said.get("value", "")
    return said.get("label") or labels.get(value) or value or "Tab", listed


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name, a or b or c) for name, a, b, c in _VALUE.findall(text)]


def _fence(lines: list[str], opened: list[_Opened], end: int) -> None:
    """Make the innermost one that is open a fence; what is in it stands no deeper than its marks."""
    indent = opened[0].indent
    colons = " " * indent + ":" * (_COLONS - len(opened))
    one = opened.pop()
    if one.name == "Tabs":
        within = f"{colons[:-1]}{{tab-item}}"
        if not any(line.startswith(within) for line in lines[one.last + 1 : end]):
            return  # a component of another name: it is told
        lines[one.first] = colons + "{tab-set}"
    else:
        lines[one.first] = f"{colons}{{tab-item}} {one.title}"
        _dedent(lines, one.last + 1, end, indent)
    lines[one.first + 1 : one.last + 1] = [""] * (one.last - one.first)
    lines[end] = colons


def _dedent(lines: list[str], first: int, end: int, indent: int) -> None:
    """Take from lines the spaces that all of them have more than a number of."""
    inner = [line for line in lines[first:end] if line.strip()]
    more = min((len(line) - len(line.lstrip(" ")) for line in inner), default=0) - indent
    if more > 0:
        lines[first:end] = [line[more:] if line.strip() else line for line in lines[first:end]]
