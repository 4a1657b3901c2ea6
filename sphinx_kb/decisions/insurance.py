"""What a policy pays of a year's losses, and what the company keeps.

The insurer's payment depends on each event, and on how events fall into one year: no grid of sums
answers that. So each number of events has its exact weight, and evenly spread years: multiples of
the square roots of primes without their whole parts (Richtmyer's sequence). Nothing is drawn, and
square roots are rounded alike everywhere. What is recovered is right to four digits, a chance of
keeping more than an amount to 2% of itself. The twin is ``KBInsurance`` in kb-decide-insurance.js.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions.arithmetic import total
from sphinx_kb.decisions.frequency import counts
from sphinx_kb.decisions.losses import year
from sphinx_kb.decisions.pert import points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_kb.decisions.pert import Range

POINTS = 4096  # years for each number of events
TABLE = 2048  # steps of the table of a range
FINE = 16384  # values at which a range is taken for its table
LEAST = 1e-7  # a chance that is left out
MOST = 60  # events in a year
_PRIMES = [p for p in range(2, 300) if all(p % d for d in range(2, p))][:MOST]


class Policy(NamedTuple):
    """The terms of a policy; money before the retention is of covered kinds by a share."""

    covered: float  # the share of a loss that is of a covered kind
    retention: float  # of each event
    limit: float  # of a year
    premium: float = 0.0  # a year


class Transfer(NamedTuple):
    """What a policy moves in an average year, and what stays."""

    recovered: float
    kept: float  # the average loss less what is recovered
    keeping_over: float  # the chance of keeping more than an amount in a year
    over: float  # the chance of losing more than it, before insurance
    exhausting: float  # the share of events whose claim alone exceeds the limit
    ceiling: float  # the largest claim: a limit beyond it buys nothing
    break_even: float | None  # events a year at which the premium is recovered; None: never


def insured(events: Range, loss: Range, policy: Policy, amount: float) -> Transfer:
    """Return what a policy does to the years of one risk; ``amount`` is the appetite's.

    Raises ValueError where more than 60 events a year have weight.
    """
    recovered = keeping = happening = exhausting = 0.0
    for weight, losses in years(events, loss):
        whole = claims = 0.0
        for one in losses:
            whole += one
            claim = policy.covered * one - policy.retention
            claims += max(0.0, claim)
            happening += weight
            exhausting += weight if claim > policy.limit else 0.0
        paid = min(policy.limit, claims)
        recovered += weight * paid
        keeping += weight if whole - paid > amount else 0.0
    return Transfer(
        recovered,
        events.mean * loss.mean - recovered,
        keeping,
        year(events, loss).over(amount),
        exhausting / happening if happening > 0 else 0.0,
        max(0.0, policy.covered * loss.high - policy.retention),
        events.mean * policy.premium / recovered if recovered > 0 else None,
    )


def years(events: Range, loss: Range) -> Iterator[tuple[float, list[float]]]:
    """Yield years as their weight and the losses of their events; the weights add up to 1.

    Raises ValueError where more than 60 events a year have weight.
    """
    chances = counts(events)
    if total(chances[MOST + 1 :]) > LEAST:
        raise ValueError(f"write fewer events: more than {MOST} in a year are not weighed here")
    weighed = [(n, chance) for n, chance in enumerate(chances[: MOST + 1]) if chance > LEAST]
    whole = total(chance for _, chance in weighed)
    values = table(loss)
    steps = [math.sqrt(prime) % 1 for prime in _PRIMES]
    for n, chance in weighed:
        if n == 0:
            yield chance / whole, []
            continue
        for i in range(POINTS):
            places = [(i + 0.5) / POINTS, *((0.5 + (i + 1) * steps[k]) % 1 for k in range(n - 1))]
            yield chance / whole / POINTS, [value_at(values, place) for place in places]


def table(given: Range) -> list[float]:
    """Return the values below which 0, 1/2048, 2/2048 ... of a range lie."""
    if given.low == given.high:
        return [given.low] * (TABLE + 1)
    taken = points(given, FINE)
    result, passed, edge = [given.low], 0.0, given.low
    for i, (value, weight) in enumerate(taken):
        after = (value + taken[i + 1][0]) / 2 if i + 1 < len(taken) else given.high
        while len(result) < TABLE and passed + weight >= len(result) / TABLE:
            part = (len(result) / TABLE - passed) / weight
            result.append(edge + (after - edge) * part)
        passed += weight
        edge = after
    return result + [given.high] * (TABLE + 1 - len(result))


def value_at(values: list[float], place: float) -> float:
    """Return the value below which a share of a range lies, from its table."""
    at = place * TABLE
    cell = math.floor(at)
    return values[cell] + (values[cell + 1] - values[cell]) * (at - cell)
