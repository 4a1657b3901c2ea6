"""How a number stands in a calculator: as an input that can be typed again, or as a result.

The twin is ``KBForms`` in kb-decide-forms.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sphinx_kb.decisions import show
from sphinx_kb.decisions.arithmetic import cents
from sphinx_kb.decisions.patch import PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_kb.decisions.inputs import Kind

Form = Literal["money", "short", "share", "chance", "percent", "percent1", "years", "two", "count", "days", "yes", "priority"
]  # fmt: skip


def as_input(value: float, kind: Kind, sign: str = "$") -> str:
    """Return a number as a field has it: 4,000,000 with its sign, 30%, 0.15."""
    if kind == "money":
        whole = cents(value) % 100 == 0
        return sign + show.digits(value, 0 if whole else 2)
    return f"{number(100 * value)}%" if kind == "share" else number(value)


def number(value: float) -> str:
    """Return a number with as many decimals as it needs to be read again as itself."""
    text = show.digits(value, 10 if value < 1000 else 4)
    return text.rstrip("0").rstrip(".")


def as_result(value: float | None, form: Form, sign: str = "$") -> str:
    """Return a result; None is "none", of years "never"."""
    if value is None:
        return _NOTHING.get(form, "none")
    return _FORMS[form](value, sign)


def _days(value: float) -> str:
    return f"within {show.digits(value, 0)} days"


_NOTHING: Mapping[Form, str] = {"years": "never", "days": "with the next upgrade"}


def _years(value: float) -> str:
    text = show.digits(value, 1)
    return f"{text} {'year' if text == '1.0' else 'years'}"


_FORMS: Mapping[Form, Callable[[float, str], str]] = {
    "money": show.money,
    "short": show.short,
    "share": lambda value, _: show.share(value),
    "chance": lambda value, _: show.chance(value),
    "percent": lambda value, _: show.percent(value),
    "percent1": lambda value, _: show.percent(value, 1),
    "years": lambda value, _: _years(value),
    "two": lambda value, _: show.digits(value, 2),
    "count": lambda value, _: show.count(value),
    "days": lambda value, _: _days(value),
    "yes": lambda value, _: "yes" if value else "no",
    "priority": lambda value, _: PRIORITIES[int(value)],
}
