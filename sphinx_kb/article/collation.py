"""The order of names as readers expect it: É beside E, and the same on every machine.

The locale of a machine would say otherwise on each, and an own order for each language needs
the tables of ICU, which no pure package of Python carries. Letters are compared without their
marks first; marks and capitals decide between names that are else the same.
"""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i",
})  # fmt: skip  # which Unicode does not take apart


def sort_key(name: str) -> tuple[str, str]:
    """Return what a list of names is sorted by."""
    parts = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return plain, name.swapcase()
