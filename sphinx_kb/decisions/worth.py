"""What one option is worth, with nothing beside it but what it needs.

The twin is ``KBWorth.worth`` in kb-decide-worth.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions.arithmetic import total
from sphinx_kb.decisions.effects import alone
from sphinx_kb.decisions.money import npv, rosi

if TYPE_CHECKING:
    from sphinx_kb.decisions.model import Register


class Worth(NamedTuple):
    """Figures of an average year, and of the years over which its setup is spread."""

    avoided: float
    low: float  # avoided with its own effect at worst
    high: float  # and at best
    net: float
    ratio: float | None  # per unit of its cost; None: it is free
    rosi: float | None
    break_even: float | None  # the share of the losses it acts on that it has to remove to pay
    payback: float | None  # years until the setup is recovered; None: never, or no setup
    present_value: float | None  # None without a setup or a rate of interest


def worth(register: Register, name: str) -> Worth:
    """Return what an option is worth."""
    option = register.options[name]
    more = alone(register, name)
    returned = rosi(more, 0.0, option.cost)
    acted_on = total(register.risks[risk].ale for risk in option.effects)
    yearly = more - option.yearly
    present_value = None
    if option.once > 0 and register.rate is not None:
        present_value = npv(option.once, [yearly] * option.years, register.rate)
    return Worth(
        avoided=more,
        low=alone(register, name, "worst"),
        high=alone(register, name, "best"),
        net=returned.net,
        ratio=returned.ratio,
        rosi=returned.rosi,
        break_even=option.cost / acted_on if acted_on > 0 else None,
        payback=option.once / yearly if option.once > 0 and yearly > 0 else None,
        present_value=present_value,
    )
