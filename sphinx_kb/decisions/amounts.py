"""Numbers as people write them: 1,200,000 or 1.2M or 60%.

One grammar serves the register's file, the fields of a calculator and links with numbers: digits
with correct groups or none, decimals, k, M, B or bn, and a percent sign. No exponent and no sign;
spaces and underscores mean nothing. Each fault is a ValueError with the remedy. Every expression
here is linear, and what is too long for a number is not looked at. The twin is ``KBAmounts`` in
kb-decide-amounts.js.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.decisions import show
from sphinx_kb.decisions.pert import Range, single

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LARGEST = 1e12
MOST_EVENTS = 1000  # a year
LONGEST = 40  # characters of a number
_IGNORED = str.maketrans("", "", " \t\r\n_\u00a0\u2009\u202f")
_NUMBER = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([kK]|[mM]|[bB][nN]?)?(%)?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]{1,2}")
_POINTS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9}


def amount(text: str, sign: str = "$") -> float:
    """Return what a number is worth, a percentage as a share. Raises ValueError."""
    return _read(text, sign)[0]


def money(text: str, sign: str = "$") -> float:
    """Return an amount of money. Raises ValueError."""
    value, percent = _read(text, sign)
    if percent:
        raise ValueError("write an amount of money, not a percentage")
    return value


def rate(text: str) -> float:
    """Return a number of events a year. Raises ValueError."""
    value, percent = _read(text, "")
    if percent:
        raise ValueError("write a number a year: once in 20 years is 0.05")
    if value > MOST_EVENTS:
        raise ValueError("write at most 1,000 a year: what happens more often is a cost")
    return value


def number(text: str) -> float:
    """Return a plain number, of hours or of people. Raises ValueError."""
    value, percent = _read(text, "")
    if percent:
        raise ValueError("write a number, not a percentage")
    return value


def share(text: str) -> float:
    """Return a share between 0 and 1, from 30% or 0.3. Raises ValueError."""
    value, percent = _read(text, "")
    if value <= 1:
        return value
    if percent or value > 100:
        raise ValueError("write at most 100%")
    raise ValueError(f"write {show.count(value)}%, or a share such as {show.count(value / 100)}")


def three(texts: Sequence[str], read: Callable[[str], float]) -> Range:
    """Return the range of one number, or of three in their order, each read by ``read``."""
    if len(texts) == 1:
        return single(read(texts[0]))
    if len(texts) != 3:
        raise ValueError("write one number, or three: lowest, most likely, highest")
    low, likely, high = (read(text) for text in texts)
    if not low <= likely <= high:
        raise ValueError("write the lowest, the most likely and the highest in this order")
    return Range(low, likely, high)


def _read(text: str, sign: str) -> tuple[float, bool]:
    """Return a number's value, and whether it is a percentage."""
    plain = text.translate(_IGNORED).replace("\N{MINUS SIGN}", "-")
    mark = sign.translate(_IGNORED)
    minus, size = plain[: plain.startswith("-")], plain.removeprefix("-")
    if mark and size.startswith(mark):
        size = size.removeprefix(mark)
    elif mark:
        size = size.removesuffix(mark)
    plain = minus + size
    if not plain:
        raise ValueError("write a number")
    found = _NUMBER.fullmatch(plain) if len(plain) <= LONGEST else None
    if not found:
        raise ValueError(_remedy(plain[: LONGEST + 1]))
    negative, whole, part, scale, percent = found.groups()
    if negative:
        raise ValueError("write a number that is not negative")
    value = float(whole.replace(",", "") + (part or "")) * _SCALES[(scale or "").lower()]
    value = value / 100 if percent else value
    if value > LARGEST:
        raise ValueError("write a number below 1,000,000,000,000")
    return value, bool(percent)


def _remedy(plain: str) -> str:
    """Return what to write in place of a text that is no number here."""
    if _COMMA.fullmatch(plain):
        return f"write {plain.replace(',', '.')} with a point, not a comma"
    if _POINTS.fullmatch(plain):
        return f"write {plain.replace('.', ',')} with commas, not points"
    return "write a number such as 250,000 or 250k or 1.2M"
