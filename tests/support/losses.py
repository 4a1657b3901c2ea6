"""Yearly losses of a scenario, calculated without chance: for the figures that articles simulate.

The rate of events and the loss of one event are PERT distributions, the events of a year are
Poisson, as posts/quantifying-risk-with-fair.md explains. Losses are counted on a grid, so that
the same inputs always give the same figures.
"""

from __future__ import annotations

import math
import random
from functools import cache
from itertools import pairwise

GRID = 10_000  # dollars
MOST = 6  # events in a year; more have no weight in any of our scenarios

Range = tuple[float, float, float]  # lowest, most likely, highest


def mean(low: float, likely: float, high: float) -> float:
    """Return the mean of a PERT distribution."""
    return (low + 4 * likely + high) / 6


def shape(low: float, likely: float, high: float) -> tuple[float, float]:
    """Return the two parameters of the beta distribution behind a PERT distribution."""
    return 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)


def _weights(spread: Range, steps: int) -> list[float]:
    """Return the weights of equal slices of a PERT distribution, the lowest first."""
    alpha, beta = shape(*spread)
    at = [(i + 0.5) / steps for i in range(steps)]
    density = [x ** (alpha - 1) * (1 - x) ** (beta - 1) for x in at]
    total = sum(density)
    return [weight / total for weight in density]


@cache
def counts(rate: Range | float) -> tuple[float, ...]:
    """Return the chances of 0, 1, 2 ... events in a year, at a rate or a range of rates."""
    steps = 2000
    if isinstance(rate, tuple):
        low, _, high = rate
        width = (high - low) / steps
        rates = [(low + (i + 0.5) * width, w) for i, w in enumerate(_weights(rate, steps))]
    else:
        rates = [(rate, 1.0)]
    return tuple(
        sum(weight * math.exp(-r) * r**n / math.factorial(n) for r, weight in rates)
        for n in range(MOST + 1)
    )


def _convolve(one: list[float], other: list[float]) -> list[float]:
    """Return the distribution of the sum of two losses."""
    result = [0.0] * (len(one) + len(other) - 1)
    for i, weight in enumerate(one):
        if weight > 1e-12:
            for j, more in enumerate(other):
                result[i + j] += weight * more
    return result


@cache
def year(rate: Range | float, loss: Range) -> tuple[float, ...]:
    """Return the chances of each loss in a year, in steps of the grid."""
    low, _, high = loss
    fine = 20  # slices to a step
    steps = math.ceil((high - low) / GRID) * fine
    event = [0.0] * (math.ceil(high / GRID) + 1)
    for i, weight in enumerate(_weights(loss, steps)):
        event[round((low + (i + 0.5) * (high - low) / steps) / GRID)] += weight
    total, sums = [1.0], [[1.0]]
    for _ in range(MOST):
        sums.append(_convolve(sums[-1], event))
    total = [0.0] * len(sums[-1])
    for chance, distribution in zip(counts(rate), sums, strict=True):
        for i, weight in enumerate(distribution):
            total[i] += chance * weight
    return tuple(total)


def together(*years: tuple[float, ...]) -> tuple[float, ...]:
    """Return the chances of each loss of independent scenarios in the same year."""
    total = [1.0]
    for one in years:
        total = _convolve(total, list(one))
        while len(total) > 1 and total[-1] < 1e-12:
            total.pop()
    return tuple(total)


def over(losses: tuple[float, ...], amount: float) -> float:
    """Return the chance that a year costs more than an amount."""
    at = int(amount // GRID)
    return sum(losses[at + 1 :]) + (losses[at] / 2 if 0 < at < len(losses) else 0)


def percentile(losses: tuple[float, ...], share: float) -> float:
    """Return the loss that this share of years stays below or at."""
    passed = 0.0
    for i, weight in enumerate(losses):
        if passed + weight >= share:
            return (i - 0.5 + (share - passed) / weight) * GRID if i else 0.0
        passed += weight
    raise AssertionError(share)


def sample(rate: Range, loss: Range, trials: int = 200_000, seed: int = 7) -> list[list[float]]:
    """Return the losses of the events of many years, the same ones every time."""
    chance = random.Random(seed)
    alpha, beta = shape(*loss)
    chances = counts(rate)
    limits = [sum(chances[: n + 1]) for n in range(len(chances))]
    assert all(one < other for one, other in pairwise(limits))
    result = []
    for _ in range(trials):
        drawn = chance.random()
        number = next((n for n, limit in enumerate(limits) if drawn < limit), MOST)
        result.append(
            [loss[0] + (loss[2] - loss[0]) * chance.betavariate(alpha, beta) for _ in range(number)]
        )
    return result
