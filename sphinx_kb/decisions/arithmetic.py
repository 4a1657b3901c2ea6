"""Arithmetic that leaves the same bits in Python and in JavaScript.

IEEE 754 fixes the four operations and the square root, and nothing else: ``exp``, ``log``,
``pow``, ``cos`` and ``sin`` differ in their last bit from one C library or browser to the next,
and ``sum`` from one Python to the next. What the figures of a risk rest on is built here from
what is fixed. The twin is ``KBArithmetic`` in kb-decide-losses.js.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LN2_HIGH = 0.6931471803691238  # a multiple of it up to 1,000 has no rounding error
_LN2_LOW = 1.9082149292705877e-10
_HALVES = [1.0]
for _ in range(200):
    _HALVES.append(_HALVES[-1] * 0.5)
_EXP_TERMS = (  # 1/13!, 1/12! ... 1/1!, 1/0!
    1 / 6227020800, 1 / 479001600, 1 / 39916800, 1 / 3628800, 1 / 362880, 1 / 40320,
    1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0,
)  # fmt: skip
_LOG_TERMS = tuple(1 / n for n in range(23, 0, -2))


def total(values: Iterable[float]) -> float:
    """Return a sum with the error of each addition given back (Neumaier's summation)."""
    result = lost = 0.0
    for value in values:
        more = result + value
        lost += (result - more) + value if abs(result) >= abs(value) else (value - more) + result
        result = more
    return result + lost


def cents(amount: float) -> int:
    """Return money in whole cents, halves upward, for comparisons that no last bit may decide."""
    return math.floor(100 * amount + 0.5)


def log(value: float) -> float:
    """Return the natural logarithm of a share between 0 and 1, to about one last place."""
    halvings = 0
    while value < 0.7071067811865476:
        value *= 2
        halvings += 1
    part = (value - 1) / (value + 1)
    square = part * part
    series = 0.0
    for term in _LOG_TERMS:
        series = series * square + term
    return -halvings * _LN2_HIGH + (2 * part * series - halvings * _LN2_LOW)


def exp(value: float) -> float:
    """Return e to the power of a number from -138 to 0, to about one last place; 0 below."""
    halvings = math.floor(0.5 - value / 0.6931471805599453)
    if halvings > 200:
        return 0.0
    rest = (value + halvings * _LN2_HIGH) + halvings * _LN2_LOW
    series = 0.0
    for term in _EXP_TERMS:
        series = series * rest + term
    return series * _HALVES[halvings]


@cache
def rotations(size: int) -> tuple[complex, ...]:
    """Return the first half of the roots of unity of a power of two, clockwise from 1.

    Each is halfway between two known ones: their sum, brought back to length 1.
    """
    if size <= 4:
        return (1 + 0j, -1j)[: max(1, size // 2)]
    known = (*rotations(size // 2), -1 + 0j)
    result = []
    for one, other in pairwise(known):
        x, y = one.real + other.real, one.imag + other.imag
        length = math.sqrt(x * x + y * y)
        result += [one, complex(x / length, y / length)]
    return tuple(result)
