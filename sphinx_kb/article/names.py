"""Lists of names as authors write them, and the addresses made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST = 100  # bytes of a part of an address, well under what a file's name may have
_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}


def as_list(value: object) -> list[str]:
    """Return the names of a list, or of a text with commas. Raises ValueError."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list):
        raise ValueError("write a list: [one, another]")  # noqa: TRY004
    names: list[str] = []
    for item in items:
        if item is not None and not isinstance(item, str):
            raise ValueError("write a plain list of names: [one, another]")
        name = " ".join((item or "").split())
        if name and name.casefold() not in {known.casefold() for known in names}:
            names.append(name)
    return names


def as_words(value: object, known: Collection[str] = ()) -> list[str]:
    """Return names as Jekyll reads its plural fields: words without commas are names.

    A text that is, as a whole, one of the ``known`` (case-folded) is one name.
    """
    if isinstance(value, str) and "," not in value and _fold(value) not in known:
        return as_list(list(value.split()))
    return as_list(value)


def slug(name: str, kind: str = "name") -> str:
    """Return the part of an address that stands for a name; it is never empty.

    "C++", "C#" and "C" keep addresses of their own: what a name is told apart by
    is spoken ("c-plus-plus"). A name without a letter or digit gets a digest, and so
    does one that is cut because it is too long.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    for sign, word in _SPOKEN.items():
        text = text.replace(sign, word)
    text = hyphenated(text)
    if text in {"", "index", "page"}:
        return f"{kind}-{_digest(name)}"
    if len(text.encode()) > LONGEST:
        cut = text.encode()[: LONGEST - 7].decode(errors="ignore").rstrip("-")
        return f"{cut}-{_digest(name)}"
    return text


def spoken(stem: str) -> str:
    """Return what an article is called by the name of its file alone.

    A name with spaces is one that readers see, as in Obsidian; in others hyphens are spaces.
    """
    words = stem if " " in stem.strip() else " ".join(re.split(r"[-_\s]+", stem))
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def hyphenated(text: str) -> str:
    """Return the letters (with their marks) and digits of a text, hyphens for the rest."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    return "-".join("".join(kept).split())


def slugs(names: Iterable[str], kind: str = "name", taken: Iterable[str] = ()) -> dict[str, str]:
    """Return an address part for each name, so that no two share one, nor a taken one."""
    result: dict[str, str] = {}
    taken = set(taken)
    for name in sorted(names):
        part = slug(name, kind)
        if part in taken:
            part = f"{part}-{_digest(name)}"
        taken.add(part)
        result[name] = part
    return result


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a misspelt one most resembles, or None."""
    folded = {_fold(item): item for item in known}
    found = get_close_matches(_fold(name), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _fold(name: str) -> str:
    """Return a name without the differences that readers do not see."""
    return " ".join(name.split()).casefold()


def _digest(name: str) -> str:
    """Return a few characters that tell a name from others."""
    return hashlib.sha256(name.encode()).hexdigest()[:6]
