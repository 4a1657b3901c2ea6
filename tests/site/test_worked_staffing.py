"""People, hours and prices of a team: each follows from the counts as printed."""

from __future__ import annotations

import re

import pytest

from support.worked import figures, numbers, prose, table, values

MODEL = "security-operating-model"
SOC = "detection-and-the-soc"


def weighted():
    """Yield each offer or candidate of a scorecard, with the place of its score."""
    for slug in (MODEL, SOC):
        card = table(slug, "Weight")
        for name in card.header[-2:]:
            yield pytest.param(card, name, id=f"{card.place}: {name}")


@pytest.mark.parametrize(("card", "name"), list(weighted()))
def test_a_weighted_score_is_the_sum_of_its_marks(card, name):
    weights = [numbers(cell)[0].value for cell in card.column("Weight")]
    marks = [numbers(cell)[0] for cell in card.column(name)]
    exact = sum(w * m.value for w, m in zip(weights[:-1], marks[:-1], strict=True)) / 100

    assert sum(weights[:-1]) == weights[-1] == 100
    assert marks[-1].says(exact), exact


@pytest.mark.parametrize(
    "cells",
    table("what-a-ciso-does", "Reports to").rows,
    ids=lambda row: f"reports to the {row[0]}",
)
def test_a_reporting_line_has_the_score_of_its_marks(cells):
    lines = table("what-a-ciso-does", "Reports to")
    weights = [int(found) for name in lines.header for found in re.findall(r"\(x(\d)\)", name)]
    score = sum(w * int(mark) for w, mark in zip(weights, cells[1:5], strict=True))

    assert int(cells[5]) == score


def test_a_lighter_weight_for_time_makes_the_tie_that_is_named():
    lines = {
        row[0]: [int(mark) for mark in row[1:5]]
        for row in table("what-a-ciso-does", "Reports to").rows
    }
    scores = {
        name: sum(w * mark for w, mark in zip((3, 2, 2, 2), marks, strict=True))
        for name, marks in lines.items()
    }
    tie = values(
        "what-a-ciso-does", "with time weighted 2 instead of 3, CRO, CFO and CEO tie at #"
    )[0]

    assert {name for name, score in scores.items() if score == tie} == {"CRO", "CFO", "CEO"}
    assert max(scores.values()) == tie


def test_the_week_of_a_ciso_is_split_as_its_sentence_says():
    week = {row[0]: int(row[1]) for row in table("what-a-ciso-does", "Activity", "Hours").rows}
    outside, whole, engineer, quiet = values(
        "what-a-ciso-does",
        "People outside security get # of the # hours, the engineer and the provider #, and quiet"
        " work #",
    )
    parts = list(week.values())[:-1]

    assert (outside, engineer, quiet) == (sum(parts[:5]), sum(parts[5:7]), parts[7])
    assert outside + engineer + quiet == whole == week["Total"]


# People and hours


def test_the_hours_of_the_services_are_weighed_against_the_people():
    services = table(MODEL, "Service", "Promise")
    needed = services.number("Total", "Hours").value
    borrowed = [row for row in services.rows if row[3].startswith("Borrow")]
    own, lent, lent_too, stands, against, margin = values(
        MODEL,
        "which gives # hours. IT lends # hours for identity and HR lends # for awareness, so #"
        " hours stand against #. The margin is # hours",
    )

    assert own == 2 * 33
    assert [lent, lent_too] == [numbers(row[4])[0].value for row in borrowed]
    assert (stands, against) == (own + lent + lent_too, needed)
    assert margin == stands - against


def test_a_seat_that_is_always_filled_costs_what_is_printed():
    cost, budget = values(
        MODEL, "the smaller figure costs # a year, more than Northwind's whole security budget of #"
    )
    two_seats, each, rest = figures(
        MODEL, "which take # people once absences are counted (2 x #), and # is left"
    )

    assert round(168 / 33 * 125_000) == cost > budget
    assert two_seats.says(2 * each.value)
    assert rest.says(13 - two_seats.value)
    assert figures(MODEL, "so each serves one week in eight (#)")[0].says(1 / 8)


def test_the_cost_of_detection_follows_from_its_prices():
    cost = table(SOC, "Three years")
    case = table("writing-a-security-business-case", "Cost", "B: business")
    buy, hybrid = "Buy 24x7", "Hybrid"
    analysts = cost.number("Six analysts", "Build").value

    assert analysts == 3 * 6 * numbers(cost.row("Six analysts")[cost.header[0]])[0].value
    for start in ("Log platform", "Present provider"):
        row = cost.row(start)
        price = numbers(row[cost.header[0]])[0].value
        assert {numbers(cell)[0].value for cell in list(row.values())[1:] if cell} == {3 * price}
    for column, offer in ((buy, "C"), (hybrid, "B")):
        assert cost.number("Extension", column).value == case.number("Licenses", offer).value
        assert (
            cost.number("Own time", column).value
            == 3 * case.number("Staff time to run", offer).value
        )
        setup = (
            case.number("Deployment", offer).value
            + case.number("Staff time to deploy", offer).value
        )
        assert cost.number("Set-up", column).value == setup
    assert cost.number("On-call", hybrid).value == 300 * 52 * 3
    for column in cost.header[1:]:
        watched = cost.number("Watched", column).value * 52 * 3
        assert cost.number("Cost per", column).says(cost.number("Total", column).value / watched)
    times = figures(SOC, "Building costs # times as much as buying")[0]
    assert times.says(cost.number("Total", "Build").value / cost.number("Total", buy).value)


def test_the_alert_load_follows_from_counts_and_minutes():
    all_of_them, false, _ = values(SOC, "Northwind had #, of which # (#) were false")
    noisy, of_them, removed, hours, left, rest, share = figures(
        SOC,
        "The five noisiest rules gave # of the #. Rewriting them to remove # saves # hours a"
        " quarter. The false share falls to # of #, or #",
    )
    week = figures(SOC, "h a quarter, or # h a week in 13 weeks")[0]
    watched = figures(SOC, "Fifty watched hours of 168 are #")[0]

    assert of_them.value == false
    assert hours.value == removed.value * 15 / 60
    assert (left.value, rest.value) == (false - removed.value, all_of_them - removed.value)
    assert share.says(left.value / rest.value)
    assert noisy.value >= removed.value
    assert week.says((false * 15 + (all_of_them - false) * 30) / 60 / 13)
    assert watched.says(50 / 168)


def test_use_cases_are_counted_by_their_state():
    states = table(SOC, "#", "Behavior").column("State")

    assert sum(state.startswith("Works") for state in states) == 4
    assert sum(state in ("Partly", "Untested") for state in states) == 3
    assert states.count("Missing") == 3
    assert (
        "Four work (one of them on 184 of 200 servers), three are partial or untested, and three"
        in prose(SOC)
    )
