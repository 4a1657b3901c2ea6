"""When clocks run out: worked by hand from the laws and the calendar, zone by zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.decision_vectors.vector import Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW_YORK, DUBLIN, APIA = "America/New_York", "Europe/Dublin", "Pacific/Apia"
A_MOMENT = "write the moment as 2027-02-13 09:00"
DEADLINES: list[tuple[str, str, str, str, str, str | None]] = [
    # start, zone, period, calendar, due, extended
    ("2027-02-13 09:00", NEW_YORK, "72h", "none", "2027-02-16T09:00", None),
    ("2027-02-13 09:00", NEW_YORK, "72h", "eu", "2027-02-16T09:00", None),
    ("2027-02-13 09:00", NEW_YORK, "30 days", "none", "2027-03-15", None),
    ("2027-02-15T14:00", NEW_YORK, "4 business days", "us-federal", "2027-02-19", None),
    ("2027-02-15T14:00", NEW_YORK, "5 business days", "us-federal", "2027-02-22", None),
    ("2027-02-12 10:00", NEW_YORK, "4 business days", "us-federal", "2027-02-19", None),
    ("2027-02-13 10:00", NEW_YORK, "4 business days", "us-federal", "2027-02-19", None),
    ("2027-02-12 10:00", NEW_YORK, "4 business days", "none", "2027-02-18", None),
    ("2027-12-23 10:00", NEW_YORK, "4 business days", "us-federal", "2027-12-30", None),
    ("2027-11-24 10:00", NEW_YORK, "4 business days", "us-federal", "2027-12-01", None),
    ("2027-12-30 10:00", NEW_YORK, "1 business day", "us-federal", "2028-01-03", None),
    ("2026-07-02 10:00", NEW_YORK, "1 business day", "us-federal", "2026-07-06", None),
    ("2027-01-31 10:00", DUBLIN, "1 month", "none", "2027-02-28", None),
    ("2028-01-31 10:00", DUBLIN, "1 month", "none", "2028-02-29", None),
    ("2027-12-31 10:00", DUBLIN, "2 months", "none", "2028-02-29", None),
    ("2027-02-13 10:00", DUBLIN, "12 months", "none", "2028-02-13", None),
    ("2027-10-30 12:00", DUBLIN, "24h", "none", "2027-10-31T11:00", None),
    ("2027-03-27 09:00", DUBLIN, "72 hours", "none", "2027-03-30T10:00", None),
    ("2027-03-28 01:30", DUBLIN, "1 hour", "none", "2027-03-28T03:30", None),  # skipped
    ("2027-10-31 01:30", DUBLIN, "1h", "none", "2027-10-31T01:30", None),  # shown twice
    ("2027-01-29 10:00", DUBLIN, "1 month", "eu", "2027-02-28", "2027-03-01"),  # a Sunday
    ("2027-02-12 10:00", DUBLIN, "15 days", "eu", "2027-02-27", "2027-03-01"),  # a Saturday
    ("2027-02-12 10:00", DUBLIN, "15 days", "none", "2027-02-27", None),
    ("2027-02-12 23:30", APIA, "1 day", "none", "2027-02-13", None),
]
MOMENTS = [  # start, zone, period, the moment in UTC
    ("2027-02-13 09:00", NEW_YORK, "72h", "2027-02-16T14:00"),
    ("2027-03-27 09:00", DUBLIN, "72h", "2027-03-30T09:00"),
    ("2027-10-31 01:30", DUBLIN, "1h", "2027-10-31T01:30"),
    ("2027-02-13 09:00", NEW_YORK, "30 days", "2027-03-16T03:59"),  # the day's last minute
]
HOLIDAYS = {
    2027: [
        "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18", "2027-07-05",
        "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31",
    ],
    2028: [
        "2028-01-17", "2028-02-21", "2028-05-29", "2028-06-19", "2028-07-04", "2028-09-04",
        "2028-10-09", "2028-11-10", "2028-11-23", "2028-12-25",
    ],
}  # fmt: skip
DORA = [  # 4 h from classification, and 24 h from awareness in any case; then 72 h, then a month
    {"name": "first", "period": "4h", "start": "classified", "no_later": ["24h", "aware"]},
    {"name": "second", "period": "72h", "start": "first", "no_later": None},
    {"name": "final", "period": "1 month", "start": "second", "no_later": None},
]


def vectors() -> Iterator[Vector]:
    """Yield the vectors of clocks."""
    for start, zone, period, calendar, due, extended in DEADLINES:
        expected = {"due": due, "extended": extended}
        what = f"{start} {zone} + {period}, {calendar}"
        yield Vector("C", what, "clocks.deadline", [start, zone, period, calendar], expected)
    for start, zone, period, utc in MOMENTS:
        args = [start, zone, period, "none"]
        yield Vector("C", f"{start} {zone} + {period}, UTC", "clocks.deadline", args, {"utc": utc})
    for year, days in HOLIDAYS.items():
        yield Vector("C", f"holidays of {year}", "clocks.holidays", [year], days)
    both = {"aware": "2027-02-12 10:00", "classified": "2027-02-12 15:00"}
    late = {"aware": "2027-02-12 10:00", "classified": "2027-02-13 09:00"}
    one = {"aware": "2027-02-12 10:00"}
    for name, moments, first, last in (
        ("both known", both, "2027-02-12T19:00", "2027-03-15"),
        ("classified late", late, "2027-02-13T10:00", "2027-03-16"),
        ("not classified", one, "2027-02-13T10:00", "2027-03-16"),
    ):
        expected = {"first": first, "final": last}
        yield Vector("C", f"DORA, {name}", "clocks.deadlines", [DORA, moments, DUBLIN], expected)
    unknown = {"first": None, "second": None, "final": None}
    yield Vector("C", "DORA, no moment", "clocks.deadlines", [DORA, {}, DUBLIN], unknown)
    for start, zone, period, remedy in (
        ("soon", DUBLIN, "72h", A_MOMENT),
        ("2027-02-30 09:00", DUBLIN, "72h", A_MOMENT),
        ("2027-02-13 25:00", DUBLIN, "72h", A_MOMENT),
        ("2027-02-13 24:00", DUBLIN, "72h", A_MOMENT),
        ("2027-02-13 09:60", DUBLIN, "72h", A_MOMENT),
        ("1999-02-13 09:00", DUBLIN, "72h", A_MOMENT),
        ("2027-02-13", DUBLIN, "72h", A_MOMENT),
        ("2027-02-13 09:00", "Europe/Nowhere", "72h", "write a time zone such as Europe/Dublin"),
        ("2027-02-13 09:00", "../etc/passwd", "72h", "write a time zone such as Europe/Dublin"),
        ("2027-02-13 09:00", "", "72h", "write a time zone such as Europe/Dublin"),
        *(
            (
                "2027-02-13 09:00",
                DUBLIN,
                text,
                "write a period such as 72h, 4 business days, 30 days or 1 month",
            )
            for text in ("", "soon", "0h", "-1 day", "9999 days", "1.5h", "72 fortnights")
        ),
    ):
        args = [start, zone, period, "none"]
        yield Vector("C", f"{start} {zone} + {period}", "clocks.deadline", args, {"error": remedy})
