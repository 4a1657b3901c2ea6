"""The engine in both languages: one list of calls, answered by Python and by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sphinx_kb.decisions import (
    amounts,
    arithmetic,
    calculators,
    clocks,
    cvss,
    effects,
    forms,
    frontier,
    gordon_loeb,
    holidays,
    inputs,
    insurance,
    losses,
    money,
    patch,
    sentences,
    show,
    staffing,
    steps,
    worth,
)  # fmt: skip
from sphinx_kb.decisions.model import Effect, Option, Register, Risk
from sphinx_kb.decisions.pert import Range

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[2] / "sphinx_kb" / "decisions" / "scripts"
VECTORS = json.loads((HERE / "vectors.json").read_text("utf-8"))


def register_of(data: dict[str, Any]) -> Register:
    """Return the register of plain data, as export.as_data gives it."""
    day = date(2026, 11, 24)
    ranges = {"events": Range, "loss": Range}
    risks = {
        name: Risk(risk["title"], "", "", Range(*risk["events"]), Range(*risk["loss"]), "", day)
        for name, risk in data["risks"].items()
    }
    options = {}
    for name, option in data["options"].items():
        known = {key: option[key] for key in ("title", "once", "yearly", "years", "must", "status")}
        of = {
            risk: Effect(
                *(ranges[key](*effect[key]) for key in ranges),
                *(
                    Range(*effect[key]) if effect[key] else None
                    for key in ("after_events", "after_loss")
                ),
            )
            for risk, effect in option["effects"].items()
        }
        options[name] = Option(
            **known,
            effects=of,
            needs=tuple(option["needs"]),
            instead_of=tuple(option["instead_of"]),
        )
    return Register(data["name"], day, risks, options, currency=data["currency"], rate=data["rate"])


REGISTERS = {name: register_of(data) for name, data in VECTORS["registers"].items()}


def year(events, loss):
    return year_of(Range(*events), Range(*loss))


year_of = cache(losses.year)
together_of = cache(losses.together)
insured_of = cache(insurance.insured)


def figures(events, loss, shares, limits):
    one = year(events, loss)
    return [one.mean, one.quiet, *map(one.percentile, shares), *map(one.over, limits)]


def years(name, risks, chosen):
    pairs = [effects.after(REGISTERS[name], risk, chosen) for risk in risks]
    return year_of(*pairs[0]) if len(pairs) == 1 else together_of(tuple(pairs))


@cache
def sets_of(name):
    return frontier.frontier(REGISTERS[name])


def best(name, budget):
    found = frontier.best(sets_of(name), budget)
    return found and {**found._asdict(), "names": frontier.names(REGISTERS[name], found)}


def deadline(start, zone, period, calendar):
    end = clocks.deadline(clocks.moment(start, zone), clocks.period(period), calendar)
    utc = end.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    return {"due": end.due, "extended": end.extended and end.extended.isoformat(), "utc": utc}


def deadlines(given, moments, zone):
    read = [
        clocks.Step(
            step["name"],
            clocks.period(step["period"]),
            step["start"],
            step["no_later"] and (clocks.period(step["no_later"][0]), step["no_later"][1]),
        )
        for step in given
    ]
    known = {name: clocks.moment(text, zone) for name, text in moments.items()}
    return {name: end and end.due for name, end in clocks.deadlines(read, known).items()}


def values(kind, texts):
    return inputs.read(inputs.INPUTS[kind], texts)[0]


def results(kind, texts):
    return calculators.COMPUTE[kind](values(kind, texts))


def words(kind, texts):
    return getattr(sentences, kind)(values(kind, texts), results(kind, texts))


def bought(name, budget, own):
    return sentences.bought(REGISTERS[name], sets_of(name), budget, own)


CALLS = {
    "arithmetic.total": arithmetic.total,
    "arithmetic.log": arithmetic.log,
    "arithmetic.exp": arithmetic.exp,
    "losses.mean": lambda events, loss: year(events, loss).mean,
    "losses.quiet": lambda events, loss: year(events, loss).quiet,
    "losses.deviation": lambda events, loss: losses.deviation(Range(*events), Range(*loss)),
    "losses.percentile": lambda events, loss, share: year(events, loss).percentile(share),
    "losses.over": lambda events, loss, amount: year(events, loss).over(amount),
    "losses.figures": figures,
    **{f"money.{name}": getattr(money, name) for name in (
        "sle", "ale", "chance", "at_least_one", "rosi", "positions", "npv", "irr", "payback", "annuity",
    )},
    "gordon_loeb.best": gordon_loeb.best,
    "cvss.score": cvss.score,
    "patch.rung": lambda known: patch.rung(**known),
    "patch.priority": patch.priority,
    "staffing.people": staffing.people,
    "staffing.seat": lambda hours, productive, price, absent, on_call: staffing.seat(
        hours, productive, price, absent=absent, on_call=on_call
    ),
    "staffing.downtime": staffing.downtime,
    "staffing.in_chain": staffing.in_chain,
    **{f"amounts.{name}": getattr(amounts, name) for name in (
        "amount", "money", "rate", "number", "share",
    )},
    "amounts.three": lambda texts: amounts.three(texts, amounts.rate),
    **{f"show.{name}": getattr(show, name) for name in (
        "sign", "digits", "money", "short", "share", "percent", "chance", "count", "per_dollar", "years",
    )},
    "register.average": lambda name, risk, chosen: effects.remaining(REGISTERS[name], chosen)[risk],
    "register.avoided": lambda name, chosen: effects.avoided(REGISTERS[name], chosen),
    "register.worth": lambda name, option: worth.worth(REGISTERS[name], option),
    "register.percentile": lambda name, risks, chosen, share: years(name, risks, chosen).percentile(share),
    "register.over": lambda name, risks, chosen, amount: years(name, risks, chosen).over(amount),
    "register.best": best,
    "register.frontier": lambda data: [list(one) for one in frontier.frontier(register_of(data))],
    "register.steps": lambda data, chosen: [
        list(step) for step in steps.step_by_step(register_of(data), chosen)
    ],
    "insurance.insured": lambda events, loss, policy, amount: insured_of(
        Range(*events), Range(*loss), insurance.Policy(*policy), amount
    ),
    "clocks.deadline": deadline,
    "clocks.deadlines": deadlines,
    "clocks.holidays": lambda year: sorted(day.isoformat() for day in holidays.us_federal(year)),
    "inputs.remedies": lambda kind, texts: {
        "remedies": inputs.read(inputs.INPUTS[kind], texts)[1]
    },
    "inputs.inputs": lambda: {
        kind: [[part for part in each if part] for each in map(list, given)]
        for kind, given in inputs.INPUTS.items()
    },
    "calculators.results": results,
    "forms.input": lambda value, kind: forms.as_input(value, kind, ""),
    "forms.result": forms.as_result,
    "sentences.words": words,
    "sentences.rosi": lambda texts: words("rosi", texts),
    "sentences.fair": lambda texts: words("fair", texts),
    "sentences.bought": bought,
}  # fmt: skip


def plain(value: Any) -> Any:
    """Return a result as JSON would have it."""
    if hasattr(value, "_asdict") and not isinstance(value, Range):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def in_python(calls: list[tuple[str, list[Any]]] | None) -> list[Any]:
    """Return what Python answers to a list of (call, arguments); a fault is {"error": remedy}.

    To None, it is the names of the calls that Python knows.
    """
    if calls is None:
        return list(CALLS)
    answers: list[Any] = []
    for call, args in calls:
        try:
            answers.append(plain(CALLS[call](*args)))
        except ValueError as error:
            answers.append({"error": str(error)})
    return answers


def in_javascript(calls: list[tuple[str, list[Any]]] | None) -> list[Any]:
    """Return what the scripts answer in Node; to None, the names of the calls that they know."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not there")
    given = json.dumps({"registers": VECTORS["registers"], "calls": calls})
    run = subprocess.run(
        [node, str(HERE / "run.js"), str(SCRIPTS)],
        input=given, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="session")
def python():
    """Return the function that asks Python."""
    return in_python


@pytest.fixture(scope="session")
def javascript():
    """Return the function that asks the scripts of a page."""
    return in_javascript
