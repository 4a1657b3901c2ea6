"""The register to take along: two tables as CSV, and a workbook that goes on calculating."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.incremental.state import BuildState
from sphinx_kb.risks.assessed import assessment
from sphinx_kb.risks.shown import digest
from sphinx_kb.risks.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.decisions.assessment import Assessment

STATE = "register-files"
NAMES = ("risks.csv", "options.csv", "risks.xlsx")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | float


def table(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV that spreadsheets read: UTF-8 with its mark, no text a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    """Return a cell; a text that a spreadsheet would run is marked as a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def risk_rows(found: Assessment) -> list[list[Cell]]:
    """Return the risks as rows under their head."""
    head = [
        "id", "risk", "scenario", "owner", "source", "estimated", "events_low", "events_likely",
        "events_high", "loss_low", "loss_likely", "loss_high", "average_year", "years_without_loss",
        "p90", "p95", "p99", "chance_over_limit", "average_year_after", "currency", "note",
    ]  # fmt: skip
    register = found.register
    note = "Illustrative figures" if register.illustrative else ""
    rows: list[list[Cell]] = [list(head)]
    for name in found.ranked:
        risk, year = register.risks[name], found.risks[name].today
        rows.append([
            name, risk.title, risk.scenario, risk.owner, risk.source, risk.estimated.isoformat(),
            *risk.events, *risk.loss, round(risk.ale, 2), round(year.quiet, 6), round(year.p90, 2),
            round(year.p95, 2), round(year.p99, 2), "" if year.over is None else round(year.over, 6),
            round(found.risks[name].after.mean, 2), register.currency, note,
        ])  # fmt: skip
    return rows


def option_rows(found: Assessment) -> list[list[Cell]]:
    """Return the options as rows under their head."""
    head = [
        "id", "option", "payer", "status", "cost_a_year", "acts_on", "needs", "instead_of",
        "avoids_alone", "avoids_low", "avoids_high", "net_alone", "per_unit_alone", "chosen",
        "source", "currency",
    ]  # fmt: skip
    rows: list[list[Cell]] = [list(head)]
    for name, option in found.register.options.items():
        worth = found.worths[name]
        rows.append([
            name, option.title, option.payer, option.status, round(option.cost, 2),
            " ".join(option.effects), " ".join(option.needs), " ".join(option.instead_of),
            round(worth.avoided, 2), round(worth.low, 2), round(worth.high, 2), round(worth.net, 2),
            "free" if worth.ratio is None else round(worth.ratio, 4),
            "yes" if name in found.chosen else "", option.source, found.register.currency,
        ])  # fmt: skip
    return rows


@after_success(*WEB)
def write_register_files(app: Sphinx) -> None:
    """Write the files of the register beside its page; those of the same register stay."""
    found = assessment(app.env)
    if not found:
        return
    manifest, state, now = (
        OutputManifest.of(app.env),
        BuildState(app, STATE),
        {"of": digest(app.env)},
    )
    if state.load(dict) == now and all((app.outdir / name).is_file() for name in NAMES):
        manifest.add_files(app, *NAMES)
        return
    made = table(risk_rows(found)), table(option_rows(found)), workbook(found)
    for name, data in zip(NAMES, made, strict=True):
        manifest.write(app, name, data)
    state.save(now)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_register_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
