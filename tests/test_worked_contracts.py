"""What we promise to customers and pay to suppliers: hours, caps and offers as printed."""

from __future__ import annotations

import pytest
from worked import numbers, table, values

CUSTOMERS = "customer-questionnaires-and-contracts"


@pytest.mark.parametrize(
    "cells", table(CUSTOMERS, "Deal", "Hours each").rows[:-1], ids=lambda row: row[0]
)
def test_a_band_of_deals_takes_its_hours(cells):
    assert int(cells[1]) * int(cells[3]) == int(cells[4])


def test_the_forms_take_the_hours_that_are_planned_for_them():
    total = table(CUSTOMERS, "Deal", "Hours each").row("Total")
    forms, hours = int(total["A year"]), int(total["Hours a year"])
    planned = values("audits-and-assurance", "where it used to take 20: # hours against")[0]
    more = values(CUSTOMERS, "four more forms of six hours each would take another # hours")[0]

    assert [forms] == values(CUSTOMERS, "It answers # questionnaires a year")
    assert hours == planned == forms * 6
    assert more == 4 * 6 - 4 * 2


@pytest.mark.parametrize("column", ["Paid, cap $500,000", "Paid, cap $1M", "Paid, cap $2M", "none"])
def test_a_cap_limits_each_claim_and_the_average_follows(column):
    claims = table(CUSTOMERS, "Claim", "Chance")
    name = "Paid, no cap" if column == "none" else column
    cap = float("inf") if column == "none" else numbers(column)[0].value
    rate = values(CUSTOMERS, "and on # thefts a year")[0]
    average = 0.0
    for cells in claims.rows[:3]:
        row = dict(zip(claims.header, cells, strict=True))
        paid = min(numbers(row["Claim"])[0].value, cap)
        assert numbers(row[name])[0].value == paid
        average += paid * numbers(row["Chance, after a theft"])[0].value

    assert claims.number("Average for a theft", name).says(average)
    assert claims.number("Average for a year", name).says(average * rate)


def test_the_steps_between_the_caps_cost_what_the_text_says():
    claims = table(CUSTOMERS, "Claim", "Chance")
    small, middle, none = (
        claims.number("Average for a year", f"Paid, {cap}").value
        for cap in ("cap $500,000", "cap $1M", "no cap")
    )

    assert values(CUSTOMERS, "the difference is # a year") == [middle - small]
    assert values(CUSTOMERS, "costs another # a year on average") == [none - middle]
    assert values(CUSTOMERS, "leaves a # yearly chance of paying") == [5 / 1000]  # 0.05 x 10%


def test_answers_of_the_library_are_the_counts_of_the_other_articles():
    library = table(CUSTOMERS, "Question", "Answer")

    for question, slug, sentence in (
        ("Do administrators", "personal-liability-and-protection", "The evidence shows # of #"),
        (
            "Is there endpoint",
            "security-metrics-that-matter",
            "endpoint detection on # of # servers",
        ),
        ("Are backups", "ransomware-and-recovery", "Pass on # of # critical systems"),
    ):
        answer = [number.value for number in numbers(library.row(question)["Answer"])]
        assert answer[:2] == values(slug, sentence), question
    kept, sampled = values("audits-and-assurance", "# of # leavers kept access over 48 h")
    answer = [number.value for number in numbers(library.row("Do leavers")["Answer"])]
    assert answer == [sampled - kept, sampled]
