"""Deadlines and durations: each follows from the moment that starts its clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from support.worked import figures, file, prose, table, values

CLOCKS = "regulation-and-disclosure-clocks"
TABLETOP = "tabletop-exercise-script"
HOLIDAYS = {date(2027, 2, 15)}  # Washington's Birthday, the exercise's Monday
TODAY = date(2026, 11, 24)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOMENT = re.compile(
    rf"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]*(?: (\d{{4}}))?"
    r"(?:, (\d\d):(\d\d))?"
)


def moment(text: str, year: int = 2027) -> datetime:
    """Return the moment that a text names, whose weekday must be right."""
    found = _MOMENT.search(text)
    assert found, text
    weekday, day, month, named, hour, minute = found.groups()
    when = datetime(
        int(named or year),
        _MONTHS.index(month) + 1,
        int(day),
        int(hour or 0),
        int(minute or 0),
        tzinfo=UTC,
    )
    assert weekday in (None, when.strftime("%a")), f"{text}: that day is a {when:%A}"
    return when


def business_days(start: date, count: int, counted: bool = False) -> date:
    """Return the last of some business days after a day, or from it on if it counts."""
    day = start if counted else start + timedelta(days=1)
    while True:
        if day.weekday() < 5 and day not in HOLIDAYS:
            count -= 1
        if count == 0:
            return day
        day += timedelta(days=1)


CASES = table(CLOCKS, "Moment in the exercise")


@pytest.mark.parametrize(
    ("start", "row", "hours"),
    [("declared", "Customer A", 24), ("orders were copied", "GDPR", 72)],
    ids=[f"{CLOCKS}: Customer A", f"{CLOCKS}: GDPR"],
)
def test_a_clock_in_hours_runs_through_the_weekend(start, row, hours):
    began = next(moment(cells[0]) for cells in CASES.rows if start in cells[0])
    cells = next(cells for cells in CASES.rows if row in cells[1])

    assert f"{hours} h" in cells[1]
    assert moment(cells[2]) == began + timedelta(hours=hours)


def test_californias_letters_are_due_thirty_calendar_days_after_a_listed_element_is_found():
    began = next(moment(cells[0]) for cells in CASES.rows if "Social Security" in cells[0])
    cells = next(cells for cells in CASES.rows if "California" in cells[1])

    assert moment(cells[2]).date() == began.date() + timedelta(days=30)


def test_business_days_leave_out_the_holiday():
    judged = next(moment(cells[0]).date() for cells in CASES.rows if "judged" in cells[0])
    due = {
        cells[1].split(":")[0]: moment(cells[2]).date()
        for cells in CASES.rows
        if "days" in cells[1]
    }
    next_day = business_days(judged, 1)

    assert judged in HOLIDAYS
    assert due["Form 8-K"] == business_days(next_day, 4, counted=True)  # from and including it
    assert due["Lender"] == business_days(judged, 5)


def test_the_worksheet_is_filled_at_the_hour_that_it_says():
    began = next(moment(cells[0]) for cells in CASES.rows if "encryption" in cells[0])
    judged = next(moment(cells[0]) for cells in CASES.rows if "judged" in cells[0])
    hour = figures(CLOCKS, "The worksheet from the exercise, at hour #")[0]
    share = figures(CLOCKS, "That is # of revenue")[0]

    assert hour.says((judged - began) / timedelta(hours=1))
    assert share.says(1_000_000 / 120_000_000)


def test_six_clocks_start_at_five_moments_and_make_eight_notices():
    starts = {cells[0] for cells in CASES.rows if cells[0] != "Same"}

    assert (len(CASES.rows), len(starts)) == (6, 5)
    assert "Six clocks, five starting points" in prose(CLOCKS)
    assert "makes eight notices" in prose(CLOCKS)


def test_the_register_of_duties_has_as_many_rows_as_are_told_of():
    kept = file(f"{CLOCKS}-register.csv")
    printed = table(CLOCKS, "#", "Duty")

    assert (len(printed.rows), len(kept.rows)) == (8, 14)
    assert "holds all fourteen" in prose(CLOCKS)


# The exercise


def test_the_story_of_the_exercise_keeps_its_own_time():
    injects = table(TABLETOP, "Minute", "Story time")
    story = [cells[1] for cells in injects.rows if cells[1]]
    days = {"Fri": 12, "Sat": 13, "Sun": 14, "Mon": 15}
    times = [
        datetime(2027, 2, days[day], *map(int, time.split(":")), tzinfo=UTC)
        for day, time in map(str.split, story)
    ]
    declared = datetime(2027, 2, 12, 17, tzinfo=UTC)
    first = datetime(2027, 2, 12, 16, 10, tzinfo=UTC)
    late = values(TABLETOP, "due on Saturday at 17:00, so it is # hours late")[0]
    down, loss = values(TABLETOP, "down # hours since 17:00 on Friday, which is #")
    covered = figures(TABLETOP, "spends 90 minutes on a story of # hours")[0]

    assert times == sorted(times)
    assert date(2027, 2, 12).strftime("%A") == "Friday"
    assert late == (times[-1] - declared - timedelta(hours=24)) / timedelta(hours=1)
    assert down == (times[-1] - declared) / timedelta(hours=1)
    assert loss == down * 3_000
    assert covered.says((times[-1] - first) / timedelta(hours=1))


def test_the_ninety_minutes_are_used_up():
    minutes = [int(cells[0]) for cells in table(TABLETOP, "Minute", "Story time").rows]

    assert minutes == [0, *range(10, 80, 10), 85]


# Deadlines of flaws, forms and renewals

DAYS = {"A": 3, "B": 3, "C": 14, "D": 60}
_KEPT = file("vulnerability-prioritization-worked.csv")
FLAWS = [dict(zip(_KEPT.header, row, strict=True)) for row in _KEPT.rows]


@pytest.mark.parametrize(
    "row", [row for row in FLAWS if row["Class"] in DAYS], ids=lambda row: row["Flaw"]
)
def test_a_flaw_is_due_its_class_after_its_clock_started(row):
    started, due = (date.fromisoformat(row[name]) for name in ("Clock started", "Due"))
    line = rf"\b{row['Flaw']} class {row['Class']},(?: due)? (\d+ \w{{3}})"
    printed = re.search(line, prose("vulnerability-prioritization"))

    assert due == started + timedelta(days=DAYS[row["Class"]])
    assert printed, "the weekly report has no such line"
    assert moment(printed[1], due.year).date() == due
    assert (row["Status on 24 November 2026"] == "Late") == (due < TODAY)


def test_the_exploited_flaws_over_fourteen_days_old_are_counted():
    old = [
        row for row in FLAWS
        if row["In KEV"] == row["Publicly exposed"] == "yes"
        and date.fromisoformat(row["Clock started"]) + timedelta(days=14) < TODAY
    ]  # fmt: skip
    measure = table("security-metrics-that-matter", "Measure (owner)").number("KEV flaws", "Now")

    assert len(old) == measure.value


@pytest.mark.parametrize(
    "cells", table("cyber-insurance", "Before", "Date").rows, ids=lambda row: f"{row[0]} before"
)
def test_a_step_of_the_renewal_falls_before_the_policy_starts(cells):
    days = int(cells[0].split()[0])

    assert moment(cells[1]).date() == date(2027, 5, 1) - timedelta(days=days)


def test_the_acceptance_waits_as_many_days_as_its_form_says():
    days = values("personal-liability-and-protection", "waiting # days costs")[0]

    assert days == (date(2027, 9, 30) - TODAY).days


def test_an_incident_takes_the_hours_of_its_log():
    slug = "incident-response-plan"
    times = [cells[0] for cells in table(slug, "Time", "Kind").rows]
    first, last = (datetime.fromisoformat(f"2026-10-14T{time}Z") for time in (times[0], times[-1]))

    assert times == sorted(times)
    assert last - first == timedelta(hours=4)
    assert "From report to containment took four hours" in prose(slug)


def test_suppliers_are_tested_until_all_have_a_fallback():
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"]
    said = re.search(
        r"(\w+) of (\w+) have a tested fallback. At (\w+) tests a quarter that becomes (\w+) in"
        r" March, (\w+) in June and all (\w+) in September",
        prose("third-party-risk"),
    )
    assert said
    now, whole, more, *then = (words.index(word.lower()) for word in said.groups())

    assert then == [min(now + more * quarter, whole) for quarter in (1, 2, 3)]


def test_uptime_is_counted_in_a_year_of_8760_hours():
    slug = "ransomware-and-recovery"

    assert figures(slug, "A promise of 99.9% allows # hours a year")[0].says(8760 * 0.001)
    assert figures(slug, "is 96 of 8,760 hours, which leaves #")[0].says(1 - 96 / 8760)
