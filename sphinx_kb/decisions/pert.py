"""What nobody knows exactly: a lowest, a most likely and a highest value.

The distribution between them is PERT: a beta distribution whose most likely value counts four
times (mc2d, R: https://search.r-project.org/CRAN/refmans/mc2d/html/pert.html). Nothing lies
outside the ends. The twin is ``KBLosses`` in kb-decide-losses.js.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sphinx_kb.decisions.arithmetic import exp, log


class Range(NamedTuple):
    """The lowest, most likely and highest value, in this order; all alike is a single value."""

    low: float
    likely: float
    high: float

    @property
    def mean(self) -> float:
        """Return the mean: (low + 4 likely + high) / 6."""
        return (self.low + 4 * self.likely + self.high) / 6

    @property
    def variance(self) -> float:
        """Return the exact variance, (mean - low)(high - mean) / 7; not the textbooks' square."""
        return (self.mean - self.low) * (self.high - self.mean) / 7

    def times(self, factor: float) -> Range:
        """Return the range of a multiple."""
        return Range(self.low * factor, self.likely * factor, self.high * factor)


def single(value: float) -> Range:
    """Return the range of a value that is known."""
    return Range(value, value, value)


def points(given: Range, count: int) -> list[tuple[float, float]]:
    """Return values of a range with their weights, which add up to 1, for a sum over the range.

    ``count`` is a power of two. The values lie closer at both ends, so that the sum is right to
    nine digits wherever the most likely value lies. A single value is one point.
    """
    low, likely, high = given
    width = high - low
    if width <= 0:
        return [(low, 1.0)]
    left, right = 4 * (likely - low) / width, 4 * (high - likely) / width
    places, logs, squares = _grid(count)
    weights = [
        exp(left * one + right * other) * square
        for one, other, square in zip(logs, reversed(logs), squares, strict=True)
    ]
    whole = 0.0
    for weight in weights:
        whole += weight
    return [(low + width * x, w / whole) for x, w in zip(places, weights, strict=True)]


@cache
def _grid(count: int) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Return places between 0 and 1, their logarithms, and how wide each slice is.

    The places are the smooth step t^3 (10 - 15 t + 6 t^2) of evenly spaced t, which is as far
    from 1 at 1 - t as it is from 0 at t.
    """
    steps = [(i + 0.5) / count for i in range(count)]
    places = tuple(t * t * t * (10 - t * (15 - 6 * t)) for t in steps)
    slices = tuple((t * (1 - t)) * (t * (1 - t)) for t in steps)
    return places, tuple(log(x) for x in places), slices
