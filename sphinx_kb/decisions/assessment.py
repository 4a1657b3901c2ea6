"""A register assessed: what each risk costs, what each option returns, what the budget buys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions import effects, frontier, sentences
from sphinx_kb.decisions.candidates import weighable
from sphinx_kb.decisions.pert import Range
from sphinx_kb.decisions.steps import step_by_step
from sphinx_kb.decisions.worth import worth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_kb.decisions.frontier import Choice
    from sphinx_kb.decisions.model import Register
    from sphinx_kb.decisions.steps import Step
    from sphinx_kb.decisions.worth import Worth
    from sphinx_kb.decisions.yearly import YearFigures, Years


class Pair(NamedTuple):
    """A year today, and with the options that the budget buys."""

    today: YearFigures
    after: YearFigures


class Lever(NamedTuple):
    """An input of a risk, and its average year if that were half or twice as large."""

    name: str
    value: float
    halved: float
    doubled: float


@dataclass(frozen=True)
class Assessment:
    """A register, and all that is printed of it."""

    register: Register
    sets: Sequence[Choice]  # the unbeaten ones; none if they cannot be compared
    chosen: Sequence[str]  # the options that the budget buys
    steps: Sequence[Step]  # they, the best for the money first
    sentence: str  # what the budget buys
    compared: int  # sets; 0 if they cannot be compared
    risks: Mapping[str, Pair]
    worths: Mapping[str, Worth]
    together: Pair

    @property
    def ranked(self) -> list[str]:
        """Return the risks, the largest expected loss first."""
        order = list(self.register.risks)
        return sorted(order, key=lambda name: (-self.register.risks[name].ale, order.index(name)))

    @property
    def bad_years(self) -> float:
        """Return the sum of the risks' P95: what one year in 20 costs if all bad years meet."""
        return sum(pair.today.p95 for pair in self.risks.values())


def assess(register: Register, years: Years) -> Assessment:
    """Return the assessment of a register; what is known of its years is taken from ``years``."""
    try:
        sets = frontier.frontier(register)
        sentence = sentences.bought(register, sets, register.budget)
        compared = 2 ** len(weighable(register))
    except ValueError as error:
        sets, sentence, compared = [], f"No best set: {error}.", 0
    best = frontier.best(sets, register.budget)
    chosen = frontier.names(register, best) if best else []
    limit = register.limit.loss if register.limit else None
    whole = register.together.loss if register.together else None
    today = {name: effects.after(register, name, []) for name in register.risks}
    after = {name: effects.after(register, name, chosen) for name in register.risks}
    return Assessment(
        register=register,
        sets=sets,
        chosen=chosen,
        steps=step_by_step(register, chosen),
        sentence=sentence,
        compared=compared,
        risks={
            name: Pair(years.one(today[name], limit), years.one(after[name], limit))
            for name in register.risks
        },
        worths={name: worth(register, name) for name in register.options},
        together=Pair(years.together(today.values(), whole), years.together(after.values(), whole)),
    )


def levers(register: Register, name: str) -> list[Lever]:
    """Return the inputs of a risk, the one that moves its average year most first."""
    risk = register.risks[name]
    found = []
    for what, given, other in (
        ("Events a year", risk.events, risk.loss.mean),
        ("Loss of one event", risk.loss, risk.events.mean),
    ):
        for place, end in enumerate(("lowest", "most likely", "highest")):
            if given.low == given.high and place:
                break
            label = what if given.low == given.high else f"{what}, {end}"
            moved = [_moved(given, place, factor).mean * other for factor in (0.5, 2.0)]
            found.append(Lever(label, given[place], *moved))
    return sorted(found, key=lambda one: one.halved - one.doubled)


def _moved(given: Range, place: int, factor: float) -> Range:
    """Return a range with one of its three values moved; of a single value, with all."""
    if given.low == given.high:
        return given.times(factor)
    values = list(given)
    values[place] *= factor
    return Range(*values)
