"""What options leave of risks.

An option leaves a share of a risk's events and a share of its loss; several leave the product.
So none avoids more beside others than alone, and overlap is never added up. Options that are
``done`` act on no figure: they are part of today. The twin is ``KBRegister`` in
kb-decide-register.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sphinx_kb.decisions.arithmetic import total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_kb.decisions.model import Effect, Register
    from sphinx_kb.decisions.pert import Range

At = Literal["worst", "mean", "best"]


def left(effect: Effect, at: At = "mean") -> tuple[float, float]:
    """Return the shares of events and of loss that one effect leaves."""
    return 1 - _end(effect.events, at), 1 - _end(effect.loss, at)


def remaining(register: Register, chosen: Iterable[str] = ()) -> dict[str, float]:
    """Return the loss of an average year of each risk, once the chosen options are in place."""
    result = {name: risk.ale for name, risk in register.risks.items()}
    for name in chosen:
        option = register.options[name]
        if option.status == "done":
            continue
        for risk, effect in option.effects.items():
            events, loss = left(effect)
            result[risk] = result[risk] * events * loss
    return result


def expected(register: Register, chosen: Iterable[str] = ()) -> float:
    """Return the loss of an average year of all risks together."""
    return total(remaining(register, chosen).values())


def avoided(register: Register, chosen: Iterable[str]) -> float:
    """Return what a set of options avoids in an average year."""
    return expected(register) - expected(register, chosen)


def needed(register: Register, name: str) -> list[str]:
    """Return what an option needs, and what that needs in turn."""
    found: list[str] = []
    waiting = list(register.options[name].needs)
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found.append(one)
            waiting += register.options[one].needs
    return found


def alone(register: Register, name: str, at: At = "mean") -> float:
    """Return what an option avoids with nothing beside it but what it needs.

    Its own effect is taken at its worst, mean or best; that of what it needs at its mean. With
    both at their worst the other would leave more to avoid, and the low end would exceed the high.
    """
    before = remaining(register, needed(register, name))
    return total(
        before[risk] * (1 - events * loss)
        for risk, effect in register.options[name].effects.items()
        for events, loss in [left(effect, at)]
    )


def after(register: Register, risk: str, chosen: Iterable[str]) -> tuple[Range, Range]:
    """Return the ranges of events and of loss of a risk, once options are in place.

    A single option that was estimated anew has its own ranges; beside others its share counts.
    """
    today = register.risks[risk]
    options = (register.options[name] for name in chosen)
    acting = [o.effects[risk] for o in options if risk in o.effects and o.status != "done"]
    if len(acting) == 1 and (acting[0].after_events or acting[0].after_loss):
        return acting[0].after_events or today.events, acting[0].after_loss or today.loss
    events = loss = 1.0
    for effect in acting:
        of_events, of_loss = left(effect)
        events *= of_events
        loss *= of_loss
    return today.events.times(events), today.loss.times(loss)


def allowed(register: Register, chosen: Collection[str]) -> bool:
    """Return whether a set has what its options need, excludes none, and holds each ``must``."""
    options = register.options
    return all(
        set(options[name].needs) <= set(chosen) and not set(options[name].instead_of) & set(chosen)
        for name in chosen
    ) and all(name in chosen for name, option in options.items() if option.must)


def _end(removed: Range, at: At) -> float:
    """Return the share that is taken away."""
    return {"worst": removed.low, "mean": removed.mean, "best": removed.high}[at]
