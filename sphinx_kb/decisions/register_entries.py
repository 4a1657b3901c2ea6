"""The entries of a register's file, each read by itself: its fields, and its faults.

A remedy stands behind the name of what it corrects: "correct 'R1.loss': write ...".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from sphinx_kb.decisions import show
from sphinx_kb.decisions.register_fields import (
    AfterFields,
    CostFields,
    Entry,
    Head,
    Limits,
    Point,
    ReductionFields,
)  # fmt: skip
from sphinx_kb.decisions.register_values import MOST, currency, nearest
from sphinx_kb.decisions.yaml_lines import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from sphinx_kb.decisions.yaml_lines import Document, Path

Fields = TypeVar("Fields", bound=Entry)
LISTS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "risks": (re.compile(r"[A-Z][A-Z0-9-]{0,11}"), "capitals, digits and hyphens, such as R1"),
    "options": (
        re.compile(r"[a-z][a-z0-9-]{0,30}"),
        "small letters, digits and hyphens, such as mfa",
    ),
}
REQUIRED = {  # the remedy where a field is missing
    "name": "write whose register it is",
    "as_of": "write the day of the estimates as YYYY-MM-DD",
    "title": "write a title",
    "scenario": "write who or what does what, and the effect, in one sentence",
    "owner": "write who decides about the risk and answers for it",
    "events": "write how often a year: once in 20 years is 0.05",
    "loss": "write what one event costs",
    "source": "write who estimated it, and on what evidence",
    "cost": "write the cost of a year; 0 if there is none",
}
_NESTED: Mapping[str, type[Entry]] = {
    "cost": CostFields,
    "reduces": ReductionFields,
    "after": AfterFields,
    "limits": Limits,
    "together": Point,
}


def sign(document: Document) -> str:
    """Return the sign of the register's currency; the dollar's while that is wrong."""
    try:
        return show.sign(currency(document.value.get("currency") or "USD"))
    except ValueError:
        return show.sign("USD")


def head(document: Document) -> Head | None:
    """Return what stands before the risks; None if the name or the day is missing or wrong."""
    given = {name: value for name, value in document.value.items() if name not in LISTS}
    while True:
        try:
            return Head.model_validate(_filled(given), context={"sign": sign(document)})
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) for problem in error.errors()}
            document.faults.extend(_faults(document, (), Head, error))
            if not wrong <= given.keys() - {"name", "as_of"}:
                return None
            given = {name: value for name, value in given.items() if name not in wrong}


def entries(document: Document, field: str, model: type[Fields]) -> dict[str, Fields]:
    """Return the entries of ``risks`` or ``options`` that are right by themselves."""
    given = document.value.get(field)
    pattern, remedy = LISTS[field]
    found: dict[str, Fields] = {}
    if given is None:
        return found
    if not isinstance(given, dict):
        document.faults.append(
            Fault(document.line((field,)), f"write {field} as 'name:' with fields under it")
        )
        return found
    for number, (name, value) in enumerate(given.items()):
        path = (field, name)
        line = document.line(path)
        if number == MOST:
            document.faults.append(
                Fault(line, f"keep at most {MOST}: a longer list is no register")
            )
            break
        if not pattern.fullmatch(name):
            document.faults.append(Fault(line, f"write the name '{name}' with {remedy}"))
            continue
        try:
            found[name] = model.model_validate(_filled(value), context={"sign": sign(document)})
        except ValidationError as error:
            document.faults.extend(_faults(document, path, model, error))
    return found


def written(document: Document, field: str) -> list[str]:
    """Return the well-formed names of the entries of ``risks`` or ``options``, right or wrong."""
    given = document.value.get(field)
    pattern, _ = LISTS[field]
    return [name for name in given if pattern.fullmatch(name)] if isinstance(given, dict) else []


def _filled(value: Any) -> Any:
    """Return a value without the fields that nothing stands behind."""
    if not isinstance(value, dict):
        return value
    return {name: _filled(item) for name, item in value.items() if item is not None}


def _faults(
    document: Document, path: Path, model: type[Entry], error: ValidationError
) -> list[Fault]:
    """Return the faults of one entry, or of the head, with their lines."""
    faults = []
    for problem in error.errors():
        whole = (*path, *problem["loc"])
        remedy = _remedy(problem, model)
        if problem["type"] != "missing":  # a part that the author did not write by itself
            while whole and whole not in document.lines:
                whole = whole[:-1]
        where = ".".join(str(part) for part in whole if part not in LISTS)
        faults.append(Fault(document.line(whole), f"correct '{where}': {remedy}"))
    return faults


def _remedy(problem: ErrorDetails, model: type[Entry]) -> str:
    """Return what to write, for a problem as pydantic has it."""
    kind, last = problem["type"], str(problem["loc"][-1]) if problem["loc"] else ""
    if kind == "value_error":
        return str(problem["ctx"]["error"])
    if kind == "missing":
        return REQUIRED[last]
    if kind == "extra_forbidden":
        around = [str(part) for part in problem["loc"][:-1]]
        of = next((_NESTED[part] for part in reversed(around) if part in _NESTED), model)
        return f"there is no such field{nearest(last, of.model_fields)}"
    return "write its fields under it, as 'field: value'"
