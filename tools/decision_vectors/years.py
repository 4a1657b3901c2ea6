"""Years of risks: percentiles and chances from the fine grid, and edges that can be worked out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tools.decision_vectors.grid import Grid, Three, counts, deviation, mean
from tools.decision_vectors.vector import CENT, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAUD: tuple[Three, Three] = ((0.1, 0.3, 0.8), (50e3, 200e3, 1e6))
RISKS: dict[str, tuple[Three, Three, float]] = {  # and how near the engine's coarser grid comes
    "T9, invoice fraud": (*FRAUD, 2e-5),
    "one in 500 years": ((0.0005, 0.001, 0.008), (1e6, 5e6, 4e7), 2e-5),
    "a fixed rate": ((0.15, 0.15, 0.15), (3e5, 1e6, 2.9e6), 2e-5),
    "three a year": ((3.0, 3.0, 3.0), (2e3, 3e3, 4e3), 5e-5),
    "60 a year": ((20.0, 50.0, 140.0), (500.0, 2e3, 3e4), 2e-4),
    "a wide loss": ((0.2, 0.5, 2.0), (1e3, 5e4, 2e7), 2e-5),
    "most likely at the low end": ((0.0, 0.0, 1.0), (0.0, 0.0, 6e5), 2e-5),
    "most likely at the high end": ((0.0, 1.0, 1.0), (0.0, 6e5, 6e5), 2e-3),
    "T9 x 100,000": ((0.1, 0.3, 0.8), (5e9, 2e10, 1e11), 2e-5),
}
NONE: Three = (0.0, 0.0, 0.0)
SHARES = (0.1, 0.5, 0.75, 0.9, 0.95, 0.99)


def vectors() -> Iterator[Vector]:
    """Yield the vectors of years."""
    for name, (events, loss, near) in RISKS.items():
        yield from of_risk(name, events, loss, near)
    yield from edges()


def of_risk(name: str, events: Three, loss: Three, near: float) -> Iterator[Vector]:
    """Yield the figures of one risk, by its six numbers."""
    grid = Grid([(events, loss)])
    args: list[Any] = [list(events), list(loss)]
    average = mean(events) * mean(loss)
    yield Vector("Y", f"{name}: average", "losses.mean", args, average, 1e-9 * average)
    yield Vector("Y", f"{name}: quiet", "losses.quiet", args, counts(events)[0], 1e-7)
    spread = deviation(events, loss)
    yield Vector("Y", f"{name}: deviation", "losses.deviation", args, spread, 1e-9 * spread)
    for share in SHARES:
        amount = grid.percentile(share)
        what = f"{name}: P{100 * share:g}"
        yield Vector(
            "Y",
            what,
            "losses.percentile",
            [*args, share],
            amount,
            near * max(amount, loss[2] / 100),
        )
    for part in (0.1, 0.5, 1.0, 1.5):
        amount = part * loss[2]
        chance = grid.over(amount)
        what = f"{name}: over {amount:,.0f}"
        yield Vector(
            "Y", what, "losses.over", [*args, amount], chance, 5 * near * max(chance, 1e-6)
        )


def edges() -> Iterator[Vector]:
    """Yield what can be worked out without a grid."""
    _, loss = FRAUD
    for name, events, each in (("no events", NONE, loss), ("no loss", FRAUD[0], NONE)):
        args: list[Any] = [list(events), list(each)]
        for call, more, expected in (
            ("mean", [], 0), ("quiet", [], 1), ("percentile", [0.99], 0), ("over", [0], 0),
            ("over", [-1], 1),
        ):  # fmt: skip
            yield Vector("E1", f"{name}: {call}", f"losses.{call}", [*args, *more], expected)
    thousand, one = [1000.0] * 3, [1.0] * 3
    for share, amount in ((0.5, 1000.0), (0.99, 4000.0)):
        yield Vector(
            "E3",
            f"always 1,000: P{100 * share:g}",
            "losses.percentile",
            [one, thousand, share],
            amount,
            CENT,
        )
    for amount, chance in (
        (999.99, 1 - math.exp(-1)),
        (1000.0, 1 - 2 * math.exp(-1)),
        (1999.99, 1 - 2 * math.exp(-1)),
    ):
        yield Vector(
            "E3",
            f"always 1,000: over {amount}",
            "losses.over",
            [one, thousand, amount],
            chance,
            1e-9,
        )
    edge = [-math.log(0.9)] * 3
    yield Vector(
        "E4", "P90 where 90% of years are quiet", "losses.percentile", [edge, list(loss), 0.9], 0
    )
    quiet = counts((0.0, 0.0, 1.0))[0]
    yield Vector(
        "E5", "quiet, most likely none", "losses.quiet", [[0, 0, 1], [0, 0, 6e5]], quiet, 1e-8
    )
    many, small = [1000.0] * 3, [1.0] * 3
    yield Vector("E6", "1,000 a year: average", "losses.mean", [many, small], 1000, CENT)
    of_thousand = _poisson_percentiles(1000, (0.5, 0.99))
    for share, count in of_thousand.items():
        yield Vector(
            "E6",
            f"1,000 a year: P{100 * share:g}",
            "losses.percentile",
            [many, small, share],
            count,
            CENT,
        )
    yield Vector("E7", "over a negative amount", "losses.over", [list(FRAUD[0]), list(loss), -1], 1)


def _poisson_percentiles(rate: int, shares: tuple[float, ...]) -> dict[float, int]:
    """Return the least counts that shares of years do not exceed."""
    found: dict[float, int] = {}
    passed = 0.0
    for n in range(10 * rate):
        passed += math.exp(n * math.log(rate) - rate - math.lgamma(n + 1))
        found.update({share: n for share in shares if share not in found and passed >= share})
    return found
