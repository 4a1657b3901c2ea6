"""What a policy pays, from drawn years: each number of events by itself, weighed by its chance."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from tools.decision_vectors.grid import Three, counts, mean
from tools.decision_vectors.vector import Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAWN = 400_000  # years for each number of events
MOST = 6  # events; more have no weight in these risks
RANSOMWARE: tuple[Three, Three] = ((0.05, 0.13, 0.33), (3e5, 1e6, 2.9e6))
FRAUD: tuple[Three, Three] = ((0.1, 0.3, 0.8), (50e3, 200e3, 1e6))
CASES = (  # share covered, retention, limit, premium
    ("R1, a limit of 1M", RANSOMWARE, (0.7, 1e5, 1e6, 46_000)),
    ("R1, a limit of 2M", RANSOMWARE, (0.7, 1e5, 2e6, 64_000)),
    ("R2, a sublimit of 250,000", FRAUD, (1.0, 1e5, 2.5e5, 0)),
    ("R2, nothing is covered", FRAUD, (0.0, 1e5, 2.5e5, 1_000)),
)


def vectors() -> Iterator[Vector]:
    """Yield the vectors of policies, within four standard errors of what is drawn.

    A chance is counted on 4,096 years for each number of events: 3% of it is allowed besides.
    """
    for name, risk, policy in CASES:
        args = [*map(list, risk), list(policy), 1e6]
        expected, errors = drawn(risk, policy, 1e6)
        for key, value in expected.items():
            what = f"{name}: {key}"
            near = 4 * errors[key] + (0.03 * value if key == "keeping_over" else 0.0)
            yield Vector("I", what, "insurance.insured", args, {key: value}, near)
        covered, retention, *_ = policy
        ceiling = max(0.0, covered * risk[1][2] - retention)
        yield Vector("I", f"{name}: ceiling", "insurance.insured", args, {"ceiling": ceiling}, 1e-6)
    often = [[50.0, 60.0, 70.0], [1.0, 2.0, 3.0], [1.0, 0.0, 1.0, 0.0], 1.0]
    remedy = {"error": "write fewer events: more than 60 in a year are not weighed here"}
    yield Vector("I", "too many events", "insurance.insured", often, remedy)


def drawn(
    risk: tuple[Three, Three], policy: tuple[float, ...], amount: float
) -> tuple[dict[str, float], dict[str, float]]:
    """Return what a policy does, and the standard error of each figure."""
    events, (low, likely, high) = risk
    covered, retention, limit, _ = policy
    chance = random.Random(7)
    left, right = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    sums = dict.fromkeys(("recovered", "keeping_over", "exhausting"), 0.0)
    squares = dict(sums)
    for n, weight in enumerate(counts(events)[1 : MOST + 1], 1):
        of_n = {key: [0.0, 0.0] for key in sums}
        for _ in range(DRAWN):
            losses = [low + (high - low) * chance.betavariate(left, right) for _ in range(n)]
            claims = [covered * one - retention for one in losses]
            paid = min(limit, sum(max(0.0, claim) for claim in claims))
            found = (
                paid,
                float(sum(losses) - paid > amount),
                float(sum(claim > limit for claim in claims)),
            )
            for key, value in zip(sums, found, strict=True):
                of_n[key][0] += value
                of_n[key][1] += value * value
        for key, (total, square) in of_n.items():
            average = total / DRAWN
            sums[key] += weight * average
            squares[key] += weight**2 * max(0.0, square / DRAWN - average**2) / DRAWN
    sums["exhausting"] /= mean(events)
    errors = {key: math.sqrt(square) + 1e-6 for key, square in squares.items()}
    errors["exhausting"] /= mean(events)
    return sums, errors
