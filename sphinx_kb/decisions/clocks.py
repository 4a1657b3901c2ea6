"""Deadlines: from the moment that starts a clock to the moment at which it runs out.

Hours are hours that pass, whatever the clocks on the wall do. Days and months are calendar days
in the zone of the moment; a month ends on the same day, or on the last of the month. A period in
hours never moves to a working day; under Regulation (EEC, Euratom) 1182/71, Art. 3(4), one in
days or months that ends on a weekend may run to the next working day. General information, not
legal advice. The twin is ``KBClocks`` in kb-decide-clocks.js.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from sphinx_kb.decisions.holidays import FRIDAY, MONDAY, Calendar, business_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Unit = Literal["hours", "days", "business days", "months"]
FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST = 3660  # days, hours or months of a period
_PERIOD = re.compile(r"([0-9]{1,4}) ?(h|hours?|days?|business days?|months?)")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9])")
_LAST_MINUTE = time(23, 59)


class Period(NamedTuple):
    """How long a clock runs."""

    length: int
    unit: Unit


class Deadline(NamedTuple):
    """When a clock runs out: a moment for hours, else the end of a day."""

    moment: datetime  # in the zone of the start; the last minute of a day
    by_day: bool
    extended: date | None = None  # the working day to which it may run

    @property
    def due(self) -> str:
        """Return the day, or the moment, as ISO 8601 has it, on the clocks of its zone."""
        return self.moment.strftime("%Y-%m-%d" if self.by_day else "%Y-%m-%dT%H:%M")


class Step(NamedTuple):
    """A notice that is due some time after a moment, or after the step before it."""

    name: str
    period: Period
    start: str  # the name of a moment, or of an earlier step
    no_later: tuple[Period, str] | None = None  # and in any case this long after another moment


def period(text: str) -> Period:
    """Return the period that a text such as "72h" or "4 business days" names. Raises ValueError."""
    found = _PERIOD.fullmatch(" ".join(text.split()).lower())
    if not found or not 0 < int(found[1]) <= LONGEST:
        raise ValueError("write a period such as 72h, 4 business days, 30 days or 1 month")
    units: dict[str, Unit] = {"h": "hours", "d": "days", "b": "business days", "m": "months"}
    return Period(int(found[1]), units[found[2][0]])


def moment(text: str, zone: str) -> datetime:
    """Return the moment at which the clocks of a zone show "2027-02-13 09:00".

    Of a time that they show twice it is the first; a time that they skip counts from before the
    skip. Raises ValueError.
    """
    found = _MOMENT.fullmatch(text.strip())
    try:
        written = datetime.fromisoformat(f"{found[1]}T{found[2]}") if found else None
    except ValueError:
        written = None
    if written is None or not FIRST_YEAR <= written.year <= LAST_YEAR:
        raise ValueError("write the moment as 2027-02-13 09:00")
    try:
        return written.replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
    except (KeyError, ValueError, OSError):  # ZoneInfo names a folder, or no file
        raise ValueError("write a time zone such as Europe/Dublin") from None


def deadline(start: datetime, given: Period, calendar: Calendar = "none") -> Deadline:
    """Return when a period from a moment (with its zone) ends."""
    if given.unit == "hours":
        passed = start.astimezone(UTC) + timedelta(hours=given.length)
        return Deadline(passed.astimezone(start.tzinfo), by_day=False)
    day = start.date()
    if given.unit == "business days":
        return Deadline(_end(business_days(day, given.length, calendar), start), by_day=True)
    if given.unit == "days":
        day += timedelta(days=given.length)
    else:
        day = months_after(day, given.length)
    weekend = calendar == "eu" and day.weekday() > FRIDAY
    extended = day + timedelta(days=7 - day.weekday() + MONDAY) if weekend else None
    return Deadline(_end(day, start), by_day=True, extended=extended)


def deadlines(
    steps: Iterable[Step], moments: Mapping[str, datetime], calendar: Calendar = "none"
) -> dict[str, Deadline | None]:
    """Return the deadline of each step by its name; None where its start is not known yet.

    A step that starts from an earlier one starts from when that is due.
    """
    known = dict(moments)
    found: dict[str, Deadline | None] = {}
    for step in steps:
        lengths = [(step.period, step.start), *filter(None, [step.no_later])]
        ends = [deadline(known[at], given, calendar) for given, at in lengths if at in known]
        found[step.name] = end = min(ends, key=lambda one: one.moment, default=None)
        if end:
            known[step.name] = end.moment
    return found


def months_after(day: date, count: int) -> date:
    """Return the same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    after = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))


def _end(day: date, start: datetime) -> datetime:
    return datetime.combine(day, _LAST_MINUTE, start.tzinfo)
