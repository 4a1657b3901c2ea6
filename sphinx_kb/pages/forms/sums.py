"""The last row of a form that is filled in on its page: the sums of its columns.

The twin is ``sumOf`` in kb-fill.js: numbers as people write them, added up in whole cents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.decisions import amounts, show
from sphinx_kb.decisions.arithmetic import cents
from sphinx_kb.pages.forms import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_kb.pages.forms.table import Table
    from sphinx_kb.site.model import Download

MOST_ROWS = 60  # of a form with fields
TOTAL = "Total"  # where the entry has no word of its own for it


def row(read: Table, entry: Download) -> list[str]:
    """Return the row of sums; a column that is not summed up has an empty cell."""
    summed = {table.title(name) for name in entry.sum}
    columns = zip(*rows(read, entry), strict=True)
    cells = [
        printed(column) if name in summed else ""
        for name, column in zip(read.head, columns, strict=True)
    ]
    if cells and not cells[0]:
        cells[0] = entry.total or TOTAL
    return cells


def rows(read: Table, entry: Download) -> list[tuple[str, ...]]:
    """Return the rows that can be filled in: all but the one that sums up the others."""
    return [one for one in read.rows if not table.is_total(one, entry)] or [("",) * len(read.head)]


def printed(column: Iterable[str]) -> str:
    """Return the sum of a column; a cell that is no number does not count."""
    whole = sum(filter(None, map(_cents, column)))
    return show.digits(whole / 100, 2 if whole % 100 else 0)


def _cents(text: str) -> int | None:
    plain = text.strip().replace("\u2212", "-")
    try:
        value = cents(amounts.amount(plain.removeprefix("-")))
    except ValueError:
        return None
    return -value if plain.startswith("-") else value


def faults(read: Table, entry: Download) -> Iterator[str]:
    """Yield what keeps a table from being a form on its page."""
    known = set(read.head)
    for name in entry.sum:
        if table.title(name) not in known:
            yield f"correct 'sum' of '{entry.file}': the file has no column '{name}'"
    if entry.sum and not entry.fill:
        yield f"add 'fill: yes' to '{entry.file}', or remove 'sum': a page sums up what is filled in"
    if entry.fill and len(read.rows) > MOST_ROWS:
        yield f"remove 'fill' of '{entry.file}': a page has fields for at most {MOST_ROWS} rows"
