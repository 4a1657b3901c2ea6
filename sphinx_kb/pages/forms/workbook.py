"""A table to fill in as a workbook (XLSX): set for paper, with its sums as formulas.

The same table gives the same bytes. A text is never a formula or a link, whatever it begins with.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_kb.pages.forms import formula
from sphinx_kb.pages.forms.looks import Styles, forms
from sphinx_kb.pages.forms.table import blank, is_total, number, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from sphinx_kb.pages.forms.table import Table
    from sphinx_kb.site.model import Download

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same bytes each day
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A4, UPRIGHT = 9, 4  # from five columns on, paper lies on its side
NARROW, WIDE = 8, 46  # letters of a column
ROUNDED = 1e-6  # of a sum
HEAD = 1  # rows above the first, counted from 0
HOW = "Cells on yellow are yours to fill in; what is computed follows."
SUMMED = "Computed: {} = {}"


def workbook(table: Table, entry: Download, *, filled: bool, about: Sequence[str]) -> bytes:
    """Return the file of a table; ``about`` are lines for its second sheet."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, **PLAIN}) as book:
        book.set_properties({"title": entry.name, "created": CREATED})
        styles = Styles(book)
        sheet = book.add_worksheet("Example" if filled else "Blank")
        _lay_out(sheet, table, entry)
        _fill(
            sheet,
            table if filled else blank(table, entry),
            entry,
            styles,
            forms(table, entry),
            filled=filled,
        )
        _how(book.add_worksheet("How"), entry, [*about, *table.notes], styles)
    return out.getvalue()


def _lay_out(sheet: Worksheet, table: Table, entry: Download) -> None:
    """Set the widths of the columns, and the paper."""
    for column, name in enumerate(table.head):
        longest = max([len(name) // 2, *(len(row[column]) for row in table.rows)], default=0)
        sheet.set_column(column, column, min(max(NARROW, longest + 2), WIDE))
    sheet.set_paper(A4)
    if len(table.head) > UPRIGHT:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, entry.pages or 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(HEAD, 1)
    sheet.set_header(f"&L{entry.name.replace('&', '&&')[:200]}")
    sheet.set_footer("&C&P / &N")


def _fill(
    sheet: Worksheet,
    table: Table,
    entry: Download,
    styles: Styles,
    printed: Sequence[str],
    *,
    filled: bool,
) -> None:
    """Write the head and the rows: sums as formulas, numbers as numbers, words as words."""
    sums = {title(name): text for name, text in entry.formulas.items()}
    kept = {title(name) for name in entry.keep}
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, styles.of("head"))
    for row, cells in enumerate(table.rows, HEAD):
        at = {name: _cell(row, column) for column, name in enumerate(table.head)}
        total = is_total(cells, entry)
        for column, (name, text) in enumerate(zip(table.head, cells, strict=True)):
            value = number(text)
            if total and column and (_adds_up(table, row, column) if filled else printed[column]):
                above = f"=SUM({_cell(HEAD, column)}:{_cell(row - 1, column)})"
                sheet.write_formula(
                    row, column, above, styles.of("sum", printed[column] or "#,##0"), value or 0
                )
            elif name in sums and not total and (value is not None if filled else True):
                names = {one: at[title(one)] for one in formula.columns(sums[name])}
                text_of = formula.in_row(sums[name], names, quiet=not filled)
                sheet.write_formula(
                    row,
                    column,
                    text_of,
                    styles.of("sum", printed[column] or "#,##0"),
                    "" if value is None else value,
                )
            else:
                kind = "kept" if name in kept or total else "input"
                style = styles.of(kind, printed[column] or "General")
                if value is not None:
                    sheet.write_number(row, column, value, style)
                else:
                    sheet.write_string(row, column, text, style) if text else sheet.write_blank(row, column, None, style)  # fmt: skip


def _adds_up(table: Table, row: int, column: int) -> bool:
    """Return whether the cell of a row is the sum of the numbers above it, as its file has it."""
    value = number(table.rows[row - HEAD][column])
    above = sum(number(cells[column]) or 0 for cells in table.rows[: row - HEAD])
    return value is not None and abs(above - value) <= ROUNDED * max(1, abs(value))


def _how(sheet: Worksheet, entry: Download, about: Sequence[str], styles: Styles) -> None:
    """Write what the file is for, on a sheet that is not printed."""
    sheet.set_column(0, 0, 100)
    sums = [SUMMED.format(title(name), text) for name, text in entry.formulas.items()]
    for row, line in enumerate([entry.name, entry.use, HOW, *sums, *about]):
        sheet.write_string(row, 0, line, styles.of("line"))
    sheet.print_area(0, 25, 0, 25)


def _cell(row: int, column: int) -> str:
    """Return the name of a cell."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
