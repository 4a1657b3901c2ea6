"""A register: years from the fine grid, the best sets, and what its options are worth."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_kb.decisions.export import as_data
from sphinx_kb.decisions.register import read
from tools.decision_vectors.exact import OPTIONS
from tools.decision_vectors.grid import Grid
from tools.decision_vectors.sets import after, average, best
from tools.decision_vectors.vector import CENT, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    Data = dict[str, Any]

FILE = Path(__file__).parents[2] / "tests" / "engine" / "decisions" / "register.yml"
SIX = ["mfa", "network", "backups", "edr", "awareness", "dlp"]
BUDGETS = (0, 5_000, 19_999.99, 20_000, 60_000, 75_000, 130_999.99, 131_000, 150_000, 1e9)
LARGEST_THREE = ["R1", "R2", "R4"]


@cache
def northwind() -> Data:
    """Return the register of the articles, as the specification has it."""
    register, faults = read(FILE.read_text("utf-8"))
    if register is None or faults:
        raise SystemExit(f"{FILE}: {faults}")
    return as_data(register)


def additive() -> Data:
    """Return a register in which effects add: T6."""
    sure = {"events": [1.0] * 3, "loss": [1e6] * 3}
    base = {
        "once": 0,
        "years": 1,
        "needs": [],
        "instead_of": [],
        "must": False,
        "status": "proposed",
    }
    options = {}
    for name, (cost, avoided) in OPTIONS.items():
        effect = {
            "events": [avoided / 1e6] * 3,
            "loss": [0.0] * 3,
            "after_events": None,
            "after_loss": None,
        }
        options[name.lower()] = {
            **base,
            "title": name,
            "cost": cost,
            "yearly": cost,
            "effects": {name: effect},
        }
    risks = {name: {"title": name, **sure} for name in OPTIONS}
    return {"name": "T6", "currency": "USD", "rate": None, "risks": risks, "options": options}


def vectors() -> Iterator[Vector]:
    """Yield the vectors of registers."""
    data = northwind()
    for risk in data["risks"]:
        exact = average(data, risk)
        yield Vector(
            "R", f"{risk}: average", "register.average", ["northwind", risk, []], exact, 1e-6
        )
    for risk, chosen in (
        ("R1", []),
        ("R2", []),
        ("R4", []),
        ("R1", ["mfa"]),
        ("R1", ["mfa", "network"]),
        ("R2", ["callback"]),
    ):
        grid = Grid([after(data, risk, chosen)])
        name = f"{risk} with {' and '.join(chosen) or 'nothing'}"
        for share in (0.9, 0.95, 0.99):
            amount = grid.percentile(share)
            args = ["northwind", [risk], chosen, share]
            yield Vector(
                "R", f"{name}: P{100 * share:g}", "register.percentile", args, amount, 4e-5 * amount
            )
        chance = grid.over(1e6)
        args = ["northwind", [risk], chosen, 1e6]
        yield Vector("R", f"{name}: over 1M", "register.over", args, chance, 5e-5 * chance)
    every, bought = list(data["risks"]), best(data, list(data["options"]), 150_000)[0]
    for name, risks, chosen in (
        ("the largest three", LARGEST_THREE, []), ("all", every, []), ("all, after the best set", every, bought),
    ):  # fmt: skip
        grid = Grid([after(data, risk, chosen) for risk in risks])
        args = ["northwind", risks, chosen]
        amount, chance = grid.percentile(0.95), grid.over(3e6)
        yield Vector(
            "R", f"{name}: P95", "register.percentile", [*args, 0.95], amount, 5e-5 * amount
        )
        yield Vector("R", f"{name}: over 3M", "register.over", [*args, 3e6], chance, 5e-4 * chance)
    for name, options in (("northwind", list(data["options"])), ("six", SIX)):
        for budget in BUDGETS:
            chosen, cost, more = best(data, options, budget)
            expected = {"names": chosen, "cost": cost, "avoided": more}
            yield Vector(
                "B", f"{name}: {budget:,.2f}", "register.best", [name, budget], expected, CENT
            )
    chosen, cost, more = best(additive(), [name.lower() for name in OPTIONS], 150_000)
    expected = {"names": chosen, "cost": cost, "avoided": more}
    yield Vector("T6", "the best set", "register.best", ["additive", 150_000], expected, CENT)
    overlap = sum(average(data, risk) - average(data, risk, ["mfa", "backups"]) for risk in every)
    yield Vector(
        "B",
        "MFA and backups overlap",
        "register.avoided",
        ["northwind", ["mfa", "backups"]],
        overlap,
        CENT,
    )
    yield from worth(data)


def worth(data: Data) -> Iterator[Vector]:
    """Yield what options are worth alone, beside what they need."""
    for name, option in data["options"].items():
        needs = option["needs"]
        more = sum(
            average(data, risk, needs) - average(data, risk, [*needs, name])
            for risk in data["risks"]
        )
        cost = option["cost"]
        expected: Data = {
            "avoided": more,
            "net": more - cost,
            "ratio": more / cost if cost else None,
            "break_even": cost / sum(average(data, risk) for risk in option["effects"]),
        }
        yield Vector("W", name, "register.worth", ["northwind", name], expected, 1e-6)
    ransomware = average(data, "R1")
    ends = {"low": ransomware * 0.35, "high": ransomware * 0.65}
    yield Vector("W", "mfa, low to high", "register.worth", ["northwind", "mfa"], ends, 1e-6)
