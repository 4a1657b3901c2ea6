"""What real cases would do to Northwind: the sum of five weeks, and where its register ends."""

from __future__ import annotations

from support.worked import file, table, values

CASES = "six-cases-from-public-records"
DAYS = 5 * 7  # five weeks


def test_five_weeks_cost_the_margin_of_their_days():
    lines = table(CASES, "Line", "Margin lost")
    (days,) = values(CASES, "Web shop, # days")

    assert days == DAYS
    assert lines.row("Factory")["Sum"].startswith(f"{5 * 5} working days")
    assert lines.row("Web shop")["Sum"].startswith(f"{DAYS * 24} h")


def test_five_weeks_lie_beyond_the_end_of_the_registers_range():
    (end,) = values(CASES, "ends the range for ransomware at # million")
    row = file("risk-management-basics-register.csv").row("R1")
    total = table(CASES, "Line", "Margin lost").number("Total", "Margin lost").value

    assert end * 1e6 == float(row["loss_high_usd"])
    assert total > end * 1e6


def test_every_decision_of_the_sheet_is_printed_with_northwinds_answer():
    printed = table(CASES, "Decide now", "Northwind's answer").rows
    kept = file("six-cases-from-public-records-decisions.csv").rows

    assert [(row[1], row[3]) for row in printed] == [(row[1], row[4]) for row in kept]
