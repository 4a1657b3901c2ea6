"""Formulas of a table's columns: ``[Hours a week] / 33`` is the same sum in every row.

A name in brackets is a column; all else is numbers, signs, and functions that are listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

LONGEST = 500
FUNCTIONS = frozenset({"ABS", "AVERAGE", "COUNTIF", "EXP", "IF", "MAX", "MIN", "ROUND", "SUM"})
_COLUMN = re.compile(r"\[([^\[\]]{1,120})\]")
_REST = re.compile(r"[0-9.,()+\-*/^<>=\s]|\"[^\"]{0,40}\"")
_WORD = re.compile(r"[A-Za-z_]\w*")


def check(text: str, known: Collection[str], title: Callable[[str], str]) -> None:
    """Raise ValueError with the remedy for what a formula may not have."""
    if len(text) > LONGEST:
        raise ValueError(f"write at most {LONGEST} characters")
    for name in columns(text):
        if title(name) not in known:
            raise ValueError(f"there is no column '{name}'")
    rest = _COLUMN.sub("", text)
    for word in _WORD.findall(re.sub(r"\"[^\"]*\"", "", rest)):
        if word not in FUNCTIONS:
            raise ValueError(f"write one of {', '.join(sorted(FUNCTIONS))} in place of '{word}'")
    if left := _REST.sub("", _WORD.sub("", rest)):
        raise ValueError(f"remove '{left[:10]}'")


def columns(text: str) -> list[str]:
    """Return the names of the columns in a formula, each once."""
    return list(dict.fromkeys(_COLUMN.findall(text)))


def plain(name: str) -> str:
    """Return a name without spaces at its ends."""
    return name.strip()


def in_row(text: str, cells: Mapping[str, str], *, quiet: bool) -> str:
    """Return a formula for one row, whose cells are named: empty, if asked, until all are filled."""
    written = _COLUMN.sub(lambda found: cells[found[1]], text)
    needed = ",".join(cells[name] for name in columns(text))
    if not quiet or not needed:
        return f"={written}"
    return f'=IF(COUNT({needed})<{len(columns(text))},"",{written})'
