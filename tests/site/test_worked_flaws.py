"""Measures and flaws: each color, score and deadline follows from its inputs as printed."""

from __future__ import annotations

import math
import re
from statistics import mean, median

import pytest

from support.worked import figures, file, numbers, prose, source, table, values

METRICS = "security-metrics-that-matter"
FLAWS = "vulnerability-prioritization"


def judged(now: str, limits: str) -> str:
    """Return the color of a measure by its limits, as "≥ 95% / < 90%" has them."""
    found = numbers(now)
    value = found[0].value / found[1].value if "%" in limits else found[0].value
    green, red = limits.split(" / ")

    def within(limit: str) -> bool:
        bound = numbers(limit)[0].value
        return {
            "≥": value >= bound,
            "≤": value <= bound,
            "<": value < bound,
            ">": value > bound,
        }.get(limit[0], value == bound)

    return "red" if within(red) else "green" if within(green) else "amber"


MEASURES = table(METRICS, "Measure (owner)")


@pytest.mark.parametrize("cells", MEASURES.rows, ids=lambda row: f"{METRICS}: {row[0]}")
def test_a_measure_has_the_color_of_its_limits(cells):
    bold = re.search(re.escape(cells[0]) + r"[^\n]*\*\*" + re.escape(cells[2]), source(METRICS))
    kept = next(
        row
        for row in file(f"{METRICS}-catalogue.csv").rows
        if row[2] == re.sub(r" \([^(]*\)$", "", cells[0])
    )

    assert (judged(cells[2], cells[3]) == "red") == bool(bold)
    assert kept[14].lower() == judged(cells[2], cells[3])


def test_the_colors_of_the_catalog_are_counted():
    colors = [judged(cells[2], cells[3]) for cells in MEASURES.rows]

    assert [colors.count(color) for color in ("red", "amber", "green")] == [6, 10, 4]
    assert "Six are red, ten amber, four green" in prose(METRICS)


def test_times_to_contain_have_the_median_mean_and_p90_that_are_printed():
    listed = re.search(r"incidents took to contain:\n\n```text\n([\d ]+)\n", source(METRICS))
    assert listed
    hours = [int(one) for one in listed[1].split()]
    without_worst = hours[:-1]
    less, before, after = figures(
        METRICS,
        "Without the worst case it falls to #, while the median moves only from # to #",
    )

    assert hours == sorted(hours)
    assert len(hours) == 12
    assert less.says(mean(without_worst))
    assert (before.value, after.value) == (median(hours), median(without_worst))
    assert hours[math.ceil(0.9 * len(hours)) - 1] == 26
    assert MEASURES.number("Hours from detection to containment", "Now").value == 26


def test_the_slow_leavers_are_the_ones_behind_the_p90():
    leavers, place, p90, share, times, result = values(
        "identity-and-access-for-leaders",
        "Northwind had # leavers last quarter. Sorted by hours, the #th took #, which is the 90th"
        " percentile (# x # = #)",
    )

    assert share * times == result == place
    assert times == leavers
    assert MEASURES.number("Hours to remove a leaver", "Now").value == p90


# Flaws

LADDER = {  # (in KEV, exposed, automatable, impact): CERT/CC's table for BOD 26-04
    ("no", "no", "no", "partial"): "fix on system upgrade",
    ("no", "no", "no", "total"): "fix on system upgrade",
    ("no", "no", "yes", "partial"): "60 days",
    ("no", "no", "yes", "total"): "60 days",
    ("no", "yes", "no", "partial"): "60 days",
    ("no", "yes", "no", "total"): "14 days",
    ("no", "yes", "yes", "partial"): "14 days",
    ("no", "yes", "yes", "total"): "3 days",
    ("yes", "no", "no", "partial"): "14 days",
    ("yes", "no", "no", "total"): "14 days",
    ("yes", "no", "yes", "partial"): "14 days",
    ("yes", "no", "yes", "total"): "3 days and forensic investigation",
    ("yes", "yes", "no", "partial"): "14 days",
    ("yes", "yes", "no", "total"): "3 days and forensic investigation",
    ("yes", "yes", "yes", "partial"): "3 days",
    ("yes", "yes", "yes", "total"): "3 days and forensic investigation",
}
CLASSES = {
    "3 days and forensic investigation": "A", "3 days": "B", "14 days": "C", "60 days": "D",
    "fix on system upgrade": "E",
}  # fmt: skip
_KEPT = file(f"{FLAWS}-worked.csv")
FLAW = {row[0]: dict(zip(_KEPT.header, row, strict=True)) for row in _KEPT.rows}


@pytest.mark.parametrize("flaw", FLAW, ids=lambda flaw: f"{FLAWS}: {flaw}")
def test_a_flaw_stands_on_the_rung_that_its_four_answers_give(flaw):
    row = FLAW[flaw]
    printed = table(FLAWS, "Flaw", "Place by CVSS").row(flaw)["Ladder"].casefold()
    answers = table(FLAWS, "Flaw", "CVSS", "EPSS").row(flaw)
    signals = (row["In KEV"], row["Publicly exposed"], row["Automatable"], row["Technical impact"])
    said = (answers["In KEV"], answers["Exposed"], *answers["Automatable, impact"].split(", "))
    deadline = LADDER[signals]

    assert tuple(one.casefold() for one in said) == signals
    assert (row["Ladder (BOD 26-04 table)"], row["Class"]) == (deadline, CLASSES[deadline])
    assert printed.split(",")[0] in (deadline, deadline.split(" and")[0], "next upgrade")
    assert ("intrusion" in printed) == (CLASSES[deadline] == "A")
    assert ("next upgrade" in printed) == (CLASSES[deadline] == "E")


_CVSS = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "UI": {"N": 0.85, "R": 0.62},
    "CIA": {"H": 0.56, "L": 0.22, "N": 0.0},
    "PR": {"U": {"N": 0.85, "L": 0.62, "H": 0.27}, "C": {"N": 0.85, "L": 0.68, "H": 0.5}},
}


def cvss(vector: str) -> float:
    """Return the base score of a CVSS v3.1 vector."""
    part = dict(one.split(":") for one in vector.split("/"))
    scope = part["S"]
    iss = 1 - math.prod(1 - _CVSS["CIA"][part[one]] for one in "CIA")
    impact = 6.42 * iss if scope == "U" else 7.52 * (iss - 0.029) - 3.25 * (iss - 0.02) ** 15
    exploitability = (
        8.22 * _CVSS["AV"][part["AV"]] * _CVSS["AC"][part["AC"]]
        * _CVSS["PR"][scope][part["PR"]] * _CVSS["UI"][part["UI"]]
    )  # fmt: skip
    if impact <= 0:
        return 0.0
    score = min((1 if scope == "U" else 1.08) * (impact + exploitability), 10)
    return math.ceil(round(score * 100_000) / 10_000) / 10


@pytest.mark.parametrize(
    ("vector", "score"),
    [
        ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8),
    ],
)
def test_the_base_score_is_calculated_as_first_publishes_it(vector, score):
    assert cvss(vector) == score


@pytest.mark.parametrize("flaw", [name for name, row in FLAW.items() if row["CVSS v3.1 vector"]])
def test_a_flaw_has_the_score_of_its_vector(flaw):
    score = cvss(FLAW[flaw]["CVSS v3.1 vector"])

    assert float(FLAW[flaw]["CVSS"]) == score
    assert table(FLAWS, "Flaw", "CVSS", "EPSS").number(flaw, "CVSS").value == score


@pytest.mark.parametrize("signal", ["CVSS", "EPSS"])
def test_flaws_are_placed_by_their_score(signal):
    order = sorted(
        (name for name, row in FLAW.items() if row[signal]),
        key=lambda name: -float(FLAW[name][signal]),
    )
    places = table(FLAWS, "Flaw", "Place by CVSS")

    assert [places.number(name, f"Place by {signal}").value for name in order] == [*range(1, 8)]


@pytest.mark.parametrize("flaw", FLAW, ids=lambda flaw: f"{FLAWS}: {flaw}")
def test_ssvc_gives_what_its_source_says_it_can(flaw):
    row = FLAW[flaw]
    outcome = row["SSVC outcome"]

    assert table(FLAWS, "Flaw", "Place by CVSS").row(flaw)["SSVC"].casefold() == outcome
    if row["SSVC exploitation"] == "active":
        assert outcome != "defer"
    if row["SSVC exploitation"] == "none" and row["SSVC human impact"] != "very high":
        assert outcome in ("defer", "scheduled")


def test_two_rules_select_the_hours_and_flaws_that_are_printed():
    by_score = [row for row in FLAW.values() if row["CVSS"] and float(row["CVSS"]) >= 7.0]
    first = [row for row in FLAW.values() if row["Class"] in ("A", "B", "C")]
    exploited = {name for name, row in FLAW.items() if row["In KEV"] == "yes"}

    rules = table(FLAWS, "Rule", "Selects", "Hours")

    for start, chosen in (("CVSS", by_score), ("The ladder", first)):
        row = rules.row(start)
        names = {flaw["Flaw"] for flaw in chosen}
        missed, of = numbers(row["Known exploited and left out"])
        assert set(row["Selects"].split(", ")) == names
        assert numbers(row["Hours"])[-1].value == sum(int(flaw["Hours to fix"]) for flaw in chosen)
        assert (missed.value, of.value) == (len(exploited - names), len(exploited))


def test_closing_the_shop_for_a_fix_costs_the_margin_of_its_hours():
    asked = values(
        "technical-vs-business-skills", "from # to # a.m. tonight fixes those # and costs at most #"
    )
    decided = values(FLAWS, "Close the web shop #:00-#:00 on 25 Nov for V1; costs at most #")

    assert asked[3] == decided[2] == (asked[1] - asked[0]) * 3_000
    assert asked[1] - asked[0] == decided[1] - decided[0]
