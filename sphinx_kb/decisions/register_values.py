"""The values of _data/risks.yml, as authors write them.

Each function takes what YAML has, a text, a list or a mapping, and raises ValueError with the
remedy.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from sphinx_kb.decisions import amounts
from sphinx_kb.decisions.currencies import CODES
from sphinx_kb.decisions.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_kb.decisions.pert import Range

LONGEST_SETUP = 50  # years
MOST = 60  # risks, and options
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_STATUSES = get_args(Status)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ": did you mean 'x'?" for the known word that one resembles, else nothing."""
    folded = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold()[:100], list(folded), n=1, cutoff=0.6)
    return f": did you mean '{folded[found[0]]}'?" if found else ""


def text(value: Any, longest: int = 300) -> str:
    """Return a value as one line of plain text."""
    if not isinstance(value, str):
        raise ValueError("write plain text")  # noqa: TRY004
    line = " ".join(value.split())
    if len(line) > longest:
        raise ValueError(f"shorten it by {len(line) - longest} characters")
    return line


def names(value: Any) -> tuple[str, ...]:
    """Return names from a list, or from a text with commas; each once."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("write a list: [one, another]")
    return tuple(dict.fromkeys(" ".join(item.split()) for item in few(items) if item.strip()))


def few(value: Any) -> Any:
    """Return a list or a mapping that is no longer than a register."""
    if isinstance(value, list | dict) and len(value) > MOST:
        raise ValueError(f"keep at most {MOST}")
    return value


def day(value: Any) -> date:
    """Return a day."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("write the day as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"write a day that exists: '{value}' does not") from None


def flag(value: Any) -> bool:
    """Return whether a flag is set."""
    found = _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("write true or false")
    return found


def money(value: Any, sign: str) -> float:
    """Return an amount of money."""
    return amounts.money(_one(value), sign)


def share(value: Any) -> float:
    """Return a share."""
    return amounts.share(_one(value))


def amounts_of_money(value: Any, sign: str) -> Range:
    """Return a range of money."""
    return amounts.three(_some(value), lambda one: amounts.money(one, sign))


def rates(value: Any) -> Range:
    """Return a range of events a year."""
    return amounts.three(_some(value), amounts.rate)


def reductions(value: Any) -> Range:
    """Return a range of shares that are taken away."""
    return amounts.three(_some(value), _reduction)


def years(value: Any) -> int:
    """Return the years that a setup lasts."""
    number = amounts.number(_one(value))
    if number != int(number) or not 1 <= number <= LONGEST_SETUP:
        raise ValueError("write how many years the setup lasts")
    return int(number)


def currency(value: Any) -> str:
    """Return the code of a currency."""
    code = text(value)
    if code not in CODES:
        raise ValueError(f"write a code of ISO 4217{nearest(code, CODES)}")
    return code


def status(value: Any) -> str:
    """Return the status of an option."""
    word = text(value)
    if word not in _STATUSES:
        raise ValueError(f"write one of {', '.join(_STATUSES)}{nearest(word, _STATUSES)}")
    return word


def _reduction(written: str) -> float:
    value = amounts.amount(written, "")
    if value > 1:
        raise ValueError("write a reduction of at most 100%")
    return value


def _one(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("write a number")  # noqa: TRY004
    return value


def _some(value: Any) -> list[str]:
    """Return the texts of one number, or of several."""
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(written, str) for written in texts):
        raise ValueError("write one number, or three: lowest, most likely, highest")
    return texts
