"""Business cases, budgets and roadmaps: each result follows from its inputs as printed."""

from __future__ import annotations

import re

import pytest

from support.worked import figures, file, numbers, prose, table, values

CASE = "writing-a-security-business-case"
BUDGET = "building-a-security-budget"
ROADMAP = "security-strategy-and-roadmap"


def npv(rate: float, outlay: float, *flows: float) -> float:
    """Return the net present value of yearly flows after an outlay."""
    return sum(flow / (1 + rate) ** year for year, flow in enumerate(flows, 1)) - outlay


def irr(outlay: float, *flows: float) -> float:
    """Return the rate at which the net present value is zero."""
    low, high = 0.0, 1.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if npv(middle, outlay, *flows) > 0 else (low, middle)
    return low


@pytest.mark.parametrize("option", ["B", "C"])
def test_npv_irr_and_payback_of_an_option_follow_from_its_flows(option):
    outlay = table(CASE, "Cost", "B: business").number("Outlay", option).value
    benefit = table(CASE, "Benefit, each").number("Net yearly", option).value
    measures = table(CASE, "Measure", "A: accept")
    flows = [benefit] * 3

    assert measures.number("Outlay", option).value == outlay
    assert measures.number("NPV", option).says(npv(0.08, outlay, *flows))
    assert measures.number("IRR", option).says(irr(outlay, *flows))
    assert measures.number("Payback", option).says(outlay / benefit)


@pytest.mark.parametrize(("option", "share"), [("B", 0.25), ("C", 0.40)])
def test_loss_avoided_is_its_share_of_the_losses_in_scope(option, share):
    scope = table(CASE, "Scenario", "ALE today")
    loss = scope.number("In scope", "ALE").value
    avoided = table(CASE, "Benefit, each").number("Loss avoided", option)

    assert avoided.says(share * loss)
    assert table(CASE, "Measure", "A: accept").number("ALE left", option).says((1 - share) * loss)


def test_the_discounted_flows_are_printed_year_by_year():
    lines = re.findall(r"90,000/1\.08(?:\^\d)? +([\d,.]+)", prose(CASE))
    printed = [numbers(found)[0] for found in lines]

    assert [number.says(90_000 / 1.08**year) for year, number in enumerate(printed, 1)] == [
        True
    ] * 3
    years = figures(CASE, "With discounting, C pays back after # years")[0]
    after_two = 200_000 - sum(number.value for number in printed[:2])
    assert years.says(2 + after_two / printed[2].value)


@pytest.mark.parametrize(
    "cells", [pytest.param(row, id=row[0]) for row in file(f"{CASE}-sensitivity.csv").rows]
)
def test_a_case_of_the_sensitivity_file_has_its_npv(cells):
    name, outlay, first, later, rate, printed = cells
    exact = npv(float(rate), float(outlay), float(first), float(later), float(later))

    assert abs(exact - float(printed)) <= 0.5, name


@pytest.mark.parametrize(
    "cells", [pytest.param(row, id=row[0]) for row in table(CASE, "If this changes").rows]
)
def test_a_printed_change_has_an_npv_of_the_file(cells):
    kept = [float(row[-1]) for row in file(f"{CASE}-sensitivity.csv").rows]

    assert any(numbers(cells[1])[0].says(value) for value in kept)


def test_prepaying_is_worth_what_the_case_says():
    yearly, at_once = values(CASE, "asks # at the start of each year, or # now.")
    rate, worth, saves = figures(
        CASE, "At # the three payments are worth # today, so prepaying saves #"
    )
    present = yearly + npv(rate.value, 0, yearly, yearly)

    assert figures(CASE, "the existing monitoring contract at # a year")[0].value == at_once / 3
    assert worth.says(present)
    assert saves.says(present - at_once)


def test_the_break_even_of_the_case_is_the_annuity_of_its_outlay():
    benefit, share = figures(
        CASE, "falls below about #, which happens when mitigation drops under about #"
    )
    exact = 200_000 / npv(0.08, 0, 1, 1, 1)

    assert benefit.says(exact, within=50)  # "about", to the hundred
    assert share.says((exact - 30_000 + 12_000) / 180_000)


def test_the_step_between_the_options_has_its_own_npv():
    more, buys, worth = figures(CASE, "# more buys # more a year, an NPV of #")

    assert more.value == 200_000 - 120_000
    assert buys.value == 90_000 - 51_000
    assert worth.says(npv(0.08, more.value, *[buys.value] * 3))


# Budget and roadmap


def test_each_line_of_the_budget_grows_by_its_driver():
    model = table(BUDGET, "Line", "FY1")
    for cells in model.rows[:-1]:
        rate = sum(number.value for number in numbers(cells[4]))
        first, second, third = (numbers(cell)[0] for cell in cells[1:4])

        assert second.says(first.value * (1 + rate)), cells[0]
        assert third.says(first.value * (1 + rate) ** 2), cells[0]


def test_the_items_of_the_budget_file_add_up_to_the_printed_lines():
    printed, kept = table(BUDGET, "Line", "FY1"), file(f"{BUDGET}-model.csv")
    names = {"People": "People", "Tools": "Tools", "Services": "Services", "Training": "Training",
             "Incident": "Reserve"}  # fmt: skip
    for start, category in names.items():
        rows = [dict(zip(kept.header, row, strict=True)) for row in kept.rows if row[0] == category]
        for year in ("FY1", "FY2", "FY3"):
            items = sum(float(row[f"{year.lower()}_usd"]) for row in rows)
            assert printed.number(start, year).says(items, within=len(rows) / 2), (start, year)


def test_the_three_sizes_of_the_budget_follow_from_its_file():
    kept = file(f"{BUDGET}-model.csv")
    floor = kept.number("TOTAL", "required").value
    items = table(BUDGET, "Obligation", "Northwind, a year")
    floor_items = [numbers(cell)[0].value for cell in items.column("Northwind")[:-1]]
    last, rises = values(BUDGET, "Last year's # plus # of pay and price rises")
    total, of_it, of_revenue = figures(
        BUDGET, "Northwind's # is # of its IT budget and # of revenue"
    )
    three = figures(BUDGET, "The three-year total is #")[0]

    assert values(BUDGET, "Obligation: #.")[0] == floor == sum(floor_items)
    assert len(floor_items) == 7
    assert values(BUDGET, "with the sign-in alone the request is #.")[0] == total.value - 20_000
    assert values(BUDGET, "Run-rate: #.")[0] == last + rises
    assert values(BUDGET, "Risk: #.")[0] == last + rises + 60_000 == total.value
    assert of_it.says(total.value / 6e6)
    assert of_revenue.says(total.value / 120e6)
    years = table(BUDGET, "Line", "FY1").row("Total")
    assert three.says(sum(numbers(years[year])[0].value for year in ("FY1", "FY2", "FY3")))


def test_run_grow_and_transform_make_up_the_budget():
    tags = table(BUDGET, "Tag", "Meaning")

    assert sum(numbers(cell)[0].value for cell in tags.column("Northwind")) == 620_000


def test_the_renewal_is_priced_by_the_mailboxes_in_use():
    price, boxes, each = values(BUDGET, "Northwind's email security costs #: # mailboxes at #")
    rise, quote = values(BUDGET, "The renewal quote adds #, or #")
    used, small_rise, offer, saved = figures(
        BUDGET, "Asking for # at a # rise gives #, which is # less"
    )

    assert price == boxes * each
    assert quote == round(price * (1 + rise), 2)
    assert offer.says(used.value * each * (1 + small_rise.value))
    assert saved.says(quote - offer.value)


def test_the_roadmap_takes_its_losses_from_the_register():
    roadmap = table(ROADMAP, "Initiative", "Loss avoided")
    register = file("risk-management-basics-register.csv")
    loss = {row[0]: row for row in register.rows}
    at = {name: i for i, name in enumerate(register.header)}
    for row in file(f"{ROADMAP}-roadmap.csv").rows:
        named = [name for name in re.findall(r"R\d+", row[-2]) if name in loss]
        if not named:
            continue
        avoided = sum(
            float(loss[name][at["expected_loss_per_year_usd"]])
            - float(loss[name][at["residual_expected_loss_per_year_usd"]])
            for name in named
        )
        assert roadmap.number(f"{row[0]} ", "Loss avoided").says(avoided, within=1), row[1]


def test_the_roadmap_adds_up_by_quarter_by_payer_and_by_version():
    kept = file(f"{ROADMAP}-roadmap.csv")
    at = {name: i for i, name in enumerate(kept.header)}
    rows = [row for row in kept.rows if row[0].isdigit()]
    weeks = [sum(float(row[at[f"effort_q{n}_person_weeks"]]) for row in rows) for n in range(1, 5)]
    planned, capacity, reserve = values(
        ROADMAP, "# of # person-weeks are planned and # are held back"
    )
    roadmap = table(ROADMAP, "Initiative", "Loss avoided")
    cost = roadmap.number("Total", "Cost").value
    payers = table(ROADMAP, "Payer at Northwind", "Initiatives").rows[:-1]
    versions = table(ROADMAP, "Version", "All risks")
    total = table("risk-management-basics", "ID", "Scenario").number("Total", "Expected").value
    avoided = roadmap.number("Total", "Loss avoided").value
    left_out = [roadmap.number(n, "Loss avoided").value for n in ("2 ", "8 ")]
    saved = [roadmap.number(n, "Cost").value for n in ("2 ", "8 ")]

    assert (sum(weeks), capacity, capacity - sum(weeks)) == (planned, 48, reserve)
    assert all(week <= 12 for week in weeks)
    for _, initiatives, paid in payers:
        parts = [roadmap.number(f"{n} ", "Cost").value for n in initiatives.split(", ")]
        assert numbers(paid)[0].value == sum(parts), initiatives
    assert sum(numbers(row[2])[0].value for row in payers) == cost
    for start, price, left in (
        ("All eight", cost, total - avoided),
        ("Without the factory", cost - 20_000, total - avoided + 30_000),
        ("Without the package", cost - sum(saved), total - avoided + sum(left_out)),
        ("The same", cost - sum(saved) + 35_000, total - avoided + sum(left_out) - 48_000),
    ):
        assert versions.number(start, "Cost").value == price
        assert abs(versions.number(start, "All risks").value - left) <= 1, start
    before, after = values(ROADMAP, "Eleven risks together: # -> # a year")
    assert before == total
    assert abs(after - (total - avoided)) <= 1


# Saved hours


def test_the_evidence_library_breaks_even_when_two_articles_say_so():
    labor = table("aligning-security-with-business-goals", "Item", "Sum", "First year")
    saved, setup, upkeep = (numbers(cell)[0].value for cell in labor.column("First year")[:3])
    short, second = values(
        "aligning-security-with-business-goals",
        "misses break-even by # in year one and gains # in year two",
    )
    hours = table("choosing-a-framework", "Yearly work")
    before, after = (hours.number("Total", name).value for name in hours.header[1:])
    gained, worth, setup_hours, price, left = values(
        "choosing-a-framework",
        "It saves # hours, or # a year. Setup takes about # hours (#), which leaves # in the first",
    )

    assert -short == saved + setup + upkeep
    assert second == saved + upkeep
    assert gained == before - after
    assert worth == gained * 60
    assert (price, setup_hours) == (-setup, round(price / 60))
    assert left == worth - price


def test_certification_is_priced_for_three_years_and_for_one():
    article = "audits-and-assurance"
    audits, advice, time, total = (
        numbers(cell)[0].value for cell in table(article, "Item", "Cost").column("Cost")
    )
    hours, price = values(article, "internal audit, audit days: # hours at #")
    yearly, margin = values(article, "That is # a year, so sales worth at least # of margin")

    assert time == hours * price
    assert total == audits + advice + time
    assert margin == yearly
    assert yearly == total / 3
