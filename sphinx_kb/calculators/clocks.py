"""The calculator of deadlines: moments in, every notice of ``_data/clocks.yml`` out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article.dates import written_out
from sphinx_kb.decisions import clocks
from sphinx_kb.decisions.worked import Cell, Table, Worked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sphinx_kb.decisions.clocks import Deadline, Step
    from sphinx_kb.site.model import Clock

NAMES = {
    "detected": "Something was noticed",
    "aware": "It is reasonably certain (awareness)",
    "classified": "It was classified, or determined to be of the kind",
    "material": "It was judged material to investors",
    "paid": "An extortion payment was made",
    "fixed": "A correction is available",
}
EXAMPLE = {
    "detected": "2027-02-12 16:10",
    "aware": "2027-02-13 09:00",
    "classified": "2027-02-12 17:00",
    "material": "2027-02-15 14:00",
    "paid": "",
    "fixed": "",
    "zone": "UTC",
}
NOTHING, SOON = "\N{EN DASH}", "without delay"
WORDS = "General information, not legal advice. Closings by order and bank holidays of a state are not known."


class Notice(NamedTuple):
    """A notice of an instrument: its periods, each with what it runs from."""

    name: str
    what: str
    to: str
    ends: tuple[tuple[str, str], ...]  # period as written, and the moment or the notice before


def notices(clock: Clock) -> list[Notice]:
    """Return the notices of an instrument; of two periods for the same one the earlier governs."""
    found: dict[str, Notice] = {}
    for step in clock.steps:
        before = found.get(step.what)
        ends = (*(before.ends if before else ()), (step.after, step.start))
        name = before.name if before else step.id
        found[step.what] = Notice(name, step.what, step.to, ends)
    return list(found.values())


def spoken(period: str) -> str:
    """Return a period as one says it: "24 hours"."""
    if period == "asap":
        return SOON
    return f"{period[:-1]} hours" if period.endswith("h") and period[:-1].isdigit() else period


def in_a_line(clock: Clock, today: date) -> str:
    """Return what an instrument wants, and of what state it is: "Early warning within 24 hours"."""
    wanted = "; ".join(
        f"{one.what} " + " or ".join(_within(after) for after, _ in one.ends)
        for one in notices(clock)
    )
    state = _state(clock, today)
    return f"{wanted}." + (f" {state[:1].upper()}{state[1:]}." if state else "")


def _within(period: str) -> str:
    return SOON if period == "asap" else f"within {spoken(period)}"


def worked(
    listed: Mapping[str, Clock], texts: Mapping[str, str], today: date
) -> tuple[Worked, dict[str, str]]:
    """Return the calculator with the moments of ``texts``, and the remedies of wrong ones."""
    moments, zone, remedies = _moments({**EXAMPLE, **texts})
    given = [
        (name, "" if moments.get(key) else "not yet", (Cell(_text(moments.get(key)), key),))
        for key, name in NAMES.items()
    ]
    given.append(("Time zone", "of the moments and the deadlines", (Cell(zone, "zone"),)))
    tables = (
        Table("in", "Deadlines: your moments", ("Your moment",), tuple(given), plain=True),
        Table(
            "out",
            "Deadlines",
            ("Due", "Notice", "Counts from", "Period"),
            tuple(_rows(listed, moments, today)),
            plain=True,
        ),
    )
    return Worked(tables, WORDS), remedies


def _moments(texts: Mapping[str, str]) -> tuple[dict[str, datetime], str, dict[str, str]]:
    """Return the moments that are known, the zone, and the remedies; the example replaces faults."""
    remedies: dict[str, str] = {}
    zone = texts["zone"].strip()
    try:
        clocks.moment("2027-02-13 09:00", zone)
    except ValueError as error:
        remedies["zone"] = str(error)
        zone = EXAMPLE["zone"]
    found = {}
    for key in NAMES:
        text = texts[key].strip()
        try:
            if text:
                found[key] = clocks.moment(text, zone)
        except ValueError as error:
            remedies[key] = str(error)
            if EXAMPLE[key]:
                found[key] = clocks.moment(EXAMPLE[key], zone)
    return found, zone, remedies


def _text(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def _rows(
    listed: Mapping[str, Clock], moments: Mapping[str, datetime], today: date
) -> Iterator[tuple[str, str, tuple[Cell, ...]]]:
    for key, clock in listed.items():
        own = notices(clock)
        ends = clocks.deadlines(list(filter(None, map(_step, own))), moments, clock.calendar)
        names = {one.name: one.what for one in own}
        hint = "; ".join(filter(None, (clock.article, _state(clock, today))))
        for one in own:
            starts = [names.get(start, start) for _, start in one.ends]
            yield clock.name, hint, (
                Cell(_due(one, ends.get(one.name)), f"{key}_{one.name}", clock.calendar),
                Cell(f"{one.what}, to {one.to}", "notice", clock.review_by.isoformat()),
                Cell("; ".join(starts), "from", "_".join(start for _, start in one.ends)),
                Cell("; ".join(after for after, _ in one.ends), "period", clock.calendar),
            )  # fmt: skip


def _step(notice: Notice) -> Step | None:
    """Return a notice as the engine counts it; None if the law gives no number."""
    ends = [(clocks.period(after), start) for after, start in notice.ends if after != "asap"]
    if not ends:
        return None
    (period, start), *more = ends
    return clocks.Step(notice.name, period, start, more[0] if more else None)


def _due(notice: Notice, end: Deadline | None) -> str:
    if all(after == "asap" for after, _ in notice.ends):
        return SOON
    if end is None:
        return NOTHING
    text = end.due.replace("T", " ")
    return f"{text}; may run to {end.extended}" if end.extended else text


def _state(clock: Clock, today: date) -> str:
    """Return what a reader has to know of an instrument's state."""
    parts = [] if clock.state == "in force" else [clock.state]
    if clock.review_by < today:
        parts.append(f"was due for a check on {written_out(clock.review_by)}")
    return "; ".join(parts)


def chosen(listed: Mapping[str, Clock], names: Sequence[str]) -> dict[str, Clock]:
    """Return the instruments of a list; all of them where it is empty."""
    return {key: clock for key, clock in listed.items() if not names or key in names}
