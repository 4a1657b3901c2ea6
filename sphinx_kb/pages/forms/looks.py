"""How the cells of a workbook look, and how its columns print their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.pages.forms.table import number, title

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from sphinx_kb.pages.forms.table import Table
    from sphinx_kb.site.model import Download

_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D3D8"}
LOOKS = {
    "head": {**_CELL, "bold": True, "bg_color": "#E8EFEF"},
    "kept": _CELL,
    "input": {**_CELL, "bg_color": "#FFF8E1"},
    "sum": {**_CELL, "bold": True},
    "line": {"text_wrap": True, "valign": "top"},
}
LARGE = 10_000  # from here on figures have commas: a year has none


class Styles:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[str, str], Any] = {}

    def of(self, kind: str, number_format: str = "General") -> Any:
        """Return the look of a kind of cell, with the form of its numbers."""
        key = kind, number_format
        if key not in self._known:
            self._known[key] = self._book.add_format({**LOOKS[kind], "num_format": number_format})
        return self._known[key]


def forms(table: Table, entry: Download) -> list[str]:
    """Return how each column prints its numbers, as the example has them; nothing of words alone."""
    sums = {title(name) for name in entry.formulas}
    found = []
    for column, name in enumerate(table.head):
        cells = [row[column] for row in table.rows if number(row[column]) is not None]
        places = max((len(cell.partition(".")[2]) for cell in cells), default=0)
        large = any(abs(number(cell) or 0) >= LARGE for cell in cells)
        form = "#,##0" + (f".{'0' * places}" if places else "")
        found.append((form if large or name in sums or entry.total else "General") if cells else "")
    return found
