"""The register as a workbook (XLSX): change a number, and averages and totals follow.

The same register gives the same bytes: the day of creation is the register's. A text is never a
formula or a link, whatever it begins with. Percentiles are values: a spreadsheet has no function
for them.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sphinx_kb.decisions import effects, show
from sphinx_kb.decisions.frontier import names

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from sphinx_kb.decisions.assessment import Assessment

_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
HOW = (
    "Colored cells are inputs: change them, and averages and totals follow.",
    "An average year is (lowest + 4 x most likely + highest) / 6 of the events, times that of the loss.",
    "What is marked 'as built', and the best sets, do not follow: the page computes them anew.",
)
FIRST = 1  # the row under the head, counted from 0


def workbook(found: Assessment) -> bytes:
    """Return the file."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    register = found.register
    with Workbook(out, {"in_memory": True, **_PLAIN}) as book:
        created = datetime.combine(register.as_of, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": f"Risks of {register.name}", "created": created})
        styles = _styles(book)
        _risks(book.add_worksheet("Risks"), found, styles)
        _options(book.add_worksheet("Options"), found, styles)
        _best_sets(book.add_worksheet("Best sets"), found, styles)
        _about(book.add_worksheet("About"), found, styles)
    return out.getvalue()


def _styles(book: Workbook) -> dict[str, Any]:
    money, share = {"num_format": "#,##0"}, {"num_format": "0.0%"}
    return {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "money": book.add_format(money),
        "share": book.add_format(share),
        "sum": book.add_format({"bold": True, **money}),
        "rate": book.add_format({"locked": False, "bg_color": "#FFF8E1", "num_format": "0.####"}),
        "input": book.add_format({"locked": False, "bg_color": "#FFF8E1", **money}),
        "taken": book.add_format({"locked": False, "bg_color": "#FFF8E1", **share}),
    }


def _head(sheet: Worksheet, titles: list[str], widths: list[int], styles: dict[str, Any]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles["head"])
    sheet.freeze_panes(1, 2)
    sheet.protect()  # without a password: it keeps formulas from being overwritten by accident


def _risks(sheet: Worksheet, found: Assessment, styles: dict[str, Any]) -> None:
    titles = [
        "ID", "Risk", "Owner", "Events: lowest", "Events: most likely", "Events: highest",
        "Loss: lowest", "Loss: most likely", "Loss: highest", "Average year",
        "1 year in 20 exceeds (as built)", "Chance over the limit (as built)",
    ]  # fmt: skip
    _head(sheet, titles, [7, 44, 22, 9, 9, 9, 12, 12, 12, 14, 14, 14], styles)
    register = found.register
    for row, (name, risk) in enumerate(register.risks.items(), FIRST):
        year, line = found.risks[name].today, row + 1
        for column, text in enumerate((name, risk.title, risk.owner)):
            sheet.write_string(row, column, text, styles["text"])
        for column, value in enumerate(risk.events, 3):
            sheet.write_number(row, column, value, styles["rate"])
        for column, value in enumerate(risk.loss, 6):
            sheet.write_number(row, column, value, styles["input"])
        formula = f"=(D{line}+4*E{line}+F{line})/6*(G{line}+4*H{line}+I{line})/6"
        sheet.write_formula(row, 9, formula, styles["money"], round(risk.ale, 6))
        sheet.write_number(row, 10, year.p95, styles["money"])
        if year.over is not None:
            sheet.write_number(row, 11, year.over, styles["share"])
    last = FIRST + len(register.risks)
    sheet.write_string(last, 1, "All together", styles["head"])
    sheet.write_formula(
        last, 9, f"=SUM(J{FIRST + 1}:J{last})", styles["sum"], round(effects.expected(register), 6)
    )
    sheet.write_number(last, 10, found.together.today.p95, styles["sum"])


def _options(sheet: Worksheet, found: Assessment, styles: dict[str, Any]) -> None:
    """Write a row for each risk that an option acts on: the share taken is an input."""
    titles = [
        "ID", "Option", "Payer", "Status", "Cost a year", "Acts on", "Takes of its average year",
        "Avoids alone, with nothing beside it", "Average year of the risk",
    ]  # fmt: skip
    _head(sheet, titles, [12, 44, 16, 11, 12, 9, 12, 16, 14], styles)
    register = found.register
    places = {name: row + 1 for row, name in enumerate(register.risks, FIRST)}
    row = FIRST
    for name, option in register.options.items():
        for number, (risk, effect) in enumerate(option.effects.items()):
            events, loss = effects.left(effect)
            ale = register.risks[risk].ale
            for column, text in enumerate((name, option.title, option.payer, option.status)):
                sheet.write_string(row, column, text, styles["text"])
            if number == 0:
                sheet.write_number(row, 4, option.cost, styles["input"])
            sheet.write_string(row, 5, risk, styles["text"])
            sheet.write_number(row, 6, 1 - events * loss, styles["taken"])
            taken = ale * (1 - events * loss)
            sheet.write_formula(row, 7, f"=I{row + 1}*G{row + 1}", styles["money"], round(taken, 6))
            sheet.write_formula(row, 8, f"=Risks!J{places[risk]}", styles["money"], round(ale, 6))
            row += 1


def _best_sets(sheet: Worksheet, found: Assessment, styles: dict[str, Any]) -> None:
    _head(sheet, ["Cost a year", "Avoided", "Net", "Options"], [13, 13, 13, 100], styles)
    for row, one in enumerate(found.sets, FIRST):
        sheet.write_number(row, 0, one.cost, styles["money"])
        sheet.write_number(row, 1, one.avoided, styles["money"])
        formula = f"=B{row + 1}-A{row + 1}"
        sheet.write_formula(row, 2, formula, styles["money"], one.net)
        titles = [found.register.options[name].title for name in names(found.register, one)]
        sheet.write_string(row, 3, "; ".join(titles) or "none", styles["text"])


def _about(sheet: Worksheet, found: Assessment, styles: dict[str, Any]) -> None:
    register = found.register
    sheet.set_column(0, 0, 100)
    lines = [
        register.name, register.note,
        "Illustrative figures." if register.illustrative else "",
        f"As of {register.as_of.isoformat()}, in {register.currency}.",
        *HOW,
        f"Budget of the page: {show.money(register.budget, show.sign(register.currency))} a year.",
        *(f"{name}, estimated {risk.estimated.isoformat()}: {risk.source}"
          for name, risk in register.risks.items()),
    ]  # fmt: skip
    for row, line in enumerate(filter(None, lines)):
        sheet.write_string(row, 0, line, styles["text"])
