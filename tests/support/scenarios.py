"""Northwind's register and the loss curves of its articles, read from what they print."""

from __future__ import annotations

import re

from support import losses
from support.worked import file, numbers, table, values

BASICS = "risk-management-basics"
FAIR = "quantifying-risk-with-fair"
BOARD = "reporting-to-the-board"
INSURANCE = "cyber-insurance"
REGISTER = file(f"{BASICS}-register.csv")
ROWS = {row[0]: dict(zip(REGISTER.header, row, strict=True)) for row in REGISTER.rows}
RISKS = [name for name in ROWS if re.fullmatch(r"R\d+", name)]


def amount(risk: str, column: str) -> float:
    """Return a number of a row of the register's file."""
    return float(ROWS[risk][column])


def span(risk: str) -> losses.Range:
    """Return the lowest, most likely and highest loss of an event."""
    low, likely, high = (amount(risk, f"loss_{end}_usd") for end in ("low", "likely", "high"))
    return low, likely, high


def rates(slug: str, sentence: str) -> losses.Range:
    """Return a range of events a year from an article's sentence."""
    low, likely, high = values(slug, sentence)
    return low, likely, high


RANSOMWARE: losses.Range = tuple(  # type: ignore[assignment]
    number.value
    for number in numbers(
        " ".join(table(INSURANCE, "Input", "Minimum").row("Events a year").values())
    )
)
FRAUD: losses.Range = tuple(  # type: ignore[assignment]
    number.value for number in numbers(" ".join(table(FAIR, "Form").row("Events a year").values()))
)
CALLED_BACK = rates(FAIR, "put the new frequency at #, # and #, which averages 0.10")
TODAY = losses.year(RANSOMWARE, span("R1"))
PACKAGE = losses.year(
    tuple(0.4 * rate for rate in RANSOMWARE), tuple(5 / 6 * loss for loss in span("R1"))
)
SIGN_IN = losses.year(tuple(0.5 * rate for rate in RANSOMWARE), span("R1"))
BACKUPS = 48_000 / 180_000  # the share of a ransomware loss that backups for all systems avoid
INVOICES = losses.year(FRAUD, span("R2"))
CALLS = losses.year(CALLED_BACK, span("R2"))
NOTE = next(row[-1] for row in file(f"{BOARD}-page.csv").rows if "records copied: P50" in row[1])
COPIED: losses.Range = tuple(  # type: ignore[assignment]
    float(rate) for rate in re.findall(r"[\d.]+", NOTE.split(" a year")[0])
)
RECORDS = losses.year(COPIED, span("R11"))
