"""What we promise to customers and pay to suppliers: hours, caps and offers as printed."""

from __future__ import annotations

import pytest

from support.worked import figures, file, numbers, prose, table, values

CUSTOMERS = "customer-questionnaires-and-contracts"
TOOLS = "choosing-and-renewing-tools"
BUDGET = "building-a-security-budget-model.csv"


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


def test_the_tools_cost_what_the_budget_has_for_them():
    tools = table(TOOLS, "Tool", "Paid for")
    lines = [row for row in file(BUDGET).rows if row[0] == "Tools" and "package" not in row[1]]
    total = tools.number("Total", "A year").value

    assert total == sum(float(row[4]) for row in lines)
    assert values(TOOLS, "Its tools cost # today") == [total]
    assert (len(lines), len(tools.rows) - 1) == (4, 8)


def test_the_hours_of_the_tools_are_priced():
    hours, price, cost, weeks = values(
        TOOLS, "Northwind's # hours a week at # are # in a year of # weeks"
    )

    assert hours == table(TOOLS, "Tool", "Paid for").number("Total", "Hours").value
    assert cost == hours * price * weeks


def test_the_suite_is_worth_it_only_at_a_fixed_price():
    whole = table(TOOLS, "Over three years", "Keep three tools")
    today, suite = values(TOOLS, "password manager, which cost #") + values(
        TOOLS, "Northwind's offer: # a year for a suite"
    )
    prices = [today * (1 + 1.05 + 1.05**2), suite * 3, suite * (1 + 1.1 + 1.1**2)]
    totals = [numbers(cell)[0].value for cell in whole.rows[-1][1:]]

    for cell, exact in zip(whole.rows[0][1:], prices, strict=True):
        assert numbers(cell)[0].says(exact)
    assert numbers(whole.rows[1][2])[0].value == 160 * 60
    assert values(
        TOOLS, "the suite saves # over three years; with 10% more each year it costs #"
    ) == [
        totals[0] - totals[1],
        totals[2] - totals[0],
    ]


def test_the_trial_has_as_many_failures_as_the_text_says():
    trial = table(TOOLS, "Test", "Limit set")

    def passed(limit: str, result: str) -> bool:
        if limit == "Yes":
            return result == "Yes"
        bound, value = numbers(limit)[0].value, numbers(result)[0].value
        return value >= bound if "more" in limit else value <= bound

    failures = [sum(not passed(row[1], row[at]) for row in trial.rows) for at in (2, 3, 4)]

    assert failures == [4, 0, 2]
    assert "Today's pair fails four of the seven" in prose(TOOLS)
    assert "failed two limits: false alarms and hours" in prose(TOOLS)


def test_whole_costs_follow_from_prices_and_hours():
    costs = table(TOOLS, "Over three years", "Today's two")
    hours = table(TOOLS, "Test", "Limit set").row("Hours a week to run")
    scan = next(row for row in file(BUDGET).rows if row[1].startswith("Vulnerability scanning"))
    subscriptions = [sum(map(float, scan[4:7])), 3 * 14_000, 3 * 11_000]

    for name, price in zip(("Today's two", "A", "B"), subscriptions, strict=True):
        assert costs.number("Subscriptions", name).value == price
        exact = numbers(hours[name])[0].value * 46 * 3 * 60
        assert costs.number("Hours to run it", name).says(exact)
    today, a, b = (costs.number("Total", name).value for name in ("Today's two", "A", "B"))
    assert values(TOOLS, "A costs # less than today's two over three years") == [today - a]
    assert values(TOOLS, "Of that, # is cash from subscriptions") == [
        subscriptions[0] - subscriptions[1]
    ]
    assert values(TOOLS, "would cost # more than A") == [b - a]


def test_the_three_year_discount_balances_at_the_chance_that_is_printed():
    year, committed = values(TOOLS, "A asks # for one year, or # a year")
    saved, lost = values(TOOLS, "then saves #, and wanting to leave after the first would cost #")

    assert saved == 3 * (year - committed)
    assert lost == 3 * committed - year
    assert figures(TOOLS, "28,000 = #")[0].says(saved / (saved + lost))
