"""Insurance: what a policy recovers and keeps follows from its terms and the loss curve."""

from __future__ import annotations

import pytest

from support import losses
from support.scenarios import FRAUD, INSURANCE, RANSOMWARE, span
from support.worked import figures, file, numbers, table, values


@pytest.mark.parametrize("limit", [1e6, 2e6, 3e6], ids=lambda limit: f"{INSURANCE}: ${limit:,.0f}")
def test_a_limit_recovers_and_keeps_what_its_row_says(limit):
    row = table(INSURANCE, "Limit", "Premium").row(f"${limit / 1e6:.0f}M")
    recovered, kept, exhausted = insured(RANSOMWARE, span("R1"), 0.7, 100_000, limit)

    assert numbers(row["Recovered, average year"])[0].value == pytest.approx(recovered, rel=0.02)
    chance = numbers(row["Chance of keeping over $1M"])[0]
    assert chance.says(kept, within=1)
    assert numbers(row["Events that exhaust it"])[0].says(exhausted, within=1)


@pytest.mark.parametrize(
    "limit", [100_000, 250_000, 1_000_000], ids=lambda limit: f"{INSURANCE}: sublimit ${limit:,}"
)
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
    printed = table(INSURANCE, "Input", "Minimum").row("Loss an event")
    assert highest.value == span("R1")[2]
    assert [number.value for number in numbers(" ".join(printed.values()))] == [*span("R1")]
    assert (step, returns, pay) == (premium, back, premium - back)
    recovered, price = (
        numbers(one[n])[0].value for n in ("Recovered, average year", "Premium a year")
    )
    assert break_even.says(losses.mean(*RANSOMWARE) * price / recovered)
