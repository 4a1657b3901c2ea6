"""The options that a best set may hold, in blocks that can be weighed apart.

The twin is ``KBRegister`` in kb-decide-register.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.decisions.effects import left
from sphinx_kb.decisions.model import OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_kb.decisions.model import Option, Register

MOST = 14  # options of one block: 16,384 subsets
HALF_CENT = 0.005


def blocks(register: Register) -> list[list[str]]:
    """Return the options that are worth weighing, those together that touch one another.

    Options touch where they act on the same risk, or one needs or excludes the other. Raises
    ValueError with the remedy where a block is too large to compare all its subsets.
    """
    options = weighable(register)
    found: list[tuple[set[str], set[str]]] = []  # what a block touches, and its options
    for name, option in options.items():
        touched = {name, *option.needs, *option.instead_of, *option.effects}
        members = {name}
        for block in [block for block in found if block[0] & touched]:
            found.remove(block)
            touched |= block[0]
            members |= block[1]
        found.append((touched, members))
    most = max((len(members) for _, members in found), default=0)
    if most > MOST:
        raise ValueError(f"combine options: {most} act on the same risks, {MOST} can be weighed")
    return [[name for name in options if name in members] for _, members in found]


def weighable(register: Register) -> dict[str, Option]:
    """Return the available options that cost no more than they avoid, or that others rest on.

    Since effects multiply, an option avoids at most what it avoids with nothing beside it: what
    costs more is in no best set, unless it is an obligation or another needs it.
    """
    options = available(register)
    needed = {name for option in options.values() for name in option.needs}
    return {
        name: option
        for name, option in options.items()
        if option.must or name in needed or _most(register, option) > option.cost + HALF_CENT
    }


def available(register: Register) -> dict[str, Option]:
    """Return the open options, without those that need or exclude what is settled otherwise."""
    done = in_place(register.options)
    barred = {other for name in done for other in register.options[name].instead_of}
    options = {
        name: option
        for name, option in register.options.items()
        if option.status in OPEN and name not in barred and not done & set(option.instead_of)
    }
    while lost := {
        name for name, option in options.items() if not set(option.needs) <= options.keys() | done
    }:
        options = {name: option for name, option in options.items() if name not in lost}
    return options


def in_place(options: Mapping[str, Option]) -> set[str]:
    """Return the options that are done."""
    return {name for name, option in options.items() if option.status == "done"}


def _most(register: Register, option: Option) -> float:
    """Return the most that an option can avoid: what it worsens is not counted against it."""
    result = 0.0
    for risk, effect in option.effects.items():
        events, loss = left(effect)
        result += max(0.0, register.risks[risk].ale * (1 - events * loss))
    return result
