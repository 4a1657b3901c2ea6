"""What may change: entries of ``_data/watch.yml`` and ``_data/clocks.yml`` whose day has come."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_kb.article import dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {"watch.yml": "look_again", "clocks.yml": "review_by"}  # file -> its field with the day


def faults(root: Path) -> Iterator[str]:
    """Yield each entry that should have been looked at by now, as ``path:line: remedy``."""
    for name, field in FILES.items():
        path = root / "_data" / name
        if path.is_file():
            for line, remedy in overdue(path.read_text("utf-8"), field):
                yield f"_data/{name}:{line}: {remedy}"


def overdue(text: str, field: str) -> Iterator[tuple[int, str]]:
    """Yield the entries of a file whose day has passed, or that name none, as (line, remedy)."""
    today = dates.now(dict(os.environ)).date()
    try:
        found = list(_entries(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield line, f"mend the YAML: {error.problem}"
        return
    for line, entry in found:
        due = entry.get(field)
        if not isinstance(due, date):
            yield line, f"give '{field}' as YYYY-MM-DD"
        elif due < today:
            name = entry.get("what") or entry.get("name")
            yield line, f"look again at {name}: it was due on {dates.written_out(due)}"


def _entries(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the line and the fields of each entry of a list, or of a mapping of entries."""
    tree, said = yaml.compose(text), yaml.safe_load(text)
    if isinstance(tree, yaml.SequenceNode):
        lines, entries = [node.start_mark.line for node in tree.value], list(said)
    elif isinstance(tree, yaml.MappingNode):
        lines, entries = [key.start_mark.line for key, _ in tree.value], list(said.values())
    else:
        return
    for line, entry in zip(lines, entries, strict=True):
        yield line + 1, entry if isinstance(entry, dict) else {}
