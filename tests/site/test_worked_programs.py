"""Programs, plans and policies: their hours, counts and gains follow as printed."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from support.worked import figures, file, numbers, prose, table, tables, values

CULTURE = "culture-and-awareness-program"
SKILLS = "technical-vs-business-skills"


@pytest.mark.parametrize("column", ["today's", "target"])
def test_the_chance_that_nobody_reports_is_a_power(column):
    picture = re.search(
        r"falls from ([\d., and]+) percent at today's report rate to ([\d., and]+) percent",
        prose(CULTURE),
    )
    assert picture
    printed = numbers(picture[1 if column == "today's" else 2])
    rate = 201 / 650 if column == "today's" else 325 / 650

    for recipients, number in zip((1, 2, 3, 5, 10), printed, strict=True):
        assert number.says(100 * (1 - rate) ** recipients), recipients


def test_reports_are_split_between_desks_and_terminals():
    desk, desks, _, plant, plants, _ = values(
        CULTURE,
        "# of # with their own computer reported (#), and # of # on shared plant terminals (#)",
    )
    reported, staff = values(CULTURE, "# of 650 people reported the fake invoice")[0], 650

    assert desk + plant == reported
    assert desks + plants == staff


def test_hours_of_the_awareness_program_are_priced():
    hours, cost, price = values(CULTURE, "stays at # hours, or # of paid time at #")
    champions, worth = values(CULTURE, "at two hours a week, # hours and # of other managers' time")
    lent = values(CULTURE, "HR lends # hours a week")[0]
    year = file(f"{CULTURE}-calendar.csv").number("Total", "hr_hours").value

    assert (hours, cost) == (650, 650 * price)
    assert (champions, worth) == (6 * 2 * 46, 6 * 2 * 46 * price)
    assert year == lent * 46
    assert values("stakeholders-and-influence", "At # an hour that is #") == [price, worth]
    share = figures("stakeholders-and-influence", "That is # of a full-time post at 1,840 hours")[0]
    assert share.says(champions / 1840)


def test_shorter_policies_save_the_reading_time_that_is_printed():
    slug = "policies-standards-exceptions"
    words, speed, before, after = values(
        slug, "At # words a page and # words a minute, reading time falls from # to # minutes"
    )
    people, hours, left = values(slug, "For # people that is # hours against #")

    assert (before, after) == (24 * words / speed, 3 * words / speed)
    assert (hours, left) == (people * before / 60, people * after / 60)


def test_the_24_months_take_the_hours_a_week_that_are_printed():
    slug = "becoming-a-ciso"
    total = table(slug, "Months", "Build").number("Total", "Hours").value
    spent, budget, under = figures(slug, "for # against a budget of # (#")
    line, tools, training = values(slug, "The # is tools (#) plus training (#)")
    verdicts = table(slug, "Item", "Ask for").column("Verdict")

    assert total / 104 == 3
    assert under.says(1 - spent.value / budget.value)
    assert line == tools + training
    assert [verdicts.count(one) for one in ("Accept", "Negotiate")] == [4, 6]


def test_the_first_90_days_count_accounts_and_lines():
    found, disabled = values("first-90-days", "Northwind found #. Twelve had no living purpose"), 12
    place, _, partial, missing = values(
        "first-90-days", "CIS IG1: # of 56 in place (#), # partial, # missing"
    )

    assert found[0] - disabled == 50
    assert place + partial + missing == 56


def test_skills_are_scored_ranked_and_raised_as_printed():
    scores = table(SKILLS, "Technical", "Score")
    sides = ([int(row[1]) for row in scores.rows], [int(row[3]) for row in scores.rows])
    gains = [int(cell) for cell in table(SKILLS, "Quarter", "Gain").column("Gain")]
    points, before, after = values(SKILLS, "The gains add # points: # becomes #")
    technical, raised = values(SKILLS, "can each gain one, so # becomes #")
    kept = file(f"{SKILLS}-score-sheet.csv")

    for (*skills, total), side in zip(sides, ("Technical", "Business"), strict=True):
        rows = [row for row in kept.rows if row[0] == side]
        assert [int(row[2]) for row in rows] == skills
        assert sum(skills) == total == kept.number(f"{side} (of 40)", "Score now").value
        assert sum(int(row[3]) for row in rows) == kept.number(f"{side} (of 40)", "Target").value
    assert sum(gains) == points
    assert (before, after) == (sides[1][-1], sides[1][-1] + points)
    assert (technical, raised) == (sides[0][-1], sides[0][-1] + 2)


def test_levels_of_the_software_program_are_counted():
    levels = table("application-security-program", "Practice", "Now")
    rises = [int(row[2]) - int(row[1]) for row in levels.rows]

    assert (rises.count(1), rises.count(0), len(rises)) == (8, 7, 15)
    assert "Eight practices rise by one level and seven stay" in prose(
        "application-security-program"
    )


def test_the_profile_has_the_average_that_nobody_should_show():
    now = [
        int(cell) for cell in table("security-strategy-and-roadmap", "CSF category").column("Now")
    ]

    assert figures("security-strategy-and-roadmap", "An average of # tells")[0].says(mean(now))


def test_frameworks_have_the_counts_that_are_printed():
    controls = table("choosing-a-framework", "#", "Control")
    safeguards = [int(cell) for row in controls.rows for cell in (row[2], row[5])]
    place, _, partial, missing = values(
        "choosing-a-framework",
        "Implementation Group 1 is # of 56 in place (#), # partial and # missing",
    )
    crosswalk = next(t for t in tables("choosing-a-framework") if len(t.rows) == 22)

    assert sum(safeguards) == 153
    assert len(safeguards) == 18
    assert place + partial + missing == 56
    assert len({row[0][:5] for row in crosswalk.rows}) == 22
