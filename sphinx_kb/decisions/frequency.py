"""How many events a year brings, when their rate is itself a range.

Events of one rate are independent: their number is Poisson, and the mixture over the range of
rates is what a register's "events a year" means. The twin is ``KBLosses`` in kb-decide-losses.js.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sphinx_kb.decisions.arithmetic import total
from sphinx_kb.decisions.pert import points

if TYPE_CHECKING:
    from sphinx_kb.decisions.pert import Range

RATES = 128  # values at which a range of rates is taken
SMALLEST = 1e-14  # a chance at which a single rate is cut off
REST = 1e-10  # what may be left out of all counts together


def poisson(rate: float) -> tuple[int, list[float]]:
    """Return the first number of events that counts, and the chances from it on.

    They are walked from the likeliest number to both sides and made to add up to 1, so that no
    exponential vanishes at high rates.
    """
    middle = math.floor(rate)
    up, n = [], middle + 1
    chance = rate / n
    while chance >= SMALLEST:
        up.append(chance)
        n += 1
        chance *= rate / n
    down, chance = [], 1.0
    for n in range(middle, 0, -1):
        chance *= n / rate
        down.append(chance)
        if chance < SMALLEST:
            break
    chances = [*reversed(down), 1.0, *up]
    whole = total(chances)
    return middle - len(down), [one / whole for one in chances]


def counts(events: Range) -> list[float]:
    """Return the chances of 0, 1, 2 ... events in a year; the first is that of a quiet year."""
    chances: list[float] = []
    for rate, weight in points(events, RATES):
        first, own = poisson(rate)
        chances += [0.0] * (first + len(own) - len(chances))
        for n, chance in enumerate(own, first):
            chances[n] += weight * chance
    rest = 0.0
    for n in range(len(chances) - 1, 0, -1):
        rest += chances[n]
        if rest > REST:
            return chances[: n + 1]
    return chances[:1]
