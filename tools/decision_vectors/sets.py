"""What sets of options leave of a register, and the best of them by trying every one."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Any

from tools.decision_vectors.grid import Three, mean
from tools.decision_vectors.vector import CENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    Data = dict[str, Any]


def left(register: Data, risk: str, chosen: Sequence[str]) -> tuple[float, float]:
    """Return the shares of events and of loss that a set leaves of a risk."""
    effects = [register["options"][name]["effects"].get(risk) for name in chosen]
    acting = [effect for effect in effects if effect]
    return (
        math.prod(1 - mean(effect["events"]) for effect in acting),
        math.prod(1 - mean(effect["loss"]) for effect in acting),
    )


def average(register: Data, risk: str, chosen: Sequence[str] = ()) -> float:
    """Return the average year of a risk with a set in place."""
    given = register["risks"][risk]
    events, loss = left(register, risk, chosen)
    return mean(given["events"]) * events * mean(given["loss"]) * loss


def after(register: Data, risk: str, chosen: Sequence[str]) -> tuple[Three, Three]:
    """Return the ranges of a risk with a set in place; of one option that was estimated anew, its own."""
    given = register["risks"][risk]
    acting = [name for name in chosen if risk in register["options"][name]["effects"]]
    events, loss = left(register, risk, chosen)
    ranges = [[events * each for each in given["events"]], [loss * each for each in given["loss"]]]
    if len(acting) == 1:
        effect = register["options"][acting[0]]["effects"][risk]
        own = (effect["after_events"], effect["after_loss"])
        if any(own):
            ranges = [own[0] or given["events"], own[1] or given["loss"]]
    (a, b, c), (d, e, f) = ranges
    return (a, b, c), (d, e, f)


def best(register: Data, options: Sequence[str], budget: float) -> tuple[list[str], float, float]:
    """Return the best of all subsets that a budget buys: its options, cost and loss avoided."""
    given = register["options"]
    today = {risk: average(register, risk) for risk in register["risks"]}
    found = []
    for size in range(len(options) + 1):
        for chosen in combinations(options, size):
            if any(not set(given[name]["needs"]) <= set(chosen) for name in chosen):
                continue
            cost = sum(given[name]["cost"] for name in chosen)
            if cost > budget + CENT / 2:
                continue
            more = sum(
                all_of_it * (1 - math.prod(left(register, risk, chosen)))
                for risk, all_of_it in today.items()
            )
            found.append(
                (round(100 * (more - cost)), -round(100 * cost), -size, chosen, cost, more)
            )
    *_, chosen, cost, more = max(found, key=lambda one: one[:3])
    return list(chosen), cost, more
