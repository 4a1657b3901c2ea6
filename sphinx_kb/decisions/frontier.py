"""The best set of options that a budget buys, found exactly.

The frontier has every set that no cheaper one beats in net, from the cheapest on. What is best of
one block of options is best beside whatever is chosen of another, and in a block all subsets are
compared. Money is compared in cents, so that no last bit decides. The twin is ``KBRegister`` in
kb-decide-register.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions.arithmetic import cents
from sphinx_kb.decisions.candidates import HALF_CENT, available, blocks, in_place
from sphinx_kb.decisions.effects import left
from sphinx_kb.decisions.model import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_kb.decisions.model import Register

MOST_PAIRS = 200_000  # of sets of two blocks; costs in round numbers give some thousand


class Choice(NamedTuple):
    """Options together, by their places in the file; what they cost and avoid in a year."""

    places: tuple[int, ...]
    cost: float
    avoided: float

    @property
    def net(self) -> float:
        """Return what the set avoids less what it costs."""
        return self.avoided - self.cost


def frontier(register: Register) -> list[Choice]:
    """Return the unbeaten sets, from the cheapest on; none if an obligation cannot be met.

    Raises ValueError with the remedy where there is too much to compare.
    """
    open_to_choice = available(register)
    if any(
        option.must and option.status in OPEN and name not in open_to_choice
        for name, option in register.options.items()
    ):
        return []
    result = [Choice((), 0.0, 0.0)]
    for block in blocks(register):
        own = _sets(register, block)
        if len(result) * len(own) > MOST_PAIRS:
            raise ValueError("round the costs of the options: too many sets compete")
        result = _unbeaten(_merged(one, other) for one in result for other in own)
    return result


def best(sets: Sequence[Choice], budget: float) -> Choice | None:
    """Return the best set of a frontier that a budget buys; None if obligations cost more."""
    return next((one for one in reversed(sets) if one.cost <= budget + HALF_CENT), None)


def names(register: Register, choice: Choice) -> list[str]:
    """Return the ids of a set's options, in the order of the file."""
    ids = list(register.options)
    return [ids[place] for place in choice.places]


def _merged(one: Choice, other: Choice) -> Choice:
    places = tuple(sorted(one.places + other.places))
    return Choice(places, one.cost + other.cost, one.avoided + other.avoided)


def _unbeaten(sets: Iterable[Choice]) -> list[Choice]:
    """Return, from the cheapest on, the sets that no cheaper one beats in net.

    Of sets that cost and avoid the same to the cent, the one with fewer options stays, then the
    one whose options stand first in the file.
    """
    kept: list[Choice] = []
    for one in sorted(sets, key=_rank):
        if not kept or one.net > kept[-1].net + HALF_CENT:
            kept.append(one)
    return kept


def _rank(one: Choice) -> tuple[int, int, int, tuple[int, ...]]:
    return cents(one.cost), -cents(one.avoided), len(one.places), one.places


def _sets(register: Register, block: Sequence[str]) -> list[Choice]:
    """Return the unbeaten sets of one block, all subsets compared."""
    order = list(register.options)
    places = [order.index(name) for name in block]
    options = [register.options[name] for name in block]
    risks = {risk: register.risks[risk].ale for option in options for risk in option.effects}
    shares = [
        [(risk, events * loss) for risk, (events, loss) in acting.items()]
        for acting in ({r: left(e) for r, e in option.effects.items()} for option in options)
    ]
    found: list[Choice] = []

    def walk(i: int, chosen: tuple[int, ...], cost: float, more: float) -> None:
        """Decide on option i of the block, with what is left of each risk in ``risks``."""
        if i == len(block):
            if _fits(register, block, {block[k] for k in chosen}):
                found.append(Choice(tuple(places[k] for k in chosen), cost, more))
            return
        walk(i + 1, chosen, cost, more)
        before = [(risk, risks[risk]) for risk, _ in shares[i]]
        for risk, share in shares[i]:
            more += risks[risk] * (1 - share)
            risks[risk] *= share
        walk(i + 1, (*chosen, i), cost + options[i].cost, more)
        risks.update(before)

    walk(0, (), 0.0, 0.0)
    return _unbeaten(found)


def _fits(register: Register, block: Sequence[str], chosen: set[str]) -> bool:
    """Return whether a set of a block has what it needs, excludes none, and holds each must."""
    options = register.options
    there = chosen | in_place(options)
    return all(
        set(options[name].needs) <= there and not set(options[name].instead_of) & chosen
        for name in chosen
    ) and all(name in chosen for name in block if options[name].must)
