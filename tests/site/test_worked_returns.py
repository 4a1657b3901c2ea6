"""Returns and rankings: each result follows from its inputs as they are printed."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from support.worked import figures, file, numbers, table, values

ROSI = "return-on-security-investment"
RANKING = "prioritizing-by-risk-and-return"
OPTIONS = {
    "technical-vs-business-skills": table("technical-vs-business-skills", "Option", "Loss avoided"),
    RANKING: table(RANKING, "Option", "Loss avoided", "Per dollar", "Net"),
}


@pytest.mark.parametrize("state", ["Today", "With MFA alone", "With the package"])
def test_sle_ale_and_chance_follow_from_value_exposure_and_rate(state):
    case = table(ROSI, "Today", "With the package")
    value, exposure, rate = (case.number(row, state).value for row in ("Asset", "EF", "ARO"))

    assert case.number("SLE", state).says(value * exposure)
    assert case.number("ALE", state).says(value * exposure * rate)
    assert case.number("Chance", state).says(1 - math.exp(-rate))


def test_the_package_returns_what_its_table_says():
    case = table(ROSI, "Today", "With the package")
    before = case.number("ALE", "Today").value
    mitigation, break_even = figures(
        ROSI, "The mitigation ratio of the package is #, and its break-even ratio is #."
    )
    extra, returns = figures(ROSI, "the network's own # returns only #")
    part = {}
    for state in case.header[2:]:
        cost, avoided, net = (
            case.number(row, state) for row in ("Cost", "Loss avoided", "Net benefit")
        )
        part[state] = cost.value, avoided.value
        assert avoided.says(before - case.number("ALE", state).value)
        assert net.says(avoided.value - cost.value)
        assert case.number("ROSI", state).says(net.value / cost.value)
    (alone, less), (both, more) = part["With MFA alone"], part["With the package"]

    assert mitigation.says(more / before)
    assert break_even.says(both / before)
    assert extra.value == both - alone
    assert returns.says((more - less) / (both - alone) - 1)


def test_the_parts_of_the_package_are_the_same_in_three_articles():
    case = table(ROSI, "Today", "With the package")
    loss, rate = case.number("SLE", "Today").value, case.number("ARO", "Today").value
    after = case.number("ALE", "With the").value
    mfa_cost, halved, mfa = figures(
        ROSI, "privileged access (# a year) would by itself halve the ARO to #, which avoids #."
    )
    network, rate_left, added = figures(
        ROSI,
        "from the office (# a year) then stops some of the attacks that are left, which"
        " brings the ARO to #, and makes the others smaller; it adds #.",
    )

    assert halved.says(rate / 2)
    assert mfa.says((rate - halved.value) * loss)
    assert rate_left.value == case.number("ARO", "With the").value
    assert added.says(halved.value * loss - after)
    for options in OPTIONS.values():
        assert options.number("Phishing-resistant MFA", "Cost").value == mfa_cost.value
        assert options.number("Phishing-resistant MFA", "Loss avoided").value == mfa.value
    assert values(RANKING, "separate factory network at # a year")[0] == network.value
    assert values(RANKING, "It adds #, or # per dollar")[0] == added.value
    assert (
        values("architecture-cloud-and-zero-trust", ": # of yearly loss avoided")[0] == added.value
    )
    second = OPTIONS["technical-vs-business-skills"]
    assert second.number("Separate factory network", "Cost").value == network.value
    assert second.number("Separate factory network", "Loss avoided").value == added.value


def test_the_skills_article_says_what_the_first_project_leaves_to_the_second():
    case = table(ROSI, "Today", "With the package")
    today, left = values(
        "technical-vs-business-skills", "is # a year today and # once MFA stops half of the attacks"
    )

    assert today == case.number("ALE", "Today").value
    assert left == today / 2


@pytest.mark.parametrize("option", ["Strong sign-in", "The package"])
def test_the_boards_options_cost_and_leave_the_same_in_three_articles(option):
    case = table(ROSI, "Today", "With the package")
    rate, loss = (case.number(row, "Today").value for row in ("ARO", "SLE"))
    left = rate / 2 * loss if option == "Strong sign-in" else case.number("ALE", "With the").value
    goals = "aligning-security-with-business-goals"
    sentence = {
        "Strong sign-in": "Strong sign-in for remote and privileged access, # a year. The estimate"
        " falls to #",
        "The package": "The package, # a year: strong sign-in and a separate factory network. The"
        " estimate falls to #",
    }[option]
    readout = {
        "Strong sign-in": "privileged access, # a year. Average loss falls to #",
        "The package": "separate factory network, # a year. Average loss falls to #",
    }[option]

    assert values(goals, sentence)[1] == left
    assert values("first-90-days", readout) == values(goals, sentence)


def test_the_return_article_repeats_its_own_figures():
    case = table(ROSI, "Today", "With the package")
    rate, ale = case.number("ARO", "Today").value, case.number("ALE", "Today").value
    left = case.number("ALE", "With the").value
    once, typed, falls = values(
        ROSI, "Once in 30 years is #. Type # instead and the ALE falls by #"
    )
    good_loss, cost, good, bad_loss, bad = values(
        ROSI, "avoids # for # scores #, and one that avoids # for the same money scores #"
    )
    (quiet,) = figures(ROSI, "three years in a row without an event is # (e^-0.45)")
    price, alone, looks, part, drops = figures(
        ROSI,
        "They cost # a year and alone would avoid #, a ROSI of #. Fund the package first, and the"
        " same measure finds only a third of the loss left to act on: it avoids #, and its ROSI"
        " drops to #",
    )

    assert (round(1 - typed / once, 2), round((once - 1 / 30) * 1e4)) == (falls, 0)
    assert (good_loss / cost - 1, bad_loss / cost - 1) == (good, bad)
    assert quiet.says(math.exp(-3 * rate))
    assert left == ale / 3
    assert looks.says(alone.value / price.value - 1)
    assert part.says(left * alone.value / ale)
    assert drops.says(part.value / price.value - 1)
    assert figures(ROSI, "Northwind's $60,000 is # of its ALE")[0].says(60_000 / ale)


def test_setup_time_left_out_of_the_return_is_priced():
    hours, price, before, after = figures(
        ROSI,
        "the roadmap plans # hours at #, which, spread over three years, would bring the package's"
        " ROSI from # to #",
    )
    avoided, cost = 120_000, 60_000 + hours.value * price.value / 3
    effort = file("security-strategy-and-roadmap-roadmap.csv").row("2")["effort_total_person_weeks"]

    assert hours.value == float(effort) * 40
    assert before.says(avoided / 60_000 - 1)
    assert after.says(avoided / cost - 1)


def sensitivity():
    """Yield each input of the sensitivity table with the ROSI that its ends give."""
    base = {"ARO": 0.15, "SLE": 1.2e6, "Mitigation": 2 / 3, "Yearly": 60_000}
    for cells in table(ROSI, "Input of the package").rows:
        name = cells[0].split()[0]
        for column, text in zip(("-50%", "+50%"), cells[1:3], strict=True):
            factor = 0.5 if column == "-50%" else 1.5
            changed = ["ARO", "Mitigation"] if "together" in cells[0] else [name]
            with_it = base | {one: base[one] * factor for one in changed}
            yield pytest.param(with_it, text, id=f"{ROSI}: {cells[0]} at {column}")
        ends = numbers(cells[3].replace("to", "")), numbers(cells[4])
        for end, text in zip(*ends, strict=True):
            yield pytest.param(
                base | {name: end.value}, text.text, id=f"{ROSI}: {cells[0]} at {end.text}"
            )


@pytest.mark.parametrize(("inputs", "printed"), list(sensitivity()))
def test_the_sensitivity_table_holds_the_rosi_of_its_inputs(inputs, printed):
    ratio = min(inputs["Mitigation"], 1)  # no control removes more than the whole loss
    exact = inputs["ARO"] * inputs["SLE"] * ratio / inputs["Yearly"] - 1

    assert numbers(printed)[0].says(exact), f"{exact:.1%}"


def test_the_sensitivity_file_is_the_printed_table():
    printed, kept = table(ROSI, "Input of the package"), file(f"{ROSI}-sensitivity.csv")
    for cells, row in zip(printed.rows, kept.rows, strict=True):
        said = [number for cell in cells[1:] for number in numbers(cell)]
        order = [row[2], row[3], row[4], row[5], row[6], row[7]]

        assert all(
            number.says(float(value))
            for number, value in zip(said, [one for one in order if one], strict=True)
        ), cells[0]


@pytest.mark.parametrize(
    "cells", [pytest.param(row, id=row[1]) for row in file(f"{ROSI}-worked.csv").rows]
)
def test_the_worked_file_holds_the_printed_case(cells):
    _, quantity, _, today, alone, after, _ = cells
    case = table(ROSI, "Today", "With the package")
    rows = {"(AV)": "Asset", "(EF)": "EF", "(SLE)": "SLE", "(ARO)": "ARO", "(ALE)": "ALE"}
    rows["Chance of at least one"] = "Chance"
    for mark, row in rows.items():
        if mark in quantity:
            assert case.number(row, "Today").says(float(today))
            assert case.number(row, "With MFA").says(float(alone))
            assert case.number(row, "With the").says(float(after))


# Ranking


@pytest.mark.parametrize("slug", OPTIONS)
def test_net_rosi_and_ratio_of_each_option_follow_from_cost_and_loss_avoided(slug):
    options = OPTIONS[slug]
    for cells in options.rows:
        row = dict(zip(options.header, cells, strict=True))
        cost, avoided = numbers(cells[1])[0].value, numbers(row["Loss avoided"])[0].value

        assert numbers(row["Net"])[0].says(avoided - cost), cells[0]
        if "ROSI" in row:
            assert numbers(row["ROSI"])[0].says(avoided / cost - 1), cells[0]
        if "Per dollar" in row:
            assert numbers(row["Per dollar"])[0].says(avoided / cost), cells[0]


@pytest.mark.parametrize("name", ["MFA", "EDR"])
def test_an_option_costs_and_avoids_the_same_in_both_articles(name):
    one, other = (
        next(row for row in options.rows if name in row[0]) for options in OPTIONS.values()
    )

    assert one[1:4] == (other[1], other[2], other[4])


RULES = {
    "Largest loss avoided first": lambda cost, avoided: -avoided,
    "Best ratio first, while it fits": lambda cost, avoided: -avoided / cost,
}
BEST = {
    "Most loss avoided of any affordable set": lambda cost, avoided: (avoided, -cost),
    "Best net of any affordable set": lambda cost, avoided: (avoided - cost, -cost),
}


def option_list() -> dict[str, tuple[float, float]]:
    """Return cost and loss avoided of each option by its first word."""
    names = ("MFA", "backups", "EDR", "awareness", "DLP")
    rows = OPTIONS[RANKING].rows
    return {
        name: (numbers(row[1])[0].value, numbers(row[2])[0].value)
        for name, row in zip(names, rows, strict=True)
    }


@pytest.mark.parametrize("rule", [*RULES, *BEST], ids=lambda rule: f"{RANKING}: {rule}")
def test_a_rule_chooses_the_set_that_its_row_names(rule):
    options, budget = option_list(), 150_000
    chosen: tuple[str, ...] = ()
    if rule in RULES:
        for name in sorted(options, key=lambda name: RULES[rule](*options[name])):
            if sum(options[one][0] for one in (*chosen, name)) <= budget:
                chosen = (*chosen, name)
    else:
        sets = [s for n in range(6) for s in combinations(options, n)]
        assert len(sets) == 32
        sums = {s: tuple(sum(options[one][i] for one in s) for i in (0, 1)) for s in sets}
        affordable = {s: both for s, both in sums.items() if both[0] <= budget}
        chosen = max(affordable, key=lambda s: BEST[rule](*affordable[s]))
    row = table(RANKING, "Rule", "Chosen").row(rule)
    cost, avoided = (sum(options[one][i] for one in chosen) for i in (0, 1))

    assert {name.strip() for name in row["Chosen"].split(",")} == set(chosen)
    assert [numbers(row[name])[0].value for name in ("Cost", "Loss avoided", "Net")] == [
        cost, avoided, avoided - cost,
    ]  # fmt: skip


def test_overlap_is_taken_from_the_loss_that_the_package_leaves():
    overlap = table(RANKING, "Option", "Avoids alone")
    register = table("risk-management-basics", "ID", "Scenario")
    r1, r5, r9 = (register.number(row, "Expected").value for row in ("R1", "R5", "R9"))
    left, costs = 60_000, {name: cost for name, (cost, _) in option_list().items()}
    share = 48_000 / r1

    assert overlap.number("MFA and separate", "Avoids").says(r1 - left)
    assert overlap.number("Backups", "Avoids").says(share * r1)
    assert overlap.number("Backups", "After").says(share * left)
    assert overlap.number("EDR", "Avoids").says(r1 / 2 + 0.375 * (r5 + r9))
    assert overlap.number("EDR", "After").says(left / 2 + 0.375 * (r5 + r9))
    for start, name in (
        ("Backups", "backups"),
        ("EDR", "EDR"),
        ("Awareness", "awareness"),
        ("DLP", "DLP"),
    ):
        after = overlap.number(start, "After").value
        assert overlap.number(start, "Per dollar").says(after / costs[name]), start


def test_ranges_per_dollar_follow_from_ranges_of_loss_avoided():
    ranges = table(RANKING, "Option, after the package", "Loss avoided, low")
    costs = {name.casefold(): cost for name, (cost, _) in option_list().items()} | {
        "package": 60_000
    }
    for cells in ranges.rows:
        cost = costs[cells[0].casefold()]
        for avoided, ratio in zip(numbers(cells[1]), numbers(cells[2]), strict=True):
            assert ratio.says(avoided.value / cost), cells[0]


def test_the_ranking_article_repeats_the_register():
    first = file("risk-management-basics-register.csv")
    rows = {row[0]: dict(zip(first.header, row, strict=True)) for row in first.rows}
    loss = {name: float(row["expected_loss_per_year_usd"]) for name, row in rows.items()}
    left = {
        name: float(row["residual_expected_loss_per_year_usd"] or 0) for name, row in rows.items()
    }
    price = {name: float(row["action_cost_per_year_usd"] or 0) for name, row in rows.items()}
    others = [name for name in rows if re.fullmatch(r"R\d+", name) and name != "R1"]
    cost, avoided = values(RANKING, "actions in the risk register cost # and avoid an estimated #")
    rows_total, claim, share, owners, amount = figures(
        RANKING,
        "that total #, so its # claims to remove # of them. That was the vendor's figure. The"
        " owners would say #, or #.",
    )
    acted = ("R5", "R7", "R9", "R10")
    shrink = values(RANKING, "DLP's four rows shrink from # to #")
    call, saves, ratio = figures(RANKING, "costs # and avoids #, or # per dollar")

    assert cost == sum(price[name] for name in others)
    assert abs(avoided - sum(loss[name] - left[name] for name in others)) <= 1  # R2 is rounded
    assert rows_total.value == sum(loss[name] for name in acted)
    assert share.says(claim.value / rows_total.value)
    assert amount.says(owners.value * rows_total.value)
    assert shrink == [sum(loss[name] for name in acted), sum(left[name] for name in acted)]
    assert call.value == price["R2"]
    assert abs(saves.value - (loss["R2"] - left["R2"])) <= 1
    assert ratio.says(saves.value / call.value)


def test_slices_of_single_sign_on_add_up_to_the_whole():
    slices = table(RANKING, "Slice", "Per dollar")
    parts = [[numbers(cell)[0] for cell in row[1:]] for row in slices.rows]

    for cost, avoided, ratio in parts:
        assert ratio.says(avoided.value / cost.value)
    one, other, whole = parts
    assert [number.value for number in whole[:2]] == [
        one[at].value + other[at].value for at in (0, 1)
    ]


def test_a_set_inside_the_limit_costs_and_avoids_what_its_options_do_together():
    sets = table(RANKING, "Set", "Loss avoided, with overlap")
    r1, share = 180_000, 48_000 / 180_000
    left = {
        "MFA alone": (40_000, 0.5 * r1),
        "MFA and separate": (60_000, r1 / 3),
        "MFA and backups": (75_000, 0.5 * r1 * (1 - share)),
        "Package and backups": (95_000, r1 / 3 * (1 - share)),
    }
    for start, (cost, loss) in left.items():
        assert sets.number(start, "Cost").value == cost
        assert sets.number(start, "Loss avoided").says(r1 - loss), start
        assert sets.number(start, "Net").says(r1 - loss - cost), start
    kept, on_paper = values(RANKING, "the best set on paper, keeps # of its #")

    assert kept == sets.number("MFA and backups", "Net").value
    best = table(RANKING, "Rule", "Chosen").row("Best net")
    assert on_paper == numbers(best["Net"])[0].value


def test_an_enabler_is_added_to_the_option_that_needs_it():
    total, ratio = figures(RANKING, "at # the package still returns #")

    assert ratio.says(120_000 / total.value)
