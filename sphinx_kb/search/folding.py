"""Words as the search compares them, in the index as in the page (kb-start.js, kb-search.js).

"Straße" is "strasse", and "\ufb01nance", with a ligature, is "finance".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_WORD = re.compile(r"[^\W_](?:(?:[^\W_]|['&+#./-])*(?:[^\W_]|[+#]))?")


def fold(text: str) -> str:
    """Return a text as it is compared: NFKC and case folding.

    JavaScript has no case folding; by way of the upper case both languages come to the same.
    """
    lower = unicodedata.normalize("NFKC", text).lower().upper().lower()
    lower = lower.replace("\u03c2", "\u03c3").replace("i\u0307", "i")  # a final sigma; Turkish I
    return unicodedata.normalize("NFKC", lower)


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are compared, with the signs that are part of them."""
    return _WORD.findall(fold(text).replace("\u2019", "'"))


@cache
def _is_respelled(sign: str) -> bool:
    return sign.isalnum() and fold(sign) != sign.lower()


def respelled(text: str) -> str:
    """Return the words of a text that Pagefind does not know by the spelling that we ask for.

    It has lower case and the letters without their marks, but no more of the folding.
    """
    signs = {sign for sign in set(text) if _is_respelled(sign)}
    if not signs:
        return ""
    words = (word for word in re.findall(r"\w+", text) if not signs.isdisjoint(word))
    return " ".join(dict.fromkeys(token for word in words for token in tokens(word)))
