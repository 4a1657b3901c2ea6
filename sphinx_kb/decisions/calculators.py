"""The calculators of articles: figures of inputs, by their keys.

Each has inputs with a kind and an example, from which the build prints a worked table and a
browser makes the same table live. A result that cannot be had is None. The twin of each is in
kb-decide-worked-*.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.decisions import money, staffing
from sphinx_kb.decisions.insurance import Policy, insured
from sphinx_kb.decisions.losses import year
from sphinx_kb.decisions.patch import (
    EXPLOITATION,
    EXPOSURE,
    HUMAN_IMPACT,
    PRIORITIES,
    priority,
    rung,
)
from sphinx_kb.decisions.pert import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_kb.decisions.year import Year

    Values = Mapping[str, float]
    Results = dict[str, float | None]

PERCENTILES = (50, 90, 95, 99)
FLOWS = ("flow1", "flow2", "flow3", "flow4", "flow5")


def ale(values: Values) -> Results:
    """Return one event, an average year, and the chances of an event in one year and in ten."""
    single = money.sle(values["value"], values["exposure"])
    return {
        "sle": single,
        "ale": money.ale(single, values["rate"]),
        "chance": money.chance(values["rate"]),
        "chance10": money.chance(10 * values["rate"]),
    }


def rosi(values: Values) -> Results:
    """Return the figures of ``ale`` today (0) and with a measure (1), and what it returns."""
    result: Results = {}
    years = []
    for state in "01":
        single = money.sle(values[f"value{state}"], values[f"exposure{state}"])
        years.append(money.ale(single, values[f"rate{state}"]))
        result |= {
            f"sle{state}": single,
            f"ale{state}": years[-1],
            f"chance{state}": money.chance(values[f"rate{state}"]),
        }
    before, after = years
    return result | money.rosi(before, after, values["cost"])._asdict()


def fair(values: Values) -> Results:
    """Return the year of a risk today (0) and with a measure (1), and what the measure returns."""
    result: Results = {}
    years = fair_years(values)
    for state, one in zip("01", years, strict=True):
        result |= {f"mean{state}": one.mean, f"quiet{state}": one.quiet}
        result |= {f"p{p}_{state}": one.percentile(p / 100) for p in PERCENTILES}
        result[f"over{state}"] = one.over(values["limit"])
    return result | money.rosi(years[0].mean, years[1].mean, values["cost"])._asdict()


def fair_years(values: Values) -> tuple[Year, Year]:
    """Return the two years of which ``fair`` reads its figures, for their curves."""
    today = year(_range(values, "events"), _range(values, "loss"))
    return today, year(_range(values, "with"), _range(values, "less"))


def npv(values: Values) -> Results:
    """Return what an outlay and the benefits of up to five years come to.

    ``after`` and ``worth`` a year are where one stands, as the money comes and in money of today.
    A benefit of 0 at the end is none.
    """
    flows = [values[key] for key in FLOWS]
    after = money.positions(values["outlay"], flows)
    worth = money.positions(values["outlay"], flows, values["rate"])
    while flows and flows[-1] == 0:
        flows.pop()
    outlay, rate = values["outlay"], values["rate"]
    return {
        **{f"after{year}": amount for year, amount in enumerate(after)},
        **{f"worth{year}": amount for year, amount in enumerate(worth)},
        "npv": money.npv(outlay, flows, rate),
        "irr": money.irr(outlay, flows),
        "payback": money.payback(outlay, flows),
        "discounted": money.payback(outlay, flows, rate),
        "break_even": money.annuity(outlay, len(flows), rate) if flows else None,
    }


def people(values: Values) -> Results:
    """Return what a seat takes that is filled for some hours a week."""
    seat = staffing.seat(
        values["hours"],
        values["productive"],
        values["price"],
        absent=values["absent"],
        on_call=values["on_call"],
    )
    return dict(seat._asdict()) if seat else dict.fromkeys(staffing.Seat._fields)


def insurance(values: Values) -> Results:
    """Return what a policy moves, and what as much limit again would recover besides."""
    risk = _range(values, "events"), _range(values, "loss")
    policy = Policy(*(values[key] for key in Policy._fields))
    result = insured(*risk, policy, values["amount"])
    twice = insured(*risk, policy._replace(limit=2 * policy.limit), values["amount"])
    return {**result._asdict(), "step": twice.recovered - result.recovered}


def patched(values: Values) -> Results:
    """Return by when a flaw has to be fixed; of days None is the next upgrade.

    What is not known counts as the worse answer.
    """
    yes, no, _ = 0.0, 1.0, 2.0
    known = {yes: True, no: False}
    found = rung(
        in_kev=values["listed"] != no,
        exposed=known.get(values["exposed"]),
        automatable=known.get(values["automatable"]),
        total=known.get(values["total"]),
    )
    words = (
        EXPLOITATION[int(values["exploitation"])],
        EXPOSURE[int(values["exposure"])],
        values["automatable"] != no,
        HUMAN_IMPACT[int(values["human"])],
    )
    return {
        "days": None if found.days is None else float(found.days),
        "search": float(found.search),
        "priority": float(PRIORITIES.index(priority(*words))),
    }


COMPUTE: Mapping[str, Callable[[Values], Results]] = {
    "ale": ale,
    "rosi": rosi,
    "fair": fair,
    "npv": npv,
    "staffing": people,
    "insurance": insurance,
    "patch": patched,
}


def _range(values: Values, stem: str) -> Range:
    return Range(values[f"{stem}0"], values[f"{stem}1"], values[f"{stem}2"])
