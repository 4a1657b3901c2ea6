"""What a risk costs in a year, as a distribution, without a random number.

Frequency times magnitude as Open FAIR has it (O-RA 2.0.1): the number of events is Poisson with
a rate from a range, each event costs an amount from another range, independently. The loss of one
event is laid on a grid of money; the year is a polynomial of its Fourier transform, whose
coefficients are the chances of each number of events. Against a grid of 2^20 cells the errors are
0.0005% of a P99 and 0.002% of a chance of 0.6%; 100,000 drawn years miss by 0.8% and 4%, and
differ from one another. Nothing beyond the highest value can happen, and risks are independent.
The twin is ``KBLosses`` in kb-decide-losses.js.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sphinx_kb.decisions.arithmetic import total
from sphinx_kb.decisions.fourier import real_part, transform
from sphinx_kb.decisions.frequency import counts
from sphinx_kb.decisions.pert import points
from sphinx_kb.decisions.year import Year

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_kb.decisions.pert import Range

CELLS = 4096  # of the grid of a year: a power of two
FINE = 4096  # values at which the range of a loss is taken
DUST = 1e-14  # what a transform leaves where there is nothing
NOTHING = Year(0.0, 1.0)


def deviation(events: Range, loss: Range) -> float:
    """Return the standard deviation of a year's loss, exactly."""
    return math.sqrt(_variance(events, loss))


def year(events: Range, loss: Range, cells: int = CELLS) -> Year:
    """Return the year of one risk: ``events`` a year, each of which costs a ``loss``."""
    if events.high <= 0 or loss.high <= 0:
        return NOTHING
    mean = events.mean * loss.mean
    chances = counts(events)
    if loss.low == loss.high:
        return Year(mean, chances[0], loss.high, (0.0, *chances[1:]), whole=True)
    most = loss.high * (len(chances) - 1)
    reach = min(most, mean + 12 * deviation(events, loss) + 4 * loss.high)
    parts = max(1, math.floor(cells * loss.high / (reach + loss.high)))
    step = loss.high / parts
    whole = _of_events(chances, _on_grid(loss, step, cells))
    return _year(mean, chances[0], step, whole)


def together(risks: Iterable[tuple[Range, Range]], cells: int = CELLS) -> Year:
    """Return the year of all risks, given as (events, loss), if none moves another."""
    real = [(events, loss) for events, loss in risks if events.high > 0 and loss.high > 0]
    if not real:
        return NOTHING
    mean = total(events.mean * loss.mean for events, loss in real)
    chances = [counts(events) for events, _ in real]
    highest = max(loss.high for _, loss in real)
    most = total(loss.high * (len(own) - 1) for (_, loss), own in zip(real, chances, strict=True))
    spread = math.sqrt(total(_variance(events, loss) for events, loss in real))
    reach = min(most, mean + 12 * spread + 4 * highest)
    step = (reach + highest) / cells
    product = [1 + 0j] * cells
    quiet = 1.0
    for (_, loss), own in zip(real, chances, strict=True):
        quiet *= own[0]
        one = _of_events(own, _on_grid(loss, step, cells))
        product = [value * other for value, other in zip(product, one, strict=True)]
    return _year(mean, quiet, step, product)


def _variance(events: Range, loss: Range) -> float:
    square = loss.mean * loss.mean
    return events.mean * (loss.variance + square) + events.variance * square


def _on_grid(loss: Range, step: float, cells: int) -> list[float]:
    """Return the chances of one event's loss, each shared by two cells so that its mean stays."""
    result = [0.0] * cells
    for value, weight in points(loss, FINE):
        place = value / step
        cell = math.floor(place)
        if cell + 1 >= cells:
            result[cells - 1] += weight
            continue
        part = place - cell
        result[cell] += weight * (1 - part)
        result[cell + 1] += weight * part
    return result


def _of_events(chances: Sequence[float], event: Sequence[float]) -> list[complex]:
    """Return the transform of the sum of as many losses as events happen (Horner's rule).

    The second half is the mirror of the first, since losses are real.
    """
    half = len(event) // 2
    result = []
    for value in transform(event)[: half + 1]:
        whole = 0j
        for chance in reversed(chances):
            whole = whole * value + chance
        result.append(whole)
    return result + [value.conjugate() for value in result[half - 1 : 0 : -1]]


def _year(mean: float, quiet: float, step: float, transformed: Sequence[complex]) -> Year:
    """Return a year whose cells add up to the years with an event, without dust."""
    cells = real_part(transformed)
    cells[0] -= quiet
    cells = [value if value > DUST else 0.0 for value in cells]
    while len(cells) > 1 and cells[-1] == 0:
        cells.pop()
    whole = total(cells)
    if whole <= 0:
        return Year(mean, quiet, step)
    return Year(mean, quiet, step, tuple(value * (1 - quiet) / whole for value in cells))
