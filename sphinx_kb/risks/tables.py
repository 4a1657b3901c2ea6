"""The directive ``{risk-table}``: risks of the register as rows of an article's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_kb.risks import context, figures
from sphinx_kb.risks.directive import RegisterDirective, chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_kb.calculators.options import Option
    from sphinx_kb.decisions.assessment import Assessment

AFTER = "Average year, with the chosen options"
COLUMNS: Mapping[str, str] = {
    "owner": "Owner", "events": "Events a year", "loss": "Loss of one event",
    "average": "Average year", "quiet": "Years without loss", "p10": "P10", "p50": "P50",
    "p90": "1 year in 10 exceeds", "p95": "1 year in 20 exceeds", "p99": "1 year in 100 exceeds",
    "over": "Chance over", "after": AFTER,
}  # fmt: skip
DEFAULT = ("average", "p95", "over", "after")
SORTS = ("average", "id")
OF_ALL = ("average", "quiet", "p10", "p50", "p90", "p95", "p99", "after")  # columns of the last row


class RiskTable(RegisterDirective):
    """``{risk-table}`` with the options ``risks``, ``columns`` and ``sort``."""

    known = ("risks", "columns", "sort")

    def shown(self, found: Assessment, options: Mapping[str, Option]) -> list[nodes.Node]:
        """Return the table."""
        risks = chosen(self, options.get("risks"), list(found.register.risks), "risk")
        columns = chosen(self, options.get("columns"), list(COLUMNS), "column") or list(DEFAULT)
        if not found.register.limit:
            columns = [name for name in columns if name != "over"]
        (sort, *_) = chosen(self, options.get("sort"), list(SORTS), "order") or [SORTS[0]]
        order = found.ranked if sort == "average" else list(found.register.risks)
        listed = [name for name in order if not risks or name in risks]
        head = ["Risk", *(_head(found, column) for column in columns)]
        rows = [_row(self, found, name, columns) for name in listed]
        if len(listed) == len(found.register.risks) > 1:
            rows.append(_of_all(found, columns))
        return [table(_caption(found), head, rows)]


def _head(found: Assessment, column: str) -> str:
    limit = found.register.limit
    if column == "over" and limit:
        return f"{COLUMNS[column]} {context.short(found, limit.loss)}"
    return COLUMNS[column]


def _caption(found: Assessment) -> str:
    about = context.about(found)
    kind = "Illustrative figures of" if about["illustrative"] else "Risks of"
    return f"{kind} {about['name']}, as of {about['as_of']}"


def _row(
    directive: RegisterDirective, found: Assessment, name: str, columns: Sequence[str]
) -> list[nodes.Node]:
    title = found.register.risks[name].title
    link = pending_xref(
        "", nodes.inline("", f"{name} {title}"), refdomain="risk", reftype="risk", reftarget=name,
        refdoc=directive.env.docname, refexplicit=True, refwarn=False,
    )  # fmt: skip
    link.line = directive.lineno
    return [link, *(nodes.Text(_cell(found, name, column)) for column in columns)]


def _cell(found: Assessment, name: str, column: str) -> str:
    asked = "after:average" if column == "after" else column
    return figures.find(found, "risk", f"{name}:{asked}").text


def _of_all(found: Assessment, columns: Iterable[str]) -> list[nodes.Node]:
    texts = (_cell(found, figures.TOTAL, one) if one in OF_ALL else "" for one in columns)
    return [nodes.Text("All together, if none moves another"), *map(nodes.Text, texts)]


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[nodes.Node]]) -> nodes.table:
    """Return a table whose first column names its rows, and whose other cells are figures."""
    group = nodes.tgroup("", cols=len(head))
    for number in range(len(head)):
        group += nodes.colspec("", colwidth=1, **({} if number else {"stub": 1}))
    group += nodes.thead("", _line(map(nodes.Text, head)))
    group += nodes.tbody("", *map(_line, rows))
    return nodes.table("", nodes.title("", caption), group)


def _line(cells: Iterable[nodes.Node]) -> nodes.row:
    made = nodes.row()
    for number, cell in enumerate(cells):
        entry = nodes.entry("", nodes.paragraph("", "", cell))
        if number:
            entry["classes"] = ["text-right"]
        made += entry
    return made
