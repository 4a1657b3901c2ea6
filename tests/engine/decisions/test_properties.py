"""What holds for every risk and every register, whatever its numbers are."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_kb.decisions import effects, frontier, losses
from sphinx_kb.decisions.model import Effect, Option, Register, Risk
from sphinx_kb.decisions.pert import Range, points, single

settings.register_profile("decisions", max_examples=15, deadline=None, derandomize=True)
settings.load_profile("decisions")
DAY = date(2026, 11, 24)


def ranges(most: float):
    ends = st.floats(0, most, allow_subnormal=False).map(lambda value: round(value, 6))
    return st.tuples(ends, ends, ends).map(lambda three: Range(*sorted(three)))


EVENTS = ranges(30)
LOSS = ranges(1e7)


@given(EVENTS, LOSS)
def test_a_year_adds_up_and_its_curve_falls(events, loss):
    one = losses.year(events, loss)
    amounts = [loss.high * k / 7 for k in range(30)]
    shares = [k / 30 for k in range(30)]

    assert one.quiet + sum(one.chances) == pytest.approx(1, abs=1e-9)
    assert all(a >= b - 1e-12 for a, b in itertools.pairwise(map(one.over, amounts)))
    assert all(a <= b for a, b in itertools.pairwise(map(one.percentile, shares)))


@given(EVENTS, LOSS, st.floats(0.5, 0.99))
def test_a_percentile_is_exceeded_by_the_rest_of_the_years(events, loss, share):
    one = losses.year(events, loss)
    amount = one.percentile(share)

    assert one.over(amount) <= 1 - share + 1e-9
    if amount > 0 and not one.whole:
        assert one.over(amount) == pytest.approx(1 - share, abs=1e-9)


@given(EVENTS, LOSS, st.sampled_from([0.001, 3.0, 1e4]))
def test_losses_in_another_unit_give_percentiles_in_that_unit(events, loss, factor):
    one, other = losses.year(events, loss), losses.year(events, loss.times(factor))

    for share in (0.5, 0.9, 0.99):
        assert other.percentile(share) == pytest.approx(
            factor * one.percentile(share), rel=1e-6, abs=1e-6
        )


@given(EVENTS, LOSS)
def test_the_grid_keeps_the_average_year(events, loss):
    one = losses.year(events, loss)
    counted = sum(chance * cell * one.step for cell, chance in enumerate(one.chances))

    assert counted == pytest.approx(one.mean, rel=2e-3, abs=1e-6 * max(1, loss.high))


@given(EVENTS, LOSS)
def test_one_risk_together_is_its_own_year(events, loss):
    one, all_of_it = losses.year(events, loss), losses.together([(events, loss)])

    assert all_of_it.quiet == pytest.approx(one.quiet, abs=1e-12)
    assert all_of_it.mean == pytest.approx(one.mean)
    if not one.whole:
        near = 0.004 * max(one.percentile(0.99), loss.high)
        assert all_of_it.percentile(0.95) == pytest.approx(one.percentile(0.95), abs=near)


@given(ranges(1e6))
def test_the_points_of_a_range_have_its_mean_and_its_variance(of):
    values = points(of, 4096)
    mean = sum(weight * value for value, weight in values)

    assert mean == pytest.approx(of.mean, rel=1e-8, abs=1e-6)
    assert sum(w * (v - mean) ** 2 for v, w in values) == pytest.approx(
        of.variance, rel=1e-6, abs=1e-3
    )


@st.composite
def registers(draw):
    """Draw a register of three risks and up to five options, with needs and exclusions."""
    risk = st.builds(lambda events, loss: Risk("", "", "", events, loss, "", DAY), EVENTS, LOSS)
    risks = {f"R{n}": draw(risk) for n in range(3)}
    share = st.floats(0, 1).map(lambda value: single(round(value, 3)))
    options = {}
    for n in range(draw(st.integers(1, 5))):
        acting = draw(st.sets(st.sampled_from(list(risks)), min_size=1))
        others = draw(st.sets(st.integers(0, n), max_size=1)) - {n}
        of = {name: Effect(draw(share), draw(share)) for name in sorted(acting)}
        options[f"o{n}"] = Option(
            "",
            yearly=float(draw(st.integers(0, 400)) * 1000),
            effects=of,
            needs=tuple(f"o{k}" for k in others if draw(st.booleans())),
        )
    return Register("", DAY, risks, options)


@given(registers())
def test_one_more_option_never_raises_an_average(register):
    chosen: list[str] = []
    before = effects.expected(register)
    for name in register.options:
        chosen.append(name)
        after = effects.expected(register, chosen)

        assert after <= before * (1 + 1e-12)
        before = after


@given(registers())
def test_an_option_avoids_no_more_beside_others_than_alone(register):
    names = list(register.options)
    for name in names:
        others = [other for other in names if other != name]
        beside = effects.avoided(register, names) - effects.avoided(register, others)
        by_itself = effects.avoided(register, [name])

        assert beside <= by_itself * (1 + 1e-9) + 1e-6


@given(registers())
def test_more_budget_never_lowers_the_net(register):
    sets = frontier.frontier(register)
    nets = [frontier.best(sets, budget).net for budget in range(0, 3_000_000, 50_000)]

    assert nets == sorted(nets)
    assert all(effects.allowed(register, frontier.names(register, one)) for one in sets)


@given(registers())
def test_low_to_high_holds_what_an_option_avoids_alone(register):
    wide = {
        name: replace(option, effects={
            risk: Effect(Range(0.5 * e.events.low, e.events.likely, min(1, 1.2 * e.events.high)), e.loss)
            for risk, e in option.effects.items()
        })
        for name, option in register.options.items()
    }  # fmt: skip
    changed = replace(register, options=wide)
    for name in wide:
        low, middle, high = (effects.alone(changed, name, at) for at in ("worst", "mean", "best"))

        assert low <= middle + 1e-6
        assert middle <= high + 1e-6


def test_done_options_act_on_no_figure_and_meet_the_needs_of_others():
    risk = {"R1": Risk("", "", "", single(1.0), single(1e5), "", DAY)}
    half = {"R1": Effect(single(0.5))}
    options = {
        "old": Option("", yearly=1.0, effects=half, status="done"),
        "new": Option("", yearly=1.0, effects=half, needs=("old",)),
        "never": Option("", yearly=1.0, effects=half, needs=("gone",)),
        "gone": Option("", yearly=1.0, effects=half, status="refused"),
        "other": Option("", yearly=1.0, effects=half, instead_of=("old",)),
    }
    register = Register("", DAY, risk, options)
    sets = frontier.frontier(register)

    assert effects.avoided(register, ["old"]) == 0
    assert [frontier.names(register, one) for one in sets] == [[], ["new"]]


def test_obligations_are_in_every_set_whatever_they_return():
    risk = {"R1": Risk("", "", "", single(1.0), single(1e5), "", DAY)}
    dear = Option("", yearly=5e5, effects={"R1": Effect(single(0.1))}, must=True)
    register = Register("", DAY, risk, {"law": dear})
    sets = frontier.frontier(register)

    assert [frontier.names(register, one) for one in sets] == [["law"]]
    assert frontier.best(sets, 1000) is None
    assert frontier.best(sets, 5e5) is not None


def test_an_obligation_that_cannot_be_met_leaves_no_set():
    risk = {"R1": Risk("", "", "", single(1.0), single(1e5), "", DAY)}
    options = {
        "law": Option("", yearly=1.0, must=True, needs=("gone",)),
        "gone": Option("", yearly=1.0, status="refused"),
    }

    assert frontier.frontier(Register("", DAY, risk, options)) == []
