"""The options of a directive that reads them itself: each has its own line for a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTION = re.compile(r"\s*:([\w-]{1,40}):(?:[ \t]+(.*))?")


class Option(NamedTuple):
    """An option as it is written, and its line in the file."""

    name: str
    text: str
    line: int


def leading(content: Sequence[str], first: int) -> tuple[list[Option], list[str]]:
    """Return the options at the beginning of a content, and the lines behind them.

    ``first`` is the line of the file on which the content begins.
    """
    found: list[Option] = []
    for number, line in enumerate(content):
        if not (option := _OPTION.fullmatch(line)):
            return found, list(content[number:])
        found.append(Option(option[1], (option[2] or "").strip(), first + number))
    return found, []
