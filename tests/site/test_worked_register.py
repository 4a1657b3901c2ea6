"""The risk register and what is said of its rows: each figure follows from its printed range."""

from __future__ import annotations

import math

import pytest

from support import losses
from support.scenarios import BASICS, FAIR, INVOICES, RISKS, ROWS, TODAY, amount, span
from support.worked import figures, numbers, prose, table

PLAIN = "explaining-risk-in-plain-language"
THREATS = "threat-intelligence-and-threat-modeling"


@pytest.mark.parametrize("risk", RISKS, ids=lambda risk: f"{BASICS}: {risk}")
def test_a_row_of_the_register_is_the_same_in_print_and_in_the_file(risk):
    printed = table(BASICS, "ID", "Scenario").row(risk)
    action = table(BASICS, "ID", "Response").row(risk)

    assert printed["Owner"] == ROWS[risk]["owner"]
    assert numbers(printed["Events a year"])[0].value == amount(risk, "events_per_year")
    ends = [number.value * 1000 for number in numbers(list(printed.values())[4])]
    assert tuple(ends) == span(risk)
    assert numbers(action["Cost, $ a year"])[0].value == amount(risk, "action_cost_per_year_usd")
    residual = amount(risk, "residual_expected_loss_per_year_usd")
    assert numbers(action["Residual, $ a year"])[0].value == residual
    assert action["Status"] == ROWS[risk]["status"].split(" (")[0]


@pytest.mark.parametrize("risk", RISKS, ids=lambda risk: f"{BASICS}: {risk}")
def test_the_expected_loss_of_a_risk_follows_from_its_range(risk):
    rate, event = amount(risk, "events_per_year"), losses.mean(*span(risk))
    printed = table(BASICS, "ID", "Scenario").number(risk, "Expected")

    assert abs(amount(risk, "loss_expected_per_event_usd") - event) <= 0.5
    assert abs(amount(risk, "chance_of_at_least_one_per_year") - (1 - math.exp(-rate))) <= 5e-4
    assert abs(amount(risk, "expected_loss_per_year_usd") - rate * event) <= 0.5
    assert printed.says(rate * event)


@pytest.mark.parametrize("risk", RISKS, ids=lambda risk: f"{BASICS}: {risk}")
def test_the_residual_loss_of_a_risk_follows_from_its_rate_and_event(risk):
    rate = amount(risk, "residual_events_per_year")
    event = amount(risk, "residual_loss_per_event_usd")

    assert abs(amount(risk, "residual_expected_loss_per_year_usd") - rate * event) <= 0.5


def test_the_register_article_sums_up_its_own_totals():
    cost = table(BASICS, "ID", "Response").number("Total", "Cost").value
    spent, avoided, half = figures(
        BASICS,
        "The plan spends # a year to avoid about # of expected loss. If the actions work half as"
        " well, they avoid about #",
    )
    total = table(BASICS, "ID", "Scenario").number("Total", "Expected").value
    left = table(BASICS, "ID", "Response").number("Total", "Residual").value

    assert spent.value == cost
    assert avoided.says(total - left, within=500)
    assert half.says((total - left) / 2, within=500)
    assert half.value > cost  # "and still pay"


def test_the_grid_misranks_the_risks_that_its_caption_names():
    r1, r11 = (
        table(BASICS, "ID", "Scenario").number(risk, "Expected").value for risk in ("R1", "R11")
    )

    assert "R1, R2 and R11 tie, although R1 costs three times as much as R11" in prose(BASICS)
    assert r1 == 3 * r11
    assert amount("R3", "expected_loss_per_year_usd") > amount("R8", "expected_loss_per_year_usd")
    assert amount("R3", "expected_loss_per_year_usd") > amount("R7", "expected_loss_per_year_usd")


def test_a_rate_over_some_years_is_the_chance_that_the_table_prints():
    chances = table(PLAIN, "Events per year", "1 year")
    for cells in chances.rows:
        for name, cell in zip(chances.header[1:], cells[1:], strict=True):
            exact = 1 - math.exp(-float(cells[0]) * numbers(name)[0].value)
            assert numbers(cell)[0].says(exact), (cells[0], name)


def test_the_plain_words_repeat_the_register_and_the_curves():
    over_ten = figures(PLAIN, "Over ten years that chance is #")[0]
    bad = figures(PLAIN, "In one year out of twenty it costs more than #")[0]
    share, of_it = figures(
        PLAIN, "average ransomware event, $1.2M, is # of yearly revenue and # of the IT"
    )
    supplier, chance = figures(PLAIN, "we most likely lose #. The chance is about # a year")
    one_line = figures(FAIR, "There is a # chance that invoice fraud costs us money")[0]

    assert over_ten.says(1 - 0.99**10)
    assert bad.says(losses.percentile(TODAY, 0.95))
    assert share.says(1.2e6 / 120e6)
    assert of_it.says(1.2e6 / 6e6)
    assert supplier.value == span("R4")[1]
    assert chance.says(1 - math.exp(-amount("R4", "events_per_year")))
    assert one_line.says(1 - INVOICES[0])


def test_the_acceptance_form_follows_from_its_own_fields():
    form = dict(
        row[:2] for row in table("personal-liability-and-protection", "Field", "Entry").rows
    )
    event = numbers(form["Loss per event"])[-1].value
    before, before_loss = (n.value for n in numbers(form["Before controls"]))
    after, after_loss, chance = numbers(form["With controls"])[:3]
    days = numbers(form["Reason"])

    assert before_loss == before * event
    assert after_loss.value == after.value * event
    assert chance.says(1 - math.exp(-after.value))
    wait, cost = (number for number in days if number.value in (310, 6795))
    assert cost.says(after_loss.value * wait.value / 365)


@pytest.mark.parametrize("risk", ["R1", "R2", "R3", "R5"], ids=lambda risk: f"{THREATS}: {risk}")
def test_an_actor_has_the_rate_and_the_loss_of_its_row(risk):
    actors = table(THREATS, "Actor", "Wants")
    cells = next(row for row in actors.rows if risk in row)

    assert float(cells[3]) == amount(risk, "events_per_year")
    assert numbers(cells[4])[0].value == amount(risk, "expected_loss_per_year_usd")


def test_a_paid_feed_would_have_to_remove_the_share_that_is_printed():
    total = table(THREATS, "Actor", "Wants").number("Total", "Expected").value
    share, whole = figures(THREATS, "That is # of the register's #")
    fee, of_it, part = figures(
        THREATS,
        "a feed for # a year. To break even it would have to cut the four actors' # by #",
    )
    left, rest = figures(THREATS, "only # of that is left, and the feed would have to remove #")
    column = table(THREATS, "Actor", "Wants").column("After planned controls")
    *parts, sum_of_parts = (numbers(cell)[0] for cell in column)

    assert share.says(total / whole.value)
    assert of_it.value == total
    assert part.says(fee.value / total)
    assert left.value == sum_of_parts.value == sum(number.value for number in parts)
    assert [number.value for number in parts] == [
        amount(risk, "residual_expected_loss_per_year_usd") for risk in ("R1", "R2", "R3", "R5")
    ]
    assert rest.says(fee.value / left.value)


def test_the_states_of_the_profile_are_counted():
    states = [cell.split(":")[0] for cell in table(THREATS, "Actor", "Technique").column("Today")]

    assert [states.count(state) for state in ("Tested", "Partly", "Not yet")] == [1, 7, 4]
    assert "one tested and working, seven partly, four not yet" in prose(THREATS)
