"""Sums of one line each, as the articles print them.

Money is in one currency, shares are between 0 and 1, rates of interest are a year. A ratio that
nothing divides is ``None``, never an infinity. The twin is ``KBMoney`` in kb-decide-money.js.

Sources: SLE, ARO and ALE are classic quantitative risk analysis; ROSI is ENISA's (Introduction to
Return on Security Investment, 2012, as reported by Infosecurity Magazine); NPV, IRR and payback
are corporate finance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions.arithmetic import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HIGHEST_IRR = 10.0  # 1,000% a year
HALF_CENT = 0.005


class Return(NamedTuple):
    """What a measure avoids in an average year, and what that returns."""

    avoided: float
    net: float  # less its cost
    rosi: float | None  # net / cost
    ratio: float | None  # avoided / cost: "per dollar"; ROSI + 1
    mitigation: float | None  # avoided / loss before
    break_even: float | None  # cost / loss before: the share that it has to remove to pay


def sle(value: float, exposure: float) -> float:
    """Return the loss of one event: the value at stake, times the share that is lost of it."""
    return value * exposure


def ale(single: float, rate: float) -> float:
    """Return the loss of an average year: that of one event, times events a year."""
    return single * rate


def chance(rate: float) -> float:
    """Return the chance of at least one event in a year, if events are independent."""
    return -math.expm1(-rate)


def at_least_one(chances: Iterable[float]) -> float:
    """Return the chance that at least one of some independent things happens."""
    none = 1.0
    for one in chances:
        none *= 1 - one
    return 1 - none


def rosi(before: float, after: float, cost: float) -> Return:
    """Return what a measure returns, from the loss of an average year before and after it."""
    avoided = before - after
    net = avoided - cost
    return Return(
        avoided,
        net,
        net / cost if cost > 0 else None,
        avoided / cost if cost > 0 else None,
        avoided / before if before > 0 else None,
        cost / before if before > 0 else None,
    )


def npv(outlay: float, flows: Iterable[float], rate: float) -> float:
    """Return what flows at the ends of years 1, 2 ... are worth today, less the outlay."""
    return positions(outlay, flows, rate)[-1]


def positions(outlay: float, flows: Iterable[float], rate: float = 0.0) -> list[float]:
    """Return where one stands at the start and after each year, in money of today."""
    worth: list[float] = []
    factor, result = 1.0, [-outlay]
    for flow in flows:
        factor *= 1 + rate
        worth.append(flow / factor)
        result.append(total(worth) - outlay)
    return result


def irr(outlay: float, flows: Sequence[float]) -> float | None:
    """Return the rate at which the net present value is zero, from 0 to 1,000%; else None."""
    low, high = 0.0, HIGHEST_IRR
    if outlay <= 0 or npv(outlay, flows, low) < 0 or npv(outlay, flows, high) > 0:
        return None
    for _ in range(100):
        middle = (low + high) / 2
        if npv(outlay, flows, middle) > 0:
            low = middle
        else:
            high = middle
    return low


def payback(outlay: float, flows: Iterable[float], rate: float = 0.0) -> float | None:
    """Return the years until the flows recover the outlay, evenly within a year; None if never.

    With a ``rate``, what the flows are worth today has to recover it.
    """
    left, factor = outlay, 1.0
    for year, flow in enumerate(flows):
        factor *= 1 + rate
        worth = flow / factor
        if worth >= left - HALF_CENT:
            return year + (max(0.0, min(1.0, left / worth)) if worth > 0 else 0.0)
        left -= worth
    return None


def annuity(amount: float, years: int, rate: float) -> float:
    """Return the yearly benefit that just recovers an amount: the break-even benefit."""
    return amount / (npv(0, [1.0] * years, rate))
