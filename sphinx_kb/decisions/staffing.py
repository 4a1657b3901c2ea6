"""How many people fill a seat, what that costs, and what an availability allows.

The twin is ``KBStaffing`` in kb-decide-staffing.js.
"""

from __future__ import annotations

from typing import NamedTuple

WEEKS = 52
HOURS = 8760  # of a year


class Seat(NamedTuple):
    """A seat that is filled for some hours each week."""

    people: float
    with_absences: float  # holidays, illness and training counted in
    cost: float  # a year, of the people and the on-call payment
    cost_per_hour: float | None  # of an hour in which somebody watches


def people(hours: float, productive: float) -> float | None:
    """Return how many people give so many hours a week; None without productive hours."""
    return hours / productive if productive > 0 else None


def seat(
    hours: float, productive: float, price: float, *, absent: float = 0.0, on_call: float = 0.0
) -> Seat | None:
    """Return what a seat takes; None without productive hours, or if all are always absent.

    ``hours`` and ``productive`` hours of one person are a week, the ``price`` of a person is a
    year, ``absent`` is a share of paid time, ``on_call`` a payment a week. The cost counts people
    without absences, as the price of a person is of the whole year.
    """
    filled = people(hours, productive)
    if filled is None or absent >= 1:
        return None
    cost = filled * price + on_call * WEEKS
    return Seat(filled, filled / (1 - absent), cost, cost / (hours * WEEKS) if hours > 0 else None)


def downtime(available: float) -> float:
    """Return the hours a year that an availability allows, of 8,760."""
    return HOURS * (1 - available)


def in_chain(availabilities: list[float]) -> float:
    """Return the availability of parts that all must work, if they fail independently."""
    result = 1.0
    for one in availabilities:
        result *= one
    return result
