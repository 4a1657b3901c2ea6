"""The risk register and what is simulated from it: every figure follows from the printed ranges."""

from __future__ import annotations

import math
import re

import losses
import pytest
from worked import figures, file, numbers, prose, table, tables, values

BASICS = "risk-management-basics"
FAIR = "quantifying-risk-with-fair"
BOARD = "reporting-to-the-board"
APPETITE = "risk-appetite-and-tolerance"
INSURANCE = "cyber-insurance"
PLAIN = "explaining-risk-in-plain-language"
THREATS = "threat-intelligence-and-threat-modeling"
REGISTER = file(f"{BASICS}-register.csv")
ROWS = {row[0]: dict(zip(REGISTER.header, row, strict=True)) for row in REGISTER.rows}
RISKS = [name for name in ROWS if re.fullmatch(r"R\d+", name)]


def amount(risk: str, column: str) -> float:
    """Return a number of a row of the register's file."""
    return float(ROWS[risk][column])


def span(risk: str) -> losses.Range:
    """Return the lowest, most likely and highest loss of an event."""
    low, likely, high = (amount(risk, f"loss_{end}_usd") for end in ("low", "likely", "high"))
    return low, likely, high


def rates(slug: str, sentence: str) -> losses.Range:
    """Return a range of events a year from an article's sentence."""
    low, likely, high = values(slug, sentence)
    return low, likely, high


RANSOMWARE = rates(
    INSURANCE, "ransomware: #, # and # events a year (minimum, most likely, maximum)"
)
FRAUD: losses.Range = tuple(  # type: ignore[assignment]
    number.value for number in numbers(" ".join(table(FAIR, "Form").row("Events a year").values()))
)
CALLED_BACK = rates(FAIR, "put the new frequency at #, # and #, which averages 0.10")
TODAY = losses.year(RANSOMWARE, span("R1"))
PACKAGE = losses.year(
    tuple(0.4 * rate for rate in RANSOMWARE), tuple(5 / 6 * loss for loss in span("R1"))
)
INVOICES = losses.year(FRAUD, span("R2"))
CALLS = losses.year(CALLED_BACK, span("R2"))
NOTE = next(
    row[-1] for row in file(f"{BOARD}-page.csv").rows if "down for three days: P50" in row[1]
)
SUPPLIED: losses.Range = tuple(  # type: ignore[assignment]
    float(rate) for rate in re.findall(r"[\d.]+", NOTE.split(" a year")[0])
)
SUPPLIER = losses.year(SUPPLIED, span("R4"))


# The register


@pytest.mark.parametrize("risk", RISKS)
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


@pytest.mark.parametrize("risk", RISKS)
def test_the_expected_loss_of_a_risk_follows_from_its_range(risk):
    rate, event = amount(risk, "events_per_year"), losses.mean(*span(risk))
    printed = table(BASICS, "ID", "Scenario").number(risk, "Expected")

    assert abs(amount(risk, "loss_expected_per_event_usd") - event) <= 0.5
    assert abs(amount(risk, "chance_of_at_least_one_per_year") - (1 - math.exp(-rate))) <= 5e-4
    assert abs(amount(risk, "expected_loss_per_year_usd") - rate * event) <= 0.5
    assert printed.says(rate * event)


@pytest.mark.parametrize("risk", RISKS)
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
    r1, r2 = (
        table(BASICS, "ID", "Scenario").number(risk, "Expected").value for risk in ("R1", "R2")
    )

    assert values(BASICS, "R1 and R2 tie, # a year apart")[0] == r1 - r2
    assert amount("R3", "expected_loss_per_year_usd") > amount("R8", "expected_loss_per_year_usd")
    assert amount("R3", "expected_loss_per_year_usd") > amount("R7", "expected_loss_per_year_usd")


# FAIR


def test_the_means_of_pert_are_printed():
    assert losses.mean(*FRAUD) == pytest.approx(amount("R2", "events_per_year"))
    assert losses.shape(*FRAUD) == pytest.approx((2.142857, 3.857143), abs=1e-6)
    assert losses.shape(*span("R2")) == pytest.approx((1.631579, 4.368421), abs=1e-6)


def test_the_sheet_of_estimates_adds_up_to_the_register():
    sheet = table(FAIR, "Form of loss")
    total = tuple(numbers(sheet.row("Loss per event")[name])[0].value for name in sheet.header[1:])

    assert total == span("R2")


@pytest.mark.parametrize(
    ("row", "exact"),
    [
        ("Average", losses.mean(*FRAUD) * losses.mean(*span("R2"))),
        ("Years without", INVOICES[0]),
        ("Median", losses.percentile(INVOICES, 0.50)),
        ("1 year in 10 ", losses.percentile(INVOICES, 0.90)),
        ("1 year in 20", losses.percentile(INVOICES, 0.95)),
        ("1 year in 100", losses.percentile(INVOICES, 0.99)),
        ("Chance over", losses.over(INVOICES, 1e6)),
    ],
)
def test_the_curve_of_invoice_fraud_is_read_as_printed(row, exact):
    curve = next(found for found in tables(FAIR) if found.header == ("R2, one year", "Today"))

    assert curve.number(row, "Today").says(exact)


@pytest.mark.parametrize(
    ("row", "with_it"),
    [
        ("Average", losses.mean(*CALLED_BACK) * losses.mean(*span("R2"))),
        ("Years without", CALLS[0]),
        ("P95", losses.percentile(CALLS, 0.95)),
        ("P99", losses.percentile(CALLS, 0.99)),
    ],
)
def test_calling_back_changes_the_curve_as_printed(row, with_it):
    both = table(FAIR, "R2, one year", "Today", "With call-back")
    change = both.number(row, "Change")

    assert both.number(row, "With call-back").says(with_it)
    before, after = (both.number(row, name).value for name in ("Today", "With call-back"))
    percent = 100 if "points" in both.row(row)["Change"] else 1
    sign = 1 if "+" in both.row(row)["Change"] else -1
    assert abs(sign * abs(change.value) - percent * (after - before)) <= 1.5 * change.step


@pytest.mark.parametrize("cells", file(f"{FAIR}-curve.csv").rows, ids=lambda row: f"over ${row[0]}")
def test_the_curve_file_holds_the_chances_of_the_three_curves(cells):
    doubled = losses.year(FRAUD, (*span("R2")[:2], 2 * span("R2")[2]))
    for text, curve in zip(cells[1:4], (INVOICES, CALLS, doubled), strict=True):
        if text:
            exact = 100 * losses.over(curve, float(cells[0]))
            assert numbers(text)[0].says(exact, within=1), f"{exact:.2f}"


def test_doubling_the_highest_loss_changes_the_curve_as_printed():
    wide = (*span("R2")[:2], 2e6)
    curve = losses.year(FRAUD, wide)
    average, p95, chance = figures(
        FAIR,
        "the average grows from $107,917 to #, P95 from $0.56M to #, and the chance over $1M from"
        " 0.6% to about #",
    )

    assert average.says(losses.mean(*FRAUD) * losses.mean(*wide))
    assert p95.says(losses.percentile(curve, 0.95))
    assert chance.says(losses.over(curve, 1e6))


def test_multiplying_one_rate_by_one_loss_hides_the_bad_year():
    """What the article says of tools that draw no count: no year without loss, a smaller P95."""
    rate, loss = losses._weights(FRAUD, 400), losses._weights(span("R2"), 400)
    ends = [(low, high - low) for low, _, high in (FRAUD, span("R2"))]
    products = sorted(
        ((ends[0][0] + (i + 0.5) / 400 * ends[0][1]) * (ends[1][0] + (j + 0.5) / 400 * ends[1][1]),
         one * other)
        for i, one in enumerate(rate)
        for j, other in enumerate(loss)
    )  # fmt: skip
    passed, p95 = 0.0, 0.0
    for product, weight in products:
        passed += weight
        if passed >= 0.95:
            p95 = product
            break
    average, before, after = figures(FAIR, "the average stays at #, but P95 shrinks from # to #")

    assert average.says(sum(product * weight for product, weight in products), within=500)
    assert before.says(losses.percentile(INVOICES, 0.95))
    assert after.says(p95)


def test_the_benefit_of_calling_back_is_net_of_its_cost():
    avoided, cost, net, tenth = values(
        FAIR,
        "Net benefit is # - # = # a year. Even if the control worked a tenth as well, it would"
        " avoid #",
    )

    assert net in (avoided - cost, avoided - cost + 1)  # both are rounded
    assert tenth == round(avoided / 10)


# The board's page and the appetite


@pytest.mark.parametrize(
    ("row", "curve", "rate", "risk"),
    [
        ("Ransomware", TODAY, losses.mean(*RANSOMWARE), "R1"),
        ("Invoice fraud", INVOICES, losses.mean(*FRAUD), "R2"),
        ("Key supplier", SUPPLIER, losses.mean(*SUPPLIED), "R4"),
    ],
)
def test_a_risk_on_the_boards_page_has_the_figures_of_its_range(row, curve, rate, risk):
    page = table(BOARD, "Risk (owner)")

    assert page.number(row, "Average").says(rate * losses.mean(*span(risk)))
    assert page.number(row, "1 year in 10").says(losses.percentile(curve, 0.90))
    assert page.number(row, "1 year in 20").says(losses.percentile(curve, 0.95))
    chance = losses.over(curve, 1e6)
    if "under" in page.row(row)["Chance over $1M"]:
        assert chance < page.number(row, "Chance").value
    else:
        assert page.number(row, "Chance").says(chance)


def test_averages_add_on_the_boards_page_and_percentiles_do_not():
    page = table(BOARD, "Risk (owner)")
    averages, p95s, really = figures(
        BOARD,
        "The three averages add to #. The three P95s add to #, but the P95 of the three together is"
        " about #",
    )

    assert averages.says(sum(numbers(cell)[0].value for cell in page.column("Average")))
    assert p95s.says(sum(numbers(cell)[0].value for cell in page.column("1 year in 20")))
    three = losses.together(TODAY, INVOICES, SUPPLIER)
    assert really.says(losses.percentile(three, 0.95))
    quiet = figures(BOARD, "costs $0: #, # and # of years, in that order, bring no loss")
    assert [n.says(c[0]) for n, c in zip(quiet, (TODAY, INVOICES, SUPPLIER), strict=True)] == [
        True
    ] * 3


def test_the_package_moves_ransomware_where_three_articles_say():
    average, chance = figures(
        BOARD, "an average of #, a P90 of $0, and still a # chance of losing over $1M"
    )

    assert average.says(0.4 * losses.mean(*RANSOMWARE) * 5 / 6 * losses.mean(*span("R1")))
    assert losses.percentile(PACKAGE, 0.90) == 0
    assert chance.says(losses.over(PACKAGE, 1e6))
    moves = [
        *figures(BOARD, "It moves ransomware from a # to a # yearly chance"),
        *figures(APPETITE, "losing over $1M to ransomware from # to #?"),
    ]
    exact = [losses.over(TODAY, 1e6), losses.over(PACKAGE, 1e6)] * 2
    assert [number.says(value) for number, value in zip(moves, exact, strict=True)] == [True] * 4


def test_all_scenarios_together_stay_where_the_appetite_says():
    others = [
        losses.year(amount(risk, "events_per_year"), span(risk))
        for risk in RISKS
        if risk not in ("R1", "R2", "R6")  # a lost laptop is less than a step of the grid
    ]
    exact = losses.over(losses.together(TODAY, INVOICES, *others), 3e6)

    assert numbers(table(APPETITE, "#", "Owner", "We accept").row("2")["Now"])[0].says(exact)


def test_ten_scenarios_at_the_limit_make_the_chance_that_is_printed():
    chance = figures(APPETITE, "would give a # chance of at least one loss over $1M in a year")[0]

    assert chance.says(1 - 0.95**10)


def test_the_appetite_repeats_the_curves():
    share = figures(APPETITE, "averages $107,917 and exceeds $1M in # of simulated years")[0]

    assert share.says(losses.over(INVOICES, 1e6))
    cash, covenant, capacity = figures(
        APPETITE,
        "has # in cash and unused credit, and a bank covenant that requires #. Capacity: #",
    )
    assert capacity.says(cash.value - covenant.value)


# Insurance


@pytest.mark.parametrize("limit", [1e6, 2e6, 3e6])
def test_a_limit_recovers_and_keeps_what_its_row_says(limit):
    row = table(INSURANCE, "Limit", "Premium").row(f"${limit / 1e6:.0f}M")
    recovered, kept, exhausted = insured(RANSOMWARE, span("R1"), 0.7, 100_000, limit)

    assert numbers(row["Recovered, average year"])[0].value == pytest.approx(recovered, rel=0.02)
    chance = numbers(row["Chance of keeping over $1M"])[0]
    assert chance.says(kept, within=1)
    assert numbers(row["Events that exhaust it"])[0].says(exhausted, within=1)


@pytest.mark.parametrize("limit", [100_000, 250_000, 1_000_000])
def test_a_sublimit_for_invoice_fraud_recovers_what_its_row_says(limit):
    cover = table(INSURANCE, "Cover for invoice fraud")
    start = "Full $1M" if limit == 1_000_000 else f"${limit:,}"
    recovered, _, exhausted = insured(FRAUD, span("R2"), 1.0, 100_000, limit)

    assert cover.number(start, "Recovered").value == pytest.approx(recovered, rel=0.03)
    assert cover.number(start, "Events").says(exhausted, within=1)


@pytest.mark.parametrize(
    "cells", [row for row in file(f"{INSURANCE}-limit-sizing.csv").rows if row[3]],
    ids=lambda row: f"{row[0]}, {row[3]} of it covered, limit ${row[5]}",
)  # fmt: skip
def test_a_row_of_the_sizing_file_follows_from_its_terms(cells):
    inputs = {
        "R1 ransomware, today": (RANSOMWARE, span("R1")),
        "R1 ransomware, with the package": ((0.02, 0.052, 0.132), (250_000, 833_000, 2_417_000)),
        "R2 invoice fraud": (FRAUD, span("R2")),
    }
    rate, loss = inputs[cells[0]]
    share, retention, limit = numbers(cells[3])[0].value, float(cells[4]), float(cells[5])
    recovered, kept, exhausted = insured(rate, loss, share, retention, limit)

    assert float(cells[7]) == pytest.approx(recovered, rel=0.03)
    assert float(cells[8]) == pytest.approx(
        losses.mean(*rate) * losses.mean(*loss) - recovered, rel=0.04
    )
    assert numbers(cells[9])[0].says(kept, within=1)
    assert numbers(cells[10])[0].says(exhausted, within=1)


def insured(rate, loss, share, retention, limit):
    """Return the average recovery, the chance of keeping over $1M, the events over the limit."""
    years = losses.sample(rate, loss)
    paid = [min(limit, sum(max(0, share * one - retention) for one in events)) for events in years]
    kept = [sum(events) - back for events, back in zip(years, paid, strict=True)]
    events = [one for year in years for one in year]
    return (
        sum(paid) / len(years),
        sum(one > 1e6 for one in kept) / len(years),
        sum(share * one - retention > limit for one in events) / len(events),
    )


def test_the_steps_of_the_limit_are_read_from_its_table():
    limits = table(INSURANCE, "Limit", "Premium")
    one, two = (limits.row(f"${n}M") for n in (1, 2))
    premium, back = (
        numbers(two[name])[0].value - numbers(one[name])[0].value
        for name in ("Premium a year", "Recovered, average year")
    )
    covered, highest, retention, ceiling = figures(INSURANCE, "# of # less # is #.")
    step, returns, pay = values(
        INSURANCE, "costs # a year and returns about # on average. You pay some # a year"
    )
    break_even = figures(INSURANCE, "the premium breaks even at # events a year")[0]

    assert ceiling.says(covered.value * highest.value - retention.value)
    assert highest.value == span("R1")[2]
    assert (step, returns, pay) == (premium, back, premium - back)
    recovered, price = (
        numbers(one[n])[0].value for n in ("Recovered, average year", "Premium a year")
    )
    assert break_even.says(losses.mean(*RANSOMWARE) * price / recovered)


# In words


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


# The threat profile


@pytest.mark.parametrize("risk", ["R1", "R2", "R3", "R5"])
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
    left, *parts, rest = figures(
        THREATS,
        "only # of that is left (R1 #, R2 #, R3 #, R5 #), and the feed would have to remove #",
    )

    assert share.says(total / whole.value)
    assert of_it.value == total
    assert part.says(fee.value / total)
    assert left.value == sum(number.value for number in parts)
    assert [number.value for number in parts] == [
        amount(risk, "residual_expected_loss_per_year_usd") for risk in ("R1", "R2", "R3", "R5")
    ]
    assert rest.says(fee.value / left.value)


def test_the_states_of_the_profile_are_counted():
    states = [cell.split(":")[0] for cell in table(THREATS, "Actor", "Technique").column("Today")]

    assert [states.count(state) for state in ("Tested", "Partly", "Not yet")] == [1, 7, 4]
    assert "one tested and working, seven partly, four not yet" in prose(THREATS)
