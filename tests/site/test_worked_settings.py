"""Thirty settings: each is planned once, and the counts of the text are those of the tables."""

from __future__ import annotations

import re
from collections import Counter

from support.worked import file, source, table, tables, values

SETTINGS = "first-30-settings"
SHEET = file("first-30-settings-sheet.csv").rows


def printed() -> list[tuple[str, ...]]:
    """Return the rows of the five tables of settings, in order."""
    return [row for one in tables(SETTINGS) if "Google Workspace" in one.header for row in one.rows]


def test_there_are_thirty_settings_in_the_order_of_the_sheet():
    assert [row[0] for row in printed()] == [str(n) for n in range(1, 31)]
    assert printed() == [(row[0], *row[2:7]) for row in SHEET]


def test_each_setting_that_starts_now_has_its_day_and_the_others_wait():
    planned = [
        int(number)
        for row in table(SETTINGS, "Day", "Switch on").rows[:-1]
        for number in re.findall(r"\d+", row[1])
    ]
    now = [int(row[0]) for row in SHEET if row[6] == "Now"]
    (count,) = values(SETTINGS, "A company of 300 can switch on # of these")

    assert sorted(planned) == now
    assert count == len(now)
    assert len(SHEET) - count == 7  # "the other seven", "the seven rows"


def test_the_hours_of_the_opening_are_those_of_the_week():
    total = table(SETTINGS, "Day", "Switch on").number("Total", "Hours").value

    assert values(SETTINGS, "for about # hours of an administrator's time") == [total]


def test_northwinds_counts_are_those_of_its_sheet():
    said = values(SETTINGS, "# settings on, # partly, # off")
    kept = Counter(row[7] for row in SHEET)

    assert said == [kept["On"], kept["Partly"], kept["Off"]]
    assert all(row[8] for row in SHEET if row[7] == "Partly")  # partly needs a sentence of evidence
    assert {row[7] for row in SHEET if row[0] in ("14", "15", "16")} == {"Off"}


def test_a_policy_of_cisa_is_written_in_the_short_form_that_the_text_explains():
    shape = r"(?:AAD|EXO|SUITE|SHAREPOINT|TEAMS|CC|GMAIL|DRIVE|GROUPS|CHAT|MEET) \d+\.\d+"
    cells = [cell for row in SHEET for cell in row[3:5]]
    odd = {cell for cell in cells if not re.match(shape, cell)}

    assert odd == {"Reset card", "Microsoft's page"}
    assert "is MS.AAD.3.2" in source(SETTINGS)
