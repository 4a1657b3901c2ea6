"""Days as other systems write them: with a month's name, with slashes, as in a mail."""

from __future__ import annotations

import re

from sphinx_kb.article.months import MONTHS

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ \t]+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = rf"(?P<month>{_MONTH}|Sept)\.?"
_TIME = r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]+[A-Z+-][\w:]{0,9})?)"
_CLOCK = r"(?P<clock>(?:,?[ \t]+(?:at[ \t]+)?|T)\d{1,2}:\d{2}.{0,30})?"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_NAMED}[ \t]+{_DAY}(?:,[ \t]*|[ \t]+)(?P<year>\d{{4}}){_CLOCK}",
        rf"{_WEEKDAY}{_DAY}[ \t-]+(?:of[ \t]+)?{_NAMED},?[ \t-]+(?P<year>\d{{4}}){_CLOCK}",
        rf"{_WEEKDAY}{_NAMED}[ \t]+{_DAY}[ \t]+{_TIME}[ \t]+(?P<year>\d{{4}})",  # date(1)
        rf"(?P<year>\d{{4}})(?P<between>[/.])(?P<number>\d{{1,2}})(?P=between){_DAY}{_CLOCK}",
        rf"(?P<year>\d{{4}})(?P<number>\d{{2}})(?P<day>\d{{2}}){_CLOCK}",
    )
)
_BEFORE_CLOCK = re.compile(r"^(?:,?[ \t]+(?:at[ \t]+)?|T)", re.IGNORECASE)
_HALF = re.compile(r"(\d{1,2})(:\d{2}(?::\d{2})?)[ \t]*([ap])\.?m\.?", re.IGNORECASE)
# The names of zones that a mail may have, and those of Europe: each stands for one offset alone.
ZONES = {
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "UT": "+00:00",
}  # fmt: skip
_ZONE = re.compile(rf"\b({'|'.join(ZONES)})\s*$")


def as_iso(text: str) -> str:
    """Return a day in another system's form as YYYY-MM-DD, with its clock; what is none as it is."""
    text = text.strip()
    if len(text) > 100:  # noqa: PLR2004  # characters: no day is longer
        return text
    for form in FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            month = parts.get("number") or _number(parts["month"])
            day = f"{parts['year']}-{int(month):02}-{int(parts['day']):02}"
            clock = _BEFORE_CLOCK.sub("", parts["clock"] or "")
            text = f"{day} {clock}".strip()
            break
    return _ZONE.sub(lambda zone: ZONES[zone[1]], _HALF.sub(_full_day, text))


def _number(name: str) -> int:
    """Return the number of a month by its name."""
    return [month[:3].lower() for month in MONTHS].index(name[:3].lower()) + 1


def _full_day(found: re.Match[str]) -> str:
    """Return a clock of twelve hours as one of twenty-four."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}{found[2]}"
