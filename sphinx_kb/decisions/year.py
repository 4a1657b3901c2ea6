"""The losses that a year may bring, each with its chance: the loss exceedance curve.

The twin is ``KBLosses`` in kb-decide-losses.js.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

SAME = 1e-12  # shares that differ by less are one: no last bit decides what a percentile is


@dataclass(frozen=True)
class Year:
    """The chances of each loss in a year, on a grid of money.

    Cell 0 reaches from nothing to half a step, cell i from (i - 1/2) to (i + 1/2) steps. Where
    every event costs the same (``whole``), losses are multiples of the step and nothing between.
    """

    mean: float  # of a year: the average over many
    quiet: float  # the chance of no event; a loss of zero is an event all the same
    step: float = 0.0
    chances: tuple[float, ...] = (0.0,)  # of each cell, without the quiet years
    whole: bool = False

    @cached_property
    def tails(self) -> list[float]:
        """Return the chance of a loss in a later cell than each, and a 0 at the end."""
        result = [0.0] * (len(self.chances) + 1)
        for i in range(len(self.chances) - 1, -1, -1):
            result[i] = result[i + 1] + self.chances[i]
        return result

    def over(self, amount: float) -> float:
        """Return the chance that a year costs more than an amount; 1 below zero."""
        if amount < 0:
            return 1.0
        if self.step <= 0:
            return 0.0
        place = amount / self.step
        cell = math.floor(place + (1e-9 if self.whole else 0.5))
        if cell >= len(self.chances):
            return 0.0
        later = self.tails[cell + 1]
        if self.whole:
            return later
        inside = cell + 0.5 - place if cell else 1 - 2 * place
        return later + self.chances[cell] * inside

    def percentile(self, share: float) -> float:
        """Return the least amount that this share of years does not exceed.

        It is 0 where the quiet years alone are that many.
        """
        if share <= self.quiet + SAME:
            return 0.0
        passed = self.quiet
        for cell, chance in enumerate(self.chances):
            if chance > 0 and passed + chance >= share - SAME:
                if self.whole:
                    return cell * self.step
                inside = min(1.0, max(0.0, (share - passed) / chance))
                return (cell - 0.5 + inside if cell else inside / 2) * self.step
            passed += chance
        return (len(self.chances) - 1) * self.step
