"""The values of front matter as authors write them, read by the rules of design decision D2.

Each function takes what YAML has as text, list or mapping, and raises ValueError with the remedy.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from sphinx_kb.article import dates
from sphinx_kb.article.names import as_list

LONGEST = 200  # characters of a sentence
Moment = tuple[dt.date, dt.datetime]  # the day as written; when it is due, in UTC


def text(value: Any) -> str | None:
    """Return a value as one line of plain text."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("write plain text")  # noqa: TRY004
    return " ".join(value.split())


def line(value: Any, longest: int) -> str | None:
    """Return plain text of at most so many characters."""
    written = text(value)
    if written and len(written) > longest:
        raise ValueError(f"shorten it by {len(written) - longest} characters")
    return written or None


def boolean(value: Any) -> bool:
    """Return whether a flag is set."""
    word = str(value).strip().lower()
    if value is None or word in {"false", "no", "off", "0"}:
        return False
    if word in {"true", "yes", "on", "1"}:
        return True
    raise ValueError("write true or false")


def switched_on(value: Any) -> bool:
    """Return whether a feature is on: themes give it settings, or the name of a tool."""
    if isinstance(value, dict):
        value = value.get("enable", value.get("enabled", True))
    return str(value).strip().lower() not in {"none", "null", "false", "no", "off", "0", ""}


def day(value: Any) -> dt.date | None:
    """Return a day as written."""
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return dates.parse(value)[0]
    if value is None:
        return None
    raise ValueError(dates.REMEDY)


def known_day(value: Any) -> dt.date:
    """Return a day that has to be there."""
    found = day(value)
    if found is None:
        raise ValueError(dates.REMEDY)
    return found


def sentence(value: Any) -> str:
    """Return one sentence of plain text."""
    written = text(value)
    if not written or len(written) > LONGEST:
        raise ValueError(f"write one sentence of at most {LONGEST} characters")
    return written


def date_and_due(value: Any) -> Moment | None:
    """Return a day as written and the moment at which it is due.

    Some systems write several days in a mapping: the one of publication is ``created``.
    """
    if isinstance(value, dict):
        value = value.get("created") or value.get("published") or value
    if isinstance(value, str):
        return dates.parse(value)
    if value is None or isinstance(value, tuple):
        return value
    raise ValueError(dates.REMEDY)


def picture(value: Any) -> Any:
    """Return the path of a picture, which Jekyll's plug-ins may write as a mapping."""
    return text(value.get("path") if isinstance(value, dict) else value)


def source_date(value: Any) -> str | None:
    """Return a year, a month or a day, as written."""
    written = text(value)
    if written and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", written):
        raise ValueError("write the source's date as YYYY, YYYY-MM or YYYY-MM-DD")
    if written:
        dates.parse((written + "-01-01")[:10])
    return written


def url(value: Any) -> str | None:
    """Return an address on the web."""
    written = text(value)
    if written and not re.fullmatch(r"https?://[^\s<>\"'\\]+", written):
        raise ValueError("write the source's address with http:// or https://")
    return written


def people(value: Any) -> tuple[str, ...]:
    """Return the names of people: each is a name, or a mapping that has one."""
    listed = [value] if isinstance(value, dict) else value
    if isinstance(listed, list):
        listed = [_person(item) if isinstance(item, dict) else item for item in listed]
    return names(listed)


def _person(given: dict[str, Any]) -> str:
    """Return the key or the name of somebody who is described in a mapping."""
    for name in ("key", "id", "nick", "name", "title"):
        if isinstance(given.get(name), str):
            return str(given[name])
    raise ValueError("write the name of each author: {name: Jane Doe}")


def names(value: Any) -> tuple[str, ...]:
    """Return names from a list, or from a text with commas."""
    if value is None:
        return ()
    return tuple(as_list(list(value) if isinstance(value, tuple) else value))


def flag_or_names(value: Any) -> bool | tuple[str, ...]:
    """Return a flag, or names."""
    if isinstance(value, str) and value.strip().lower() in {"true", "false"}:
        return boolean(value) or ()
    return names(value)
