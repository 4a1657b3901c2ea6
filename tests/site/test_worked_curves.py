"""Loss curves, the board's page and the appetite: each simulated figure follows from its range."""

from __future__ import annotations

import pytest

from support import losses
from support.scenarios import (
    BACKUPS,
    BOARD,
    CALLED_BACK,
    CALLS,
    COPIED,
    FAIR,
    FRAUD,
    INVOICES,
    PACKAGE,
    RANSOMWARE,
    RECORDS,
    RISKS,
    SIGN_IN,
    TODAY,
    amount,
    span,
)
from support.worked import figures, file, numbers, table, tables, values

APPETITE = "risk-appetite-and-tolerance"


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


def test_calling_back_keeps_a_loss_over_a_million_out_of_sight():
    both = table(FAIR, "R2, one year", "Today", "With call-back")

    assert both.number("Chance", "Today").says(losses.over(INVOICES, 1e6))
    assert losses.over(CALLS, 1e6) < both.number("Chance", "With call-back").value


def test_doubling_the_highest_loss_changes_the_curve_as_printed():
    wide = (*span("R2")[:2], 2e6)
    curve = losses.year(FRAUD, wide)
    doubled = table(FAIR, "R2, one year", "Highest loss $1M", "Highest loss $2M")

    for name, loss, year in (("$1M", span("R2"), INVOICES), ("$2M", wide, curve)):
        column = f"Highest loss {name}"
        assert doubled.number("Average", column).says(losses.mean(*FRAUD) * losses.mean(*loss))
        assert doubled.number("P95", column).says(losses.percentile(year, 0.95))
        assert doubled.number("Chance", column).says(losses.over(year, 1e6))


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


@pytest.mark.parametrize(
    ("row", "curve", "rate", "risk"),
    [
        ("Ransomware", TODAY, losses.mean(*RANSOMWARE), "R1"),
        ("Invoice fraud", INVOICES, losses.mean(*FRAUD), "R2"),
        ("Customer records", RECORDS, losses.mean(*COPIED), "R11"),
    ],
)
def test_a_risk_on_the_boards_page_has_the_figures_of_its_range(row, curve, rate, risk):
    page = table(BOARD, "Risk (owner)")

    assert page.number(row, "Expected").says(rate * losses.mean(*span(risk)))
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

    assert averages.says(sum(numbers(cell)[0].value for cell in page.column("Expected")))
    assert p95s.says(sum(numbers(cell)[0].value for cell in page.column("1 year in 20")))
    three = losses.together(TODAY, INVOICES, RECORDS)
    assert really.says(losses.percentile(three, 0.95))
    quiet = figures(BOARD, "in that order, #, # and # of years bring no loss")
    assert [n.says(c[0]) for n, c in zip(quiet, (TODAY, INVOICES, RECORDS), strict=True)] == [
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
        *figures(BOARD, "cuts the yearly chance of a ransomware loss over $1M from # to #"),
        *figures(APPETITE, "losing over $1M to ransomware from # to #?"),
        *figures(APPETITE, "$20,000 more, to reach #?"),
        *figures(APPETITE, "two measures that bring it inside (# and #)"),
    ]
    today, sign_in, package = (losses.over(one, 1e6) for one in (TODAY, SIGN_IN, PACKAGE))
    exact = [today, package, today, sign_in, package, sign_in, package]
    assert [number.says(value) for number, value in zip(moves, exact, strict=True)] == [True] * 7


@pytest.mark.parametrize(
    ("option", "cost", "curve", "average"),
    [
        ("A", 0, TODAY, 180_000),
        ("B", 40_000, SIGN_IN, 90_000),
        ("C", 60_000, PACKAGE, 60_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_board_chooses_between_three_options_with_the_figures_of_the_register(
    option, cost, curve, average
):
    options = table(BOARD, "Option", "Average year")
    kept = file(f"{BOARD}-page.csv").row(f"1{option}")
    chance = options.number(option, "Chance")
    limit = values(BOARD, "and at most a # yearly chance of losing more than $1M")[0]

    assert options.number(option, "Cost").value == cost
    assert options.number(option, "Average").value == average
    assert options.number(option, "1 year in 20").says(losses.percentile(curve, 0.95))
    assert chance.says(losses.over(curve, 1e6))
    assert ("within" in options.row(option)["Chance over $1M"]) == (chance.value <= limit)
    assert chance.text in kept["Comparison"]


def test_the_interim_factor_alone_leaves_ransomware_over_the_limit():
    interim = losses.year(tuple(2 / 3 * rate for rate in RANSOMWARE), span("R1"))
    chance = figures(BOARD, "stopped a third of the attempts, option A would stand at #")[0]
    average, rosi = figures(
        "return-on-security-investment",
        "the ALE would be # before the package and the package's ROSI #",
    )

    assert chance.says(losses.over(interim, 1e6))
    assert chance.value > 0.05
    assert average.value == 120_000
    assert rosi.value == (120_000 - 60_000) / 60_000 - 1


def test_a_set_inside_the_limit_has_the_tail_that_its_row_says():
    def tail(rate, loss):
        ranges = (tuple(k * one for one in r) for k, r in ((rate, RANSOMWARE), (loss, span("R1"))))
        return losses.over(losses.year(*ranges), 1e6)

    left = 1 - BACKUPS
    options = table("prioritizing-by-risk-and-return", "Option", "Net", "Over $1M")
    sets = table("prioritizing-by-risk-and-return", "Set", "Over $1M")
    plan = table("security-strategy-and-roadmap", "Version", "Ransomware")
    asked = figures(APPETITE, "for backups that bring it to #?")[0]

    assert options.number("Phishing", "Over").says(tail(0.5, 1))
    assert options.number("Backups", "Over").says(tail(1, left))
    assert options.number("EDR", "Over").says(tail(0.5, 1))
    assert options.number("Awareness", "Over").says(tail(1, 1))
    assert sets.number("MFA alone", "Over").says(tail(0.5, 1))
    assert sets.number("MFA and separate", "Over").says(tail(0.4, 5 / 6))
    assert sets.number("MFA and backups", "Over").says(tail(0.5, left))
    assert sets.number("Package and backups", "Over").says(tail(0.4, 5 / 6 * left))
    assert asked.says(tail(0.4, 5 / 6 * left))
    assert plan.number("Without the factory", "Ransomware").says(tail(0.5, 1))
    assert plan.number("The same", "Ransomware").says(tail(1, left))


def test_all_scenarios_together_stay_where_the_appetite_says():
    others = [
        losses.year(amount(risk, "events_per_year"), span(risk))
        for risk in RISKS
        if risk not in ("R1", "R2", "R6", "R11")  # a laptop is less than a step of the grid
    ]
    exact = losses.over(losses.together(TODAY, INVOICES, RECORDS, *others), 3e6)

    assert numbers(table(APPETITE, "#", "Owner", "We accept").row("2")["Now"])[0].says(exact)


def test_eleven_scenarios_at_the_limit_make_the_chance_that_is_printed():
    chance = figures(APPETITE, "would give a # chance of at least one loss over $1M in a year")[0]

    assert chance.says(1 - 0.95 ** len(RISKS))


def test_the_appetite_repeats_the_curves():
    share = figures(APPETITE, "averages $107,917 and exceeds $1M in # of years")[0]

    assert share.says(losses.over(INVOICES, 1e6))
    cash, covenant, capacity = figures(
        APPETITE,
        "has # in cash and unused credit, and a bank covenant that requires #. Capacity: #",
    )
    assert capacity.says(cash.value - covenant.value)
