"""Days that cannot have come yet: an article cannot have been changed or reviewed on one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sphinx_kb.article.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sphinx_kb.article.front_matter import Change
    from sphinx_kb.article.model import Article

FIELDS = ("updated", "reviewed")
AHEAD = timedelta(days=1)  # somewhere it is tomorrow


def faults(article: Article, now: datetime) -> Iterator[Fault]:
    """Yield the fault of each day that has not come."""
    for name, day in _future(article, now):
        remedy = f"'{name}': write a day that has come, not {day}"
        yield Fault(article.lines.get(name, 1), "date", remedy)
    read = [source.accessed for source in article.meta.sources if source.accessed]
    if read and max(read) > now.date() + AHEAD:
        remedy = f"'sources': write a day that has come, not {max(read)}, as 'accessed'"
        yield Fault(article.lines.get("sources", 1), "date", remedy)
    if article.meta.changes != _come(article, now):
        day = article.meta.changes[0].date
        remedy = f"'changes': write a day that has come, not {day}"
        yield Fault(article.lines.get("changes", 1), "date", remedy)


def without(article: Article, now: datetime) -> Article:
    """Return an article without such days."""
    wrong: dict[str, Any] = dict.fromkeys(name for name, _ in _future(article, now))
    if article.meta.changes != (come := _come(article, now)):
        wrong["changes"] = come
    return replace(article, meta=article.meta.model_copy(update=wrong)) if wrong else article


def _come(article: Article, now: datetime) -> tuple[Change, ...]:
    """Return the changes whose day has come; they stand with the newest first."""
    changes = article.meta.changes
    return tuple(change for change in changes if change.date <= now.date() + AHEAD)


def _future(article: Article, now: datetime) -> list[tuple[str, date]]:
    found = ((name, getattr(article.meta, name)) for name in FIELDS)
    return [(name, day) for name, day in found if day and day > now.date() + AHEAD]
