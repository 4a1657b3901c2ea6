"""A table to fill in, read from its CSV: head, rows, notes, and what its blank keeps of them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_kb.article.raw_yaml import CONTROL
from sphinx_kb.pages.forms import formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_kb.site.model import Download

FEWEST = 12  # rows of a blank that keeps none of the example's
LONGEST = 5_000  # characters of a cell
MOST_ROWS, MOST_COLUMNS = 2000, 60
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")


@dataclass(frozen=True)
class Table:
    """A table as its file has it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]  # what stands under the rows: where the figures are from


def read(data: bytes) -> Table:
    """Return the table of a file. Raises ValueError with the remedy."""
    try:
        text = CONTROL.sub("", data.decode("utf-8-sig"))
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        raise ValueError("save it as UTF-8") from None
    except csv.Error as error:
        raise ValueError(f"correct the table: {error}") from None
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        raise ValueError("write a first row with the names of the columns")
    head, *rows = lines
    width = len(head)
    if width > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise ValueError(f"keep at most {MOST_COLUMNS} columns and {MOST_ROWS:,} rows")
    if ragged := next((row for row in rows if len(row) > width), None):
        raise ValueError(
            f"take a cell out of the row '{ragged[0][:40]}': it has more than the head"
        )
    if long := next((cell for row in lines for cell in row if len(cell) > LONGEST), None):
        raise ValueError(f"shorten the cell '{long[:40]}' to {LONGEST:,} characters")
    full = [tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    notes: list[str] = []
    while full and width > 1 and full[-1][0] and not any(full[-1][1:]) and " " in full[-1][0]:
        notes.insert(0, full.pop()[0])
    return Table(tuple(title(name) for name in head), tuple(full), tuple(notes))


def title(name: str) -> str:
    """Return the name of a column as one reads it: loss_low_usd becomes "Loss low, USD"."""
    text = name.strip()
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+|[a-z]+", text):
        return text
    words = text.split("_")
    unit = ", USD" if words[-1] == "usd" and len(words) > 1 else ""
    plain = " ".join(words[:-1] if unit else words)
    return plain[:1].upper() + plain[1:] + unit


def number(text: str) -> float | None:
    """Return the number that a cell is, or None where it is words."""
    return float(text) if _NUMBER.fullmatch(text) else None


def blank(table: Table, entry: Download) -> Table:
    """Return the table to fill in: of the rows what the entry keeps, else empty ones."""
    kept = {title(name) for name in entry.keep}
    if not kept:
        empty = ("",) * len(table.head)
        total = [_total_row(row) for row in table.rows if is_total(row, entry)]
        rows = [*[empty] * max(FEWEST, len(table.rows)), *total]
        return Table(table.head, tuple(rows), ())
    places = [name in kept for name in table.head]
    rows = [
        tuple(cell if keep else "" for cell, keep in zip(row, places, strict=True))
        for row in table.rows
    ]
    return Table(table.head, tuple(rows), ())


def _total_row(row: Sequence[str]) -> tuple[str, ...]:
    return (row[0], *[""] * (len(row) - 1))


def is_total(row: Sequence[str], entry: Download) -> bool:
    """Return whether a row sums up those above it."""
    return bool(entry.total) and row[0].strip() == entry.total


def faults(table: Table, entry: Download) -> Iterator[str]:
    """Yield what to do about columns that the entry names and the file does not have."""
    known = set(table.head)
    for name in (*entry.keep, *entry.formulas):
        if title(name) not in known:
            yield f"correct the column '{name}' of '{entry.file}': the file has no such column"
    for name, text in entry.formulas.items():
        try:
            formula.check(text, {*known, *map(formula.plain, known)}, title)
        except ValueError as error:
            yield f"correct the formula of '{name}' of '{entry.file}': {error}"
    if entry.total and not any(is_total(row, entry) for row in table.rows):
        yield f"correct the total of '{entry.file}': no row begins with '{entry.total}'"
