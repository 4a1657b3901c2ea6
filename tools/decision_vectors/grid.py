"""A year's losses on a fine grid: slower than the engine, finer, and written apart from it.

The chances of each number of events are integrals of the Poisson formula over the beta density
(tanh-sinh quadrature), the loss of one event is integrated in each cell (Gauss-Legendre), sines
and cosines are the C library's.
"""

from __future__ import annotations

import cmath
import math
from functools import cache
from operator import add, mul, sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Three = tuple[float, float, float]
CELLS = 2**17
_STEP = 0.01  # of the tanh-sinh quadrature
_NODES = (  # of Gauss and Legendre, 5 points between -1 and 1
    (0.0, 128 / 225),
    *(
        (s * math.sqrt(5 - 2 * math.sqrt(10 / 7)) / 3, (322 + 13 * math.sqrt(70)) / 900)
        for s in (-1, 1)
    ),
    *(
        (s * math.sqrt(5 + 2 * math.sqrt(10 / 7)) / 3, (322 - 13 * math.sqrt(70)) / 900)
        for s in (-1, 1)
    ),
)


def mean(of: Three) -> float:
    """Return the mean of a PERT distribution."""
    return (of[0] + 4 * of[1] + of[2]) / 6


def deviation(events: Three, loss: Three) -> float:
    """Return the standard deviation of a year's loss."""
    variance = {of: (mean(of) - of[0]) * (of[2] - mean(of)) / 7 for of in (events, loss)}
    second = variance[loss] + mean(loss) ** 2
    return math.sqrt(mean(events) * second + variance[events] * mean(loss) ** 2)


@cache
def counts(events: Three) -> tuple[float, ...]:
    """Return the chances of 0, 1, 2 ... events, until less than 1e-15 is left."""
    rates = _weighed(events)
    chances: list[float] = []
    n = 0
    while n <= events[2] or chances[-1] > 1e-15:
        chances.append(
            math.fsum(
                w * (math.exp(n * math.log(r) - r - math.lgamma(n + 1)) if r > 0 else float(n == 0))
                for r, w in rates
            )
        )
        n += 1
    return tuple(chances)


def _weighed(of: Three) -> list[tuple[float, float]]:
    """Return values of a range with weights for an integral over its density."""
    low, likely, high = of
    if low == high:
        return [(low, 1.0)]
    left, right = 4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low)
    found = []
    for k in range(-400, 401):
        t = k * _STEP
        u = math.pi / 2 * math.sinh(t)
        x, rest = 1 / (1 + math.exp(-2 * u)), 1 / (1 + math.exp(2 * u))
        if min(x, rest) > 0:
            weight = x**left * rest**right * x * rest * math.cosh(t)
            found.append((low + (high - low) * x, weight))
    whole = math.fsum(weight for _, weight in found)
    return [(value, weight / whole) for value, weight in found]


class Grid:
    """The losses of a year of some risks together."""

    def __init__(self, risks: Sequence[tuple[Three, Three]]) -> None:
        self.quiet = math.prod(counts(events)[0] for events, _ in risks)
        highest = max(loss[2] for _, loss in risks)
        most = sum((len(counts(events)) - 1) * loss[2] for events, loss in risks)
        spread = math.sqrt(sum(deviation(*risk) ** 2 for risk in risks))
        average = sum(mean(events) * mean(loss) for events, loss in risks)
        self.step = (min(most, average + 16 * spread + 5 * highest) + highest) / CELLS
        product = [1 + 0j] * (CELLS // 2 + 1)
        for events, loss in risks:
            product = list(map(mul, product, self._year(events, loss)))
        whole = [*product, *(one.conjugate() for one in reversed(product[1:-1]))]
        cells = [value.real / CELLS for value in _fourier([one.conjugate() for one in whole])]
        cells[0] -= self.quiet
        self.cells = cells

    def _year(self, events: Three, loss: Three) -> list[complex]:
        """Return half of the transform of one risk's year."""
        result = []
        chances = counts(events)[::-1]
        for value in _fourier(_event(loss, self.step))[: CELLS // 2 + 1]:
            whole = 0j
            for chance in chances:
                whole = whole * value + chance
            result.append(whole)
        return result

    def over(self, amount: float) -> float:
        """Return the chance of more than an amount."""
        place = amount / self.step
        cell = math.floor(place + 0.5)
        inside = cell + 0.5 - place if cell else 1 - 2 * place
        return math.fsum(self.cells[cell + 1 :]) + self.cells[cell] * inside

    def percentile(self, share: float) -> float:
        """Return the amount that a share of years does not exceed."""
        passed = self.quiet
        if share <= passed:
            return 0.0
        for cell, chance in enumerate(self.cells):
            if passed + chance >= share:
                inside = (share - passed) / chance
                return (cell - 0.5 + inside if cell else inside / 2) * self.step
            passed += chance
        raise AssertionError(share)


def _event(loss: Three, step: float) -> list[float]:
    """Return the chances of one event's loss: what lies in a cell, at its two ends."""
    low, likely, high = loss
    result = [0.0] * CELLS
    if low == high:
        cell = math.floor(low / step)
        result[cell + 1] = low / step - cell
        result[cell] = 1 - result[cell + 1]
        return result
    left, right = 4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low)
    for cell in range(math.floor(low / step), math.floor(high / step) + 1):
        start, end = max(low, cell * step), min(high, (cell + 1) * step)
        for node, weight in _NODES:
            value = start + (end - start) * (node + 1) / 2
            x = (value - low) / (high - low)
            if not 0 < x < 1:
                continue
            mass = weight * (end - start) * x**left * (1 - x) ** right
            part = value / step - cell
            result[cell] += mass * (1 - part)
            result[cell + 1] += mass * part
    whole = math.fsum(result)
    return [chance / whole for chance in result]


@cache
def _turns(size: int) -> list[complex]:
    return [cmath.exp(-2j * math.pi * k / size) for k in range(size // 2)]


def _fourier(values: Sequence[complex]) -> list[complex]:
    size = len(values)
    if size == 1:
        return list(values)
    even, odd = _fourier(values[::2]), _fourier(values[1::2])
    turned = list(map(mul, odd, _turns(size)))
    return [*map(add, even, turned), *map(sub, even, turned)]
