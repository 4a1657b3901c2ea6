"""The options of a directive in an article: none opens a file, or asks for more than a page holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives

from sphinx_kb.security import classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Convert = Callable[[str], Any]

# What a directive raises when it meets what its author did not think of.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NameError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
DIGITS = 5
LONGEST = 5_000  # characters of a value
TEXTS = frozenset({  # options that are words, names or addresses
    "alt", "caption", "name", "target", "link", "url", "link-alt", "img-alt", "header", "footer", "label",
    "subtitle", "attribution", "img-top", "img-bottom", "img-background", "sync", "text",
})  # fmt: skip
_HUGE = re.compile(rf"[0-9]{{{DIGITS + 1},}}|[0-9][eE][+-]?[0-9]")
NATURAL = "natural"  # the width of a figure that is as wide as its picture
LAST_LINE = 99_999  # of a block of code
_LINES = re.compile(
    r"\s*(?:(?P<one>[0-9]{1,5})|(?P<first>[0-9]{0,5})\s*-\s*(?P<last>[0-9]{0,5}))\s*"
)


def limited(options: Mapping[str, Convert]) -> dict[str, Convert]:
    """Return the options of a directive, as an article may use them."""
    return {name: _limited(name, convert) for name, convert in options.items()}


def figure_width(text: str) -> str:
    """Return the width of a figure; "image" is left to us: docutils would open the picture."""
    if (text or "").strip().lower() == "image":
        return NATURAL
    return str(directives.length_or_percentage_or_unitless(text, "px"))


def loading(text: str) -> str:
    """Return when a browser loads a picture; embedded in its page, docutils would open it."""
    return str(directives.choice(text, ("lazy", "link")))


def line_number(text: str) -> int:
    """Return the number of a line of code."""
    number = int(text) if re.fullmatch(r"\s*[0-9]{1,5}\s*", text or "") else -1
    if number < 0:
        raise ValueError(f"write a number from 0 to {LAST_LINE}")
    return number


def optional_line_number(text: str | None) -> int | None:
    """Return the number of a line of code, or None where there is none."""
    return line_number(text) if text and text.strip() else None


def line_numbers(text: str) -> str:
    """Return numbers of lines, such as "1,3-5,9-", each line once: they are written out later."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(_spans(text or "")):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return ",".join(f"{first}-{'' if last > LAST_LINE else last}" for first, last in merged)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each part of a list of lines."""
    for part in text.split(","):
        found = _LINES.fullmatch(part)
        if not found or part.strip() == "-":
            raise ValueError("write line numbers such as 1,3-5")
        first = int(found["one"] or found["first"] or 1)
        last = int(found["one"] or found["last"] or LAST_LINE + 1)
        if not 1 <= first <= last:
            raise ValueError("write line numbers such as 1,3-5, the smaller one first")
        yield first, last


def picture(text: str) -> str:
    """Return the name of a picture, whose spaces docutils would take out."""
    return str(directives.uri((text or "").strip().replace(" ", "%20")))


OWN: dict[str, Convert] = {
    **dict.fromkeys(("img-top", "img-bottom", "img-background"), picture),
    "figwidth": figure_width,
    "loading": loading,
    "emphasize-lines": line_numbers,
    "lineno-start": line_number,
    "number-lines": optional_line_number,
}


def _limited(name: str, convert: Convert) -> Convert:
    """Return a converter that gives only what an article may ask for, or raises ValueError."""
    if convert is directives.class_option or name.startswith("class"):
        return lambda text: classes.chosen(list(convert(text)))
    own = OWN.get(name, convert)

    def bounded(text: Any) -> Any:
        if name not in TEXTS and _HUGE.search(str(text or "")):
            raise ValueError(f"write a number of at most {DIGITS} digits")
        if len(str(text or "")) > LONGEST:
            raise ValueError(f"write at most {LONGEST:,} characters")
        try:
            return own(text)
        except ValueError:
            raise
        except BROKEN:
            raise ValueError("write another value") from None

    return bounded
