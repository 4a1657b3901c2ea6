"""Sums of money in fractions, without rounding: T1 to T8, T10, T12 and T15 to T18."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from tools.decision_vectors.vector import CENT, MILLIONTH, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPTIONS = {  # cost, loss avoided
    "MFA": (40_000, 90_000),
    "backups": (35_000, 48_000),
    "EDR": (120_000, 105_000),
    "awareness": (15_000, 9_000),
    "DLP": (150_000, 60_000),
}


def npv(outlay: int, flows: Sequence[int], rate: Fraction) -> Fraction:
    """Return the net present value."""
    return sum((flow / (1 + rate) ** year for year, flow in enumerate(flows, 1)), Fraction(-outlay))


def vectors() -> Iterator[Vector]:
    """Yield the vectors of sums of one line."""
    yield Vector("T1", "SLE", "money.sle", [500_000, 0.7], float(500_000 * Fraction(7, 10)), CENT)
    for name, rate in (("0.03", Fraction(3, 100)), ("once in 30 years", Fraction(1, 30))):
        args = [350_000, float(rate)]
        yield Vector("T1", f"ALE, ARO {name}", "money.ale", args, float(350_000 * rate), CENT)
    yield Vector("T2", "SLE", "money.sle", [4e6, 0.3], 1.2e6, CENT)
    yield Vector("T2", "ALE", "money.ale", [1.2e6, 0.15], 180_000, CENT)
    for aro, chance in ((0.03, 0.029554), (0.15, 0.139292), (0.35, 0.295312), (1, 0.632121), (5, 0.993262)):  # fmt: skip
        yield Vector("T3", f"a year at ARO {aro}", "money.chance", [aro], chance, MILLIONTH)
    yield from returns()
    yield from present_values()
    for kind, breach, left, expected in (
        (1, 0.5, 0.223607, {"spend": 123_606.80, "net": 152_786.40, "bound": 183_939.72}),
        (2, 0.5, 0.144270, {"spend": 179_316.17, "net": 176_414.32, "bound": 183_939.72}),
        (2, 0.9, 0.9, {"spend": 0.0, "net": 0.0}),
    ):
        what, args = f"class {kind}, chance {breach}", [kind, breach, 1e6, 1e-5]
        yield Vector("T8", what, "gordon_loeb.best", args, expected, CENT)
        yield Vector("T8", f"{what}, left", "gordon_loeb.best", args, {"left": left}, MILLIONTH)
    what = "the ceiling of an expected loss of 120,000"
    whole = [1, 1.0, 120_000, 1e-5]
    yield Vector("T7", what, "gordon_loeb.best", whole, {"bound": 120_000 / math.e}, CENT)
    chances = [Fraction(2, 100), Fraction(10, 100), Fraction(45, 100), Fraction(1, 1000)]
    any_of_them = 1 - math.prod(1 - chance for chance in chances)
    four = [float(chance) for chance in chances]
    yield Vector("T12", "any of four", "money.at_least_one", [four], float(any_of_them), MILLIONTH)
    yield Vector("T12", "how many of four", "arithmetic.total", [four], 0.571, MILLIONTH)
    decade = float(1 - Fraction(99, 100) ** 10)
    yield Vector("T18", "ten years at 1%", "money.at_least_one", [[0.01] * 10], decade, MILLIONTH)
    for part in (Fraction(99, 100), Fraction(999, 1000), Fraction(9999, 10_000)):
        args = [float(part)]
        yield Vector(
            "T15", f"{float(part)}", "staffing.downtime", args, float(8760 * (1 - part)), MILLIONTH
        )
    yield Vector("T15", "four parts", "staffing.in_chain", [[0.999] * 4], 0.999**4, MILLIONTH)
    yield from seats()


def returns() -> Iterator[Vector]:
    """Yield what measures return."""
    for name, before, after, cost in (
        ("T4", 180_000, 60_000, 60_000), ("T5", 75_000, 15_000, 25_000),
        *((f"T6 {name}", avoided, 0, cost) for name, (cost, avoided) in OPTIONS.items()),
    ):  # fmt: skip
        avoided = Fraction(before - after)
        expected = {
            "avoided": avoided,
            "net": avoided - cost,
            "rosi": (avoided - cost) / cost,
            "ratio": avoided / cost,
            "mitigation": avoided / before,
            "break_even": Fraction(cost, before),
        }
        numbers = {key: float(value) for key, value in expected.items()}
        yield Vector(name, "return", "money.rosi", [before, after, cost], numbers, MILLIONTH)
    free = {"avoided": 50, "net": 50, "rosi": None, "ratio": None, "break_even": 0}
    yield Vector("E9", "cost 0", "money.rosi", [100, 50, 0], free)
    nothing = {"net": -10, "mitigation": None, "break_even": None}
    yield Vector("E9", "nothing to lose", "money.rosi", [0, 0, 10], nothing)


def present_values() -> Iterator[Vector]:
    """Yield present values and paybacks."""
    flows, rate = [90_000] * 3, Fraction(8, 100)
    yield Vector(
        "T10", "NPV", "money.npv", [200_000, flows, 0.08], float(npv(200_000, flows, rate)), CENT
    )
    low, high = Fraction(0), Fraction(1)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if npv(200_000, flows, middle) > 0 else (low, middle)
    yield Vector("T10", "IRR", "money.irr", [200_000, flows], float(low), 1e-9)
    yield Vector(
        "T10", "payback", "money.payback", [200_000, flows, 0], float(Fraction(200, 90)), 1e-9
    )
    left = -npv(200_000, flows[:2], rate)
    discounted = 2 + left / (90_000 / (1 + rate) ** 3)
    yield Vector(
        "T10",
        "discounted payback",
        "money.payback",
        [200_000, flows, 0.08],
        float(discounted),
        1e-9,
    )
    benefit = 200_000 / npv(0, [1] * 3, rate)
    yield Vector(
        "T10", "break-even benefit", "money.annuity", [200_000, 3, 0.08], float(benefit), CENT
    )
    worth = [float(npv(200_000, flows[:year], rate)) for year in range(4)]
    yield Vector("T10", "each year", "money.positions", [200_000, flows, 0.08], worth, CENT)
    simple = [-200_000, -110_000, -20_000, 70_000]
    yield Vector("T10", "each year, no rate", "money.positions", [200_000, flows], simple, CENT)
    yield Vector("E10", "never paid back", "money.payback", [200_000, [50_000] * 3, 0], None)
    yield Vector("E10", "no rate at all", "money.irr", [200_000, [50_000] * 3], None)
    yield Vector(
        "E11", "paid back at the end", "money.payback", [90_000, [30_000] * 3, 0], 3, MILLIONTH
    )
    third = [33_333.333333333336] * 3
    yield Vector("E11", "in thirds", "money.payback", [100_000, third, 0], 3, MILLIONTH)


def seats() -> Iterator[Vector]:
    """Yield what a seat takes that is always filled."""
    yield Vector(
        "T16", "people a seat", "staffing.people", [168, 33], float(Fraction(168, 33)), MILLIONTH
    )
    yield Vector("T16", "nobody works", "staffing.people", [168, 0], None)
    cost = Fraction(168, 33) * 125_000 + 300 * 52
    expected = {
        "people": Fraction(168, 33),
        "with_absences": Fraction(168, 33) / Fraction(85, 100),
        "cost": cost,
        "cost_per_hour": cost / (168 * 52),
    }
    numbers = {key: float(value) for key, value in expected.items()}
    args = [168, 33, 125_000, 0.15, 300]
    yield Vector(
        "T16", "a seat with absences and on-call", "staffing.seat", args, numbers, MILLIONTH
    )
    for part, whole in ((184, 200), (41, 50)):
        share = f"{100 * part / whole:.1f}%"
        yield Vector("T17", f"{part} of {whole}", "show.share", [part / whole], share)
