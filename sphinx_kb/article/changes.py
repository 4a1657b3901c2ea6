"""The changes of substance that an article tells of: what readers of its first version should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.article.fault import Fault

if TYPE_CHECKING:
    from datetime import date

    from sphinx_kb.article.front_matter import FrontMatter


def kept(
    said: FrontMatter, day: date | None, lines: dict[str, int]
) -> tuple[FrontMatter, list[Fault]]:
    """Return front matter with its changes, the newest first, and the faults.

    A change before the day of publication is left out: readers have seen nothing before it.
    """
    early = [change.date for change in said.changes if day and change.date < day]
    faults = [
        Fault(
            lines.get("changes", 1),
            "date",
            f"'changes': write a day not before the date, not {each}",
        )
        for each in early
    ]
    if not said.changes:
        return said, faults
    found = [change for change in said.changes if change.date not in early]
    newest_first = tuple(sorted(found, key=lambda change: change.date, reverse=True))
    return said.model_copy(update={"changes": newest_first}), faults
