"""The register as plain data, for the scripts of a page and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_kb.decisions.model import Effect, Limit, Option, Register


def as_data(register: Register) -> dict[str, Any]:
    """Return a register as lists, texts and numbers, as kb-decide-register.js takes it.

    Texts are as written: whoever puts them into a page escapes them.
    """
    return {
        "name": register.name,
        "currency": register.currency,
        "limits": {
            "average": register.average,
            "one": _limit(register.limit),
            "together": _limit(register.together),
        },
        "budget": register.budget,
        "rate": register.rate,
        "risks": {
            name: {"title": risk.title, "events": list(risk.events), "loss": list(risk.loss)}
            for name, risk in register.risks.items()
        },
        "options": {name: _option(option) for name, option in register.options.items()},
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "title": option.title,
        "cost": option.cost,
        "once": option.once,
        "yearly": option.yearly,
        "years": option.years,
        "effects": {risk: _effect(effect) for risk, effect in option.effects.items()},
        "needs": list(option.needs),
        "instead_of": list(option.instead_of),
        "must": option.must,
        "status": option.status,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "events": list(effect.events),
        "loss": list(effect.loss),
        "after_events": list(effect.after_events) if effect.after_events else None,
        "after_loss": list(effect.after_loss) if effect.after_loss else None,
    }


def _limit(limit: Limit | None) -> dict[str, float] | None:
    return limit._asdict() if limit else None
