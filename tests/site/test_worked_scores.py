"""Scores, counts and designs: each verdict follows from its marks as printed."""

from __future__ import annotations

import math

import pytest

from support.worked import figures, file, numbers, prose, table, values

AI = "ai-security-and-governance"
SHOP = "architecture-cloud-and-zero-trust"
AUDITS = "audits-and-assurance"
SUPPLIERS = "third-party-risk"
RECOVERY = "ransomware-and-recovery"


@pytest.mark.parametrize("cells", table(AI, "Case", "Data").rows, ids=lambda row: f"{AI}: {row[0]}")
def test_a_use_of_ai_has_the_score_and_tier_of_its_marks(cells):
    marks = [int(mark) for mark in cells[1:5]]
    score, tier = sum(marks), "low" if sum(marks) <= 3 else "medium" if sum(marks) <= 7 else "high"
    if tier == "low" and 3 in (marks[0], marks[3]):
        tier = "medium"

    assert cells[5] == f"{score}, {tier}"


def test_the_boards_six_lines_on_ai_add_up():
    known, *tiers = values(AI, "Uses # known: # low, # medium, # high")
    found, approved, still_open, stopped = values(
        AI, "Found # undeclared: # approved, # open, # stopped"
    )
    cost, before, after, gain = values(
        AI,
        "They cost # a year and are expected to cut an average loss of # a year to #, a gain of #",
    )

    assert known == sum(tiers)
    assert found == approved + still_open + stopped
    assert gain == before - after - cost


@pytest.mark.parametrize(
    "cells", table(SUPPLIERS, "Supplier (owner)").rows, ids=lambda row: f"{SUPPLIERS}: {row[0]}"
)
def test_a_supplier_has_the_sum_and_tier_of_its_marks(cells):
    data, access, stops, replace, share = (int(mark) for mark in cells[1].split(", "))
    total = data + access + stops + replace + share
    tier = 1 if total >= 11 else 2 if total >= 6 else 3
    if 3 in (data, access):
        tier = min(tier, 2)
    if stops == replace == 3:
        tier = 1

    assert int(cells[2]) == total
    assert int(cells[3][0]) == tier


def test_the_hours_for_suppliers_fit_into_the_year():
    depth = table(SUPPLIERS, "Tier", "Suppliers")
    for cells in depth.rows[:-1]:
        assert float(cells[1]) * float(cells[4]) == float(cells[5]), cells[0]
    customers, reviews, left, more = values(
        SUPPLIERS,
        "Customers' questionnaires take # and these reviews #, which leaves # for new suppliers and"
        " bad days. Three more suppliers in tier 1 would use # of them",
    )
    year = values(SUPPLIERS, "8 x 46 weeks = # hours")[0]

    assert reviews == depth.number("Total", "Hours a year").value
    assert left == year - customers - reviews
    assert more == 3 * depth.number("1", "Hours each").value


# Designs, audits, recovery


def test_the_twenty_questions_are_counted_by_result():
    results = table(SHOP, "#", "Question", "Northwind").column("Result")
    stops = [
        row[3] for row in table(SHOP, "#", "Question", "Northwind").rows if row[0].endswith("S")
    ]

    assert [results.count(one) for one in ("Met", "Partly", "Not met")] == [6, 8, 6]
    assert "Six met, eight partly, six not." in prose(SHOP)
    assert (len(stops), stops.count("Not met"), stops.count("Partly")) == (5, 3, 2)


def test_fewer_parts_in_a_chain_are_worth_what_is_printed():
    four, two = figures(
        SHOP, "99.60% -> # hours down a year Two parts at 99.9% 0.999^2 = 99.80% -> # hours"
    )
    saved, worth = figures(SHOP, "so the # hours saved are worth up to # a year")
    down = [8760 * (1 - 0.999**parts) for parts in (4, 2)]
    margin, hours = values(SHOP, "shop outage cost about # for six hours"), 6

    assert four.says(down[0])
    assert two.says(down[1])
    assert saved.says(down[0] - down[1])
    assert worth.says((down[0] - down[1]) * margin[0] / hours, within=500)


def test_keeping_less_leaves_the_records_that_are_printed():
    held, old, share, left = figures(SHOP, "shop holds # customer records; # (#) placed no order")[
        :3
    ] + figures(SHOP, "would expose #.")

    assert share.says(old.value / held.value)
    assert left.value == held.value - old.value


def test_the_evidence_was_used_as_often_as_its_file_says():
    total, *uses = values(
        AUDITS,
        "The ten rows were used # times: # in customers' questionnaires, # in board reports, # in"
        " the audit and # in the insurer's form",
    )
    kept = file(f"{AUDITS}-evidence.csv")
    order = ("customers", "board", "internal_audit", "insurer")
    rows = [dict(zip(kept.header, row, strict=True)) for row in kept.rows if row[0].isdigit()]

    assert total == sum(uses)
    assert uses == [sum(int(row[f"uses_{who}"] or 0) for row in rows) for who in order]


def test_a_small_sample_has_the_interval_that_is_printed():
    found, of, share, low, high = figures(
        AUDITS, "# of # is #, and the true rate could be anywhere from about # to # (95% interval)"
    )
    k, n = int(found.value), int(of.value)

    def at_most(count: int, rate: float) -> float:
        return sum(math.comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(count + 1))

    def solve(reached) -> float:
        bottom, top = 0.0, 1.0
        while top - bottom > 1e-9:
            middle = (bottom + top) / 2
            bottom, top = (bottom, middle) if reached(middle) else (middle, top)
        return bottom

    assert share.says(k / n)
    assert low.says(solve(lambda rate: 1 - at_most(k - 1, rate) >= 0.025))
    assert high.says(solve(lambda rate: at_most(k, rate) <= 0.025))


def test_findings_are_counted_by_their_response():
    responses = [cell.split(":")[0] for cell in table(AUDITS, "ID", "Finding").column("Response")]

    assert [responses.count(one) for one in ("Fixed", "Fix", "Accept")] == [1, 4, 1]
    assert "One is closed, four are being fixed, and one is a risk acceptance" in prose(AUDITS)


def test_the_chain_takes_the_hours_of_its_steps():
    chain = table(RECOVERY, "Step", "Done by")
    took = [numbers(cell)[0].value for cell in chain.column("The step took")]
    late, target, gap = values(RECOVERY, "= #. Four hours cost #. The gap of #")
    margin, hours, each = values(
        RECOVERY, "earns # of margin in a #-hour day of two shifts, so # an hour"
    )

    slow, longer = values(RECOVERY, "with # hours in the first row, the chain takes # h")

    assert sum(took[:-1]) == took[-1] == 4 + 12
    assert longer == slow + sum(took[1:-1])
    assert target == 4 * 3_000
    assert gap == late - target
    assert each == margin / hours


def test_two_days_sooner_save_what_the_money_model_says():
    model = table(RECOVERY, "Item", "Sum for four days")
    for start in ("Factory", "Web shop"):
        assert model.number(start, "Two days").value == model.number(start, "Four days").value / 2
    saved, yearly = values(
        RECOVERY, "saves # an event. At 0.15 events a year that is # a year on average"
    )

    assert (
        saved
        == model.number("One event", "Four days").value - model.number("One event", "Two").value
    )
    assert yearly == 0.15 * saved


def test_an_outage_loses_the_margin_of_its_hours():
    assert values("incident-response-plan", "for six hours cost about #")[0] == 6 * 3_000
    assert values(RECOVERY, "Sixty of 300 orders is #")[0] == 60 / 300
