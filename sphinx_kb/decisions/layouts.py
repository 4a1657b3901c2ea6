"""The layout of each calculator's worked table: which inputs and results stand in which row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_kb.decisions.forms import Form


class Row(NamedTuple):
    """A row: its head, a hint, and the key of each column; an empty cell has none."""

    name: str
    keys: tuple[str, ...]
    form: Form = "money"  # of results; what an input is stands in ``inputs``
    hint: str = ""


class Layout(NamedTuple):
    """How a calculator is laid out."""

    title: str
    columns: tuple[str, ...]  # of its inputs
    rows: tuple[Row, ...]
    result_columns: tuple[str, ...]
    results: tuple[Row, ...]


NUMBERS = ("Lowest", "Most likely", "Highest")
SIDES = ("Today", "With the measure")
ONCE_IN_20 = "once in 20 years is 0.05"
LAYOUTS: Mapping[str, Layout] = {
    "ale": Layout(
        "Expected loss a year",
        ("Your number",),
        (
            Row("Asset value at stake", ("value",)),
            Row("Share lost in one event", ("exposure",), hint="exposure factor (EF)"),
            Row("Events a year", ("rate",), hint=ONCE_IN_20),
        ),
        ("Result",),
        (
            Row("Loss of one event (SLE)", ("sle",)),
            Row("Expected loss a year (ALE)", ("ale",)),
            Row("Chance of an event in a year", ("chance",), "share"),
            Row("Chance of an event in ten years", ("chance10",), "share"),
        ),
    ),
    "rosi": Layout(
        "What a measure returns",
        SIDES,
        (
            Row("Asset value at stake", ("value0", "value1")),
            Row("Share lost in one event", ("exposure0", "exposure1"), hint="exposure factor (EF)"),
            Row("Events a year", ("rate0", "rate1"), hint=ONCE_IN_20),
            Row("Cost a year", ("", "cost"), hint="licenses, a share of the setup, staff time"),
        ),
        SIDES,
        (
            Row("Loss of one event (SLE)", ("sle0", "sle1")),
            Row("Expected loss a year (ALE)", ("ale0", "ale1")),
            Row("Chance of an event in a year", ("chance0", "chance1"), "share"),
            Row("Loss avoided a year", ("", "avoided")),
            Row("Net benefit a year", ("", "net")),
            Row("Return (ROSI)", ("", "rosi"), "percent"),
            Row("Share of the loss removed", ("", "mitigation"), "percent"),
            Row("Break-even share", ("", "break_even"), "percent"),
        ),
    ),
    "fair": Layout(
        "A loss in ranges",
        NUMBERS,
        (
            Row("Events a year", ("events0", "events1", "events2"), hint=ONCE_IN_20),
            Row("Loss of one event", ("loss0", "loss1", "loss2")),
            Row("Events a year, with the measure", ("with0", "with1", "with2")),
            Row("Loss of one event, with the measure", ("less0", "less1", "less2")),
            Row("Cost of the measure a year", ("", "", "cost")),
            Row("Limit: loss of a year", ("", "", "limit")),
            Row("Limit: chance of more", ("", "", "chance")),
        ),
        SIDES,
        (
            Row("Average year", ("mean0", "mean1")),
            Row("Years without loss", ("quiet0", "quiet1"), "share"),
            Row("Half of the years cost at most (P50)", ("p50_0", "p50_1"), "short"),
            Row("1 year in 10 costs more than (P90)", ("p90_0", "p90_1"), "short"),
            Row("1 year in 20 costs more than (P95)", ("p95_0", "p95_1"), "short"),
            Row("1 year in 100 costs more than (P99)", ("p99_0", "p99_1"), "short"),
            Row("Chance of more than the limit", ("over0", "over1"), "chance"),
            Row("Loss avoided a year", ("", "avoided")),
            Row("Net benefit a year", ("", "net")),
            Row("Return (ROSI)", ("", "rosi"), "percent"),
        ),
    ),
    "npv": Layout(
        "What benefits over years are worth today",
        ("Your number",),
        (
            Row("Outlay, now", ("outlay",)),
            *(
                Row(f"Benefit of year {year}", (f"flow{year}",), hint="" if year < 5 else "0: none")
                for year in range(1, 6)
            ),
            Row("Rate of interest a year", ("rate",), hint="the cost of capital, from the CFO"),
        ),
        ("As it comes", "In money of today"),
        (
            Row("Net present value (NPV)", ("", "npv")),
            Row("Internal rate of return (IRR)", ("", "irr"), "percent1"),
            Row("Yearly benefit at which it breaks even", ("", "break_even")),
            Row("Paid back after", ("payback", "discounted"), "years"),
            Row("Cumulative, now", ("after0", "worth0")),
            *(
                Row(f"Cumulative, after year {year}", (f"after{year}", f"worth{year}"))
                for year in range(1, 6)
            ),
        ),
    ),
    "staffing": Layout(
        "How many people fill a seat",
        ("Your number",),
        (
            Row("Hours a week to be filled", ("hours",), hint="around the clock is 168"),
            Row("Hours one person gives in a week", ("productive",)),
            Row("Cost of a person a year", ("price",)),
            Row("Share of paid time absent", ("absent",), hint="holidays, illness, training"),
            Row("On-call payment a week", ("on_call",)),
        ),
        ("Result",),
        (
            Row("People for a seat", ("people",), "two"),
            Row("People, absences counted in", ("with_absences",), "two"),
            Row("Cost a year", ("cost",)),
            Row("Cost of an hour watched", ("cost_per_hour",)),
        ),
    ),
    "insurance": Layout(
        "What a policy moves",
        NUMBERS,
        (
            Row("Events a year", ("events0", "events1", "events2"), hint=ONCE_IN_20),
            Row("Loss of one event", ("loss0", "loss1", "loss2")),
            Row("Share of a loss that is covered", ("", "", "covered")),
            Row("Retention of each event", ("", "", "retention")),
            Row("Limit of a year", ("", "", "limit")),
            Row("Premium a year", ("", "", "premium")),
            Row("Most that the company would keep", ("", "", "amount"), hint="its appetite, a year"),
        ),
        ("Result",),
        (
            Row("Recovered in an average year", ("recovered",)),
            Row("Kept in an average year", ("kept",)),
            Row("Chance of losing more than that, without insurance", ("over",), "chance"),
            Row("Chance of keeping more than that, with it", ("keeping_over",), "chance"),
            Row("Events that claim more than the limit", ("exhausting",), "share"),
            Row("Largest claim: a higher limit buys nothing", ("ceiling",)),
            Row("Events a year at which the premium breaks even", ("break_even",), "count"),
            Row("Recovered besides, with twice the limit", ("step",)),
        ),
    ),
    "patch": Layout(
        "By when to fix a flaw",
        ("Your answer",),
        (
            Row("Listed as known exploited (KEV), or exploited here", ("listed",)),
            Row("Exposed to the internet", ("exposed",)),
            Row("Automatable: an attack can be run without a person", ("automatable",)),
            Row("Total: it gives full control of the system", ("total",)),
            Row("SSVC: exploitation", ("exploitation",)),
            Row("SSVC: system exposure", ("exposure",)),
            Row("SSVC: human impact, on mission and safety", ("human",)),
        ),
        ("Result",),
        (
            Row("Fix it, by the ladder of BOD 26-04", ("days",), "days"),
            Row("Look for an intruder first", ("search",), "yes"),
            Row("Priority for a deployer, by SSVC", ("priority",), "priority"),
        ),
    ),
}  # fmt: skip
