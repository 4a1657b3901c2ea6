"""How figures are printed: the same characters from Python and from a browser.

``format()``, ``round()``, ``toFixed()`` and ``Intl`` take halves differently, so the rule is ours:
halves go up, and a trillionth is given. Money is printed to the unit or in millions with two
decimals, chances to a tenth of a percent and never as none, because ranges are judgments. The
twin is ``KBShow`` in kb-decide-show.js.
"""

from __future__ import annotations

import math

GIVEN = 1e-12  # so that what is nearly half goes up
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪"}


def sign(currency: str) -> str:
    """Return what stands before an amount: a sign, or the ISO 4217 code and a space."""
    return _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")


def digits(value: float, places: int) -> str:
    """Return a number with so many decimals and with commas; -0 is 0."""
    scale = 10**places
    size = abs(value) * scale
    whole = math.floor(size + min(size * GIVEN, 0.001) + 0.5)
    text = f"{whole // scale:,}" + (f".{whole % scale:0{places}d}" if places else "")
    return f"-{text}" if value < 0 and whole else text


def money(value: float | None, sign: str = "$") -> str:
    """Return money to the unit; None is "none"."""
    return "none" if value is None else _signed(digits(value, 0), sign)


def short(value: float, sign: str = "$") -> str:
    """Return money as one says it: $0.56M, $42k, $2bn."""
    size = abs(value)
    if size >= 999_500_000:
        text = digits(size / 1e9, 2).removesuffix(".00") + "bn"
    elif size >= 100_000:
        text = digits(size / 1e6, 2).removesuffix(".00") + "M"
    elif size >= 1_000:
        text = digits(size / 1e3, 0) + "k"
    else:
        text = digits(size, 0)
    return _signed(f"-{text}" if value < 0 and text != "0" else text, sign)


def share(value: float | None, places: int = 1) -> str:
    """Return a share of a whole in percent; what is too small or too large to print is told."""
    if value is None:
        return "none"
    least = 0.5 / 10**places / 100
    if 0 < value < least * (1 - GIVEN):
        return f"under {digits(1 / 10**places, places)}%"
    if 1 - least * (1 - GIVEN) < value < 1:
        return f"over {digits(100 - 1 / 10**places, places)}%"
    return percent(value, places)


def percent(value: float | None, places: int = 0) -> str:
    """Return a ratio in percent, which may be below 0 or over 100, as a return is."""
    return "none" if value is None else digits(100 * value, places) + "%"


def chance(value: float) -> str:
    """Return the chance of more than an amount: never 0, for a range is a judgment."""
    return "under 0.1%" if value < 0.0005 * (1 - GIVEN) else share(value)


def count(value: float) -> str:
    """Return a count with at most four decimals, without idle zeros."""
    if 0 < value < 0.00005 * (1 - GIVEN):
        return "under 0.0001"
    return digits(value, 4).rstrip("0").rstrip(".")


def per_dollar(ratio: float | None) -> str:
    """Return what a unit of money avoids; None, of what costs nothing, is "free"."""
    return "free" if ratio is None else digits(ratio, 2)


def years(value: float) -> str:
    """Return a yearly chance as years of a hundred, or as one year of so many."""
    if value <= 0:
        return "in no year"
    if value >= 0.995:
        return "nearly every year"
    if value >= 0.0095:
        many = digits(100 * value, 0)
        return f"in about {many} year{'' if many == '1' else 's'} of 100"
    return f"in about 1 year of {digits(1 / value, 0)}"


def _signed(text: str, sign: str) -> str:
    return f"-{sign}{text[1:]}" if text.startswith("-") else sign + text
