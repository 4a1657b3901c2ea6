"""TOML front matter as text: every value as its author would write it in YAML, with its line."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

from sphinx_kb.article.raw_yaml import CONTROL, DEEPEST, Field

LARGEST = 20_000  # characters: names with many dots take Python long
_LINE = re.compile(r"line (\d+)")
_NAME = r"[ \t]*(?:\[\[?[ \t]*)?[\"']?{}[\"']?[ \t]*[.=\]]"


def read_mapping(
    source: str, first_line: int = 1
) -> tuple[dict[str, Field], list[tuple[int, str]]]:
    """Return the fields of TOML front matter, and its faults as (line, remedy)."""
    if len(source) > LARGEST:
        return {}, [(first_line, f"shorten the front matter to {LARGEST:,} characters")]
    try:
        given = tomllib.loads(source, parse_float=str)
    except RecursionError:
        return {}, [(first_line, "nest the values less deeply")]
    except ValueError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else source.count("\n")
        problem = str(error).split(" (at ")[0].lower()
        last = max(1, source.count("\n"))
        return {}, [
            (
                min(line, last) + first_line - 1,
                f"mend this line, which TOML cannot read ({problem})",
            )
        ]
    fields: dict[str, Field] = {}
    faults: list[tuple[int, str]] = []
    lines = source.split("\n")
    for key, value in given.items():
        line = _line_of(key, lines) + first_line
        try:
            fields[key] = Field(_plain(value), line)
        except ValueError as error:
            faults.append((line, str(error)))
    return fields, faults


def _line_of(key: str, lines: list[str]) -> int:
    """Return the line, counted from 0, that gives a field."""
    start = re.compile(_NAME.format(re.escape(key)))
    return next((number for number, line in enumerate(lines) if start.match(line)), 0)


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a value of TOML as YAML's is read: text, a list or a mapping."""
    if depth > DEEPEST:
        raise ValueError("nest the values less deeply")
    if isinstance(value, dict):
        return {name: _plain(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):  # a moment is a day, too
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    text = str(value)
    if found := CONTROL.search(text):
        raise ValueError(f"remove the control character U+{ord(found[0]):04X}")
    return text
