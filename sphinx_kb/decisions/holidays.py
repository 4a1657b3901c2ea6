"""Business days, and the federal holidays of the United States.

5 U.S.C. 6103: eleven days; one on a Saturday is observed on Friday, one on a Sunday on Monday.
Closings by order are not known. The twin is ``KBClocks`` in kb-decide-clocks.js.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

Calendar = Literal["us-federal", "eu", "none"]
MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6
_DAY = timedelta(days=1)
_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
_MOVING = (  # month, weekday, which: King, Washington, Labor, Columbus, Thanksgiving
    (1, MONDAY, 3), (2, MONDAY, 3), (9, MONDAY, 1), (10, MONDAY, 2), (11, THURSDAY, 4),
)  # fmt: skip


@cache
def us_federal(year: int) -> frozenset[date]:
    """Return the holidays that are observed in a year; New Year's may fall into the one before."""
    fixed = [date(year, month, day) for month, day in _FIXED] + [date(year + 1, 1, 1)]
    memorial = date(year, 5, 31)
    memorial -= (memorial.weekday() - MONDAY) * _DAY
    moving = {_nth(year, month, weekday, which) for month, weekday, which in _MOVING}
    observed = {_observed(day) for day in fixed}
    return frozenset(day for day in {*observed, *moving, memorial} if day.year == year)


def is_business_day(day: date, calendar: Calendar = "us-federal") -> bool:
    """Return whether a day is neither on a weekend nor, for us-federal, a holiday."""
    if day.weekday() >= SATURDAY:
        return False
    return calendar != "us-federal" or day not in us_federal(day.year)


def business_days(start: date, count: int, calendar: Calendar = "us-federal") -> date:
    """Return the last of so many business days, which begin with the first one after a day.

    It is the same for a Form 8-K's period that starts on a weekend or holiday, which begins on,
    and includes, the next business day.
    """
    day = start
    while count > 0:
        day += _DAY
        count -= is_business_day(day, calendar)
    return day


def _observed(day: date) -> date:
    return day + {SATURDAY: -_DAY, SUNDAY: _DAY}.get(day.weekday(), timedelta())


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (which - 1)) * _DAY
