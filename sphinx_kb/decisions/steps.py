"""A set of options in the order in which it pays.

The twin is ``KBRegister.stepByStep`` in kb-decide-register.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions.arithmetic import cents
from sphinx_kb.decisions.candidates import in_place
from sphinx_kb.decisions.effects import avoided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_kb.decisions.model import Register


class Step(NamedTuple):
    """An option of a set, with what it adds to those before it."""

    name: str
    adds: float
    ratio: float | None  # per unit of its cost; None: it is free


def step_by_step(register: Register, chosen: Iterable[str]) -> list[Step]:
    """Return the options of a set, each with what it adds, the best per unit of money first.

    Next is the option that adds most per unit of its cost to those before it, whose needs are
    there; free ones come first, and ties are broken by what they add, then by the file. An option
    whose needs are not in the set is left out.
    """
    waiting = sorted(chosen, key=list(register.options).index)
    there = in_place(register.options)
    steps: list[Step] = []
    while True:
        before = [step.name for step in steps]
        now = avoided(register, before)
        ready = [
            Step(name, adds, adds / option.cost if cents(option.cost) > 0 else None)
            for name in waiting
            if set((option := register.options[name]).needs) <= {*before, *there}
            for adds in [avoided(register, [*before, name]) - now]
        ]
        if not ready:
            return steps
        first = max(ready, key=lambda step: _rank(register, step))
        steps.append(first)
        waiting.remove(first.name)


def _rank(register: Register, step: Step) -> tuple[bool, float, int]:
    """Return by what the next option is chosen, in cents, so that no last bit decides."""
    cost, adds = cents(register.options[step.name].cost), cents(step.adds)
    return cost <= 0, adds / cost if cost > 0 else 0.0, adds
