"""Reading a register from its file, with every fault in one run.

A fault names the line and what to write. A risk or an option with a fault is left out, and so is
what rests on it; the rest is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.decisions import register_checks as checks
from sphinx_kb.decisions import yaml_lines
from sphinx_kb.decisions.frontier import frontier
from sphinx_kb.decisions.model import Effect, Option, Register, Risk
from sphinx_kb.decisions.pert import single
from sphinx_kb.decisions.register_entries import entries, head, written
from sphinx_kb.decisions.register_fields import OptionFields, RiskFields
from sphinx_kb.decisions.yaml_lines import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_kb.decisions.pert import Range
    from sphinx_kb.decisions.register_checks import Problem
    from sphinx_kb.decisions.register_fields import Head
    from sphinx_kb.decisions.yaml_lines import Document

    Control = Callable[[str], str | None]


def read(source: str, control: Control | None = None) -> tuple[Register | None, list[Fault]]:
    """Return the register of a file's text, and its faults in the order of their lines.

    The register is None where the file is empty, or the name or the day of the whole is missing
    or wrong. ``control`` returns the remedy for a control that no framework has; such a control
    is left out.
    """
    document = yaml_lines.read(source)
    if not document.value:
        return None, document.faults
    top = head(document)
    fields = entries(document, "risks", RiskFields)
    risks = {
        name: _risk(document, name, each, top, control) for name, each in fields.items() if top
    }
    options = _sound(document, entries(document, "options", OptionFields), fields)
    register = None
    if top:
        register = Register(
            top.name,
            top.as_of,
            risks,
            {name: _option(each, risks) for name, each in options.items()},
            note=top.note,
            illustrative=top.illustrative,
            currency=top.currency,
            average=top.limits.average,
            limit=top.limits.limit,
            together=top.limits.together.limit,
            budget=top.budget,
            rate=top.rate,
        )
        try:
            frontier(register)
        except ValueError as error:
            remedy = f"{error} (the page shows no best set)"
            document.faults.append(Fault(document.line(("options",)), remedy))
    return register, sorted(set(document.faults))


def _risk(
    document: Document, name: str, fields: RiskFields, top: Head, control: Control | None
) -> Risk:
    estimated = fields.estimated or top.as_of
    controls = []
    for number, each in enumerate(fields.controls):
        if control and (remedy := control(each)):
            line = document.line(("risks", name, "controls", number))
            document.faults.append(Fault(line, remedy))
        else:
            controls.append(each)
    if fields.review_by and fields.review_by < estimated:
        line = document.line(("risks", name, "review_by"))
        remedy = f"correct '{name}.review_by': write a day after the estimate of {estimated}"
        document.faults.append(Fault(line, remedy))
    return Risk(**{**dict(fields), "estimated": estimated, "controls": tuple(controls)})


def _sound(
    document: Document, options: Mapping[str, OptionFields], risks: Mapping[str, RiskFields]
) -> dict[str, OptionFields]:
    """Return the options that fit the rest of the register; note the faults of the others."""

    def without(
        problems: Iterable[Problem], left: Mapping[str, OptionFields]
    ) -> dict[str, OptionFields]:
        lost = set()
        for option, path, remedy, fatal in problems:
            if path:
                document.faults.append(Fault(document.line(("options", *path)), remedy))
            if fatal:
                lost.add(option)
        return checks.without(left, lost, risks)

    problems = [
        *checks.of_effects(options, written(document, "risks")),
        *checks.of_references(options, written(document, "options")),
        *checks.of_estimates(options, risks),
    ]
    left = without(problems, options)
    left = without(checks.of_circles(left), left)
    return without(checks.of_exclusions(left), left)


def _option(fields: OptionFields, risks: Mapping[str, Risk]) -> Option:
    effects = {
        risk: Effect(effect.events or single(0.0), effect.loss or single(0.0))
        for risk, effect in fields.reduces.items()
    }
    for risk, effect in fields.after.items():
        today = risks[risk]
        events = _taken(today.events, effect.events)
        effects[risk] = Effect(events, _taken(today.loss, effect.loss), effect.events, effect.loss)
    cost = fields.cost
    return Option(
        title=fields.title,
        source=fields.source,
        payer=fields.payer,
        once=cost.once,
        yearly=cost.yearly,
        years=cost.years or 1,
        effects=effects,
        needs=fields.needs,
        instead_of=fields.instead_of,
        must=fields.must,
        status=fields.status,
    )


def _taken(today: Range, after: Range | None) -> Range:
    """Return the share that a new estimate takes away, by its mean."""
    return single(1 - after.mean / today.mean if after else 0.0)
