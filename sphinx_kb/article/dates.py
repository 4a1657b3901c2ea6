"""Days as authors write them, and the moment at which an article is due."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from sphinx_kb.article.fault import Fault
from sphinx_kb.article.months import MONTHS
from sphinx_kb.article.written_dates import as_iso
from sphinx_kb.source_names import without_ending

if TYPE_CHECKING:
    from sphinx_kb.article.front_matter import FrontMatter

_WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
    r"[ \t]*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_IN_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(?=.)")
REMEDY = "write the date as YYYY-MM-DD"
MISSING = f"add the field 'date' ({REMEDY}), or start the file's name with it"


def parse(text: str) -> tuple[date, datetime]:
    """Return the day as written, and the moment (UTC) at which it starts to count.

    Without a time it is midnight; without a zone it is UTC. Raises ValueError.
    """
    found = _WRITTEN.fullmatch(text.strip()) or _WRITTEN.fullmatch(as_iso(text))
    if not found:
        raise ValueError(REMEDY)
    year, month, day_of_month, hour, minute, second, zone = found.groups()
    try:
        day = date(int(year), int(month), int(day_of_month))
        clock = time(int(hour or 0), int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    except ValueError:
        raise ValueError(f"write a day that exists: '{text.strip()}' does not") from None
    try:
        return day, datetime.combine(day, clock).astimezone(UTC)
    except OverflowError:
        return day, datetime.combine(day, clock.replace(tzinfo=UTC))


def in_name(stem: str) -> tuple[date | None, str]:
    """Return the day that a Jekyll file name starts with, or None, and the rest.

    Raises ValueError where the name starts with a day that does not exist.
    """
    found = _IN_NAME.match(stem)
    if not found:
        return None, stem
    return parse(found[1])[0], stem[found.end() :]


def own_name(path: str) -> str:
    """Return the name that an article's file has, or its folder where the file is an index."""
    *folders, name = path.split("/")
    stem = without_ending(name)
    return folders[-1] if stem.lower() == "index" and len(folders) > 1 else stem


def resolve(
    path: str, said: FrontMatter, lines: dict[str, int]
) -> tuple[date | None, datetime | None, str, list[Fault]]:
    """Return an article's day, the moment at which it is due, its slug, and the faults."""
    faults: list[Fault] = []
    stem = own_name(path)
    named, slug = None, stem
    try:
        named, slug = in_name(stem)
    except ValueError as error:
        if not said.date:
            faults.append(Fault(1, "date", f"rename the file: {error}", True))
    day, due = said.date or (None, None)
    if day is None and named:
        day, due = parse(named.isoformat())
    elif day and named and day != named:
        remedy = f"make the two dates agree: the file's name says {named}"
        faults.append(Fault(lines["date"], "date", remedy))
    if day is None and not faults and "date" in lines:  # meant, but left open
        faults.append(Fault(lines["date"], "date", MISSING, True))
    if day and said.updated and said.updated < day:
        faults.append(Fault(lines["updated"], "date", "'updated': write a day not before the date"))
    if said.reviewed and said.review_by and said.review_by < said.reviewed:
        remedy = "'review_by': write a day not before 'reviewed'"
        faults.append(Fault(lines["review_by"], "date", remedy))
    return day, due, slug, faults


def now(environ: dict[str, str] | None = None) -> datetime:
    """Return the moment (UTC) that a build takes for now.

    It is the end of the day in KB_TODAY, else SOURCE_DATE_EPOCH, else the clock.
    Raises ValueError where KB_TODAY or SOURCE_DATE_EPOCH cannot be read.
    """
    environ = environ or {}
    if today := environ.get("KB_TODAY"):
        try:
            return datetime.combine(date.fromisoformat(today), time.max, UTC)
        except ValueError:
            raise ValueError(f"set KB_TODAY as YYYY-MM-DD, not '{today}'") from None
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise ValueError(f"set SOURCE_DATE_EPOCH in seconds, not '{epoch}'") from None
    return datetime.now(UTC)


def written_out(day: date) -> str:
    """Return a day as readers see it: 3 March 2026, whatever the locale is."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _zone(text: str | None) -> timezone:
    """Return the time zone of an offset such as +05:30."""
    if text is None or text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    hours, minutes = text[1:3], text[3:].lstrip(":")
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if text[0] == "-" else offset)
