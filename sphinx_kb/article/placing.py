"""When an article is due, and which old addresses lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.article import dates, names, old_urls
from sphinx_kb.article.fault import Fault

if TYPE_CHECKING:
    from datetime import date, datetime

    from sphinx_kb.article.front_matter import FrontMatter


def dated(
    path: str, said: FrontMatter, lines: dict[str, int]
) -> tuple[date | None, datetime | None, str, list[Fault]]:
    """Return an article's day, the moment at which it is due, its slug, and the faults."""
    faults: list[Fault] = []
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    named, slug = None, stem
    try:
        named, slug = dates.in_name(stem)
    except ValueError as error:
        if not said.date:
            faults.append(Fault(1, "date", f"rename the file: {error}", True))
    day, due = said.date or (None, None)
    if day is None and named:
        day, due = dates.parse(named.isoformat())
    elif day and named and day != named:
        remedy = f"make the two dates agree: the file's name says {named}"
        faults.append(Fault(lines["date"], "date", remedy))
    if day is None and not faults:
        remedy = f"add the field 'date' ({dates.REMEDY}), or start the file's name with it"
        faults.append(Fault(lines.get("date", 1), "date", remedy, True))
    if day and said.updated and said.updated < day:
        faults.append(Fault(lines["updated"], "date", "'updated': write a day not before the date"))
    return day, due, slug, faults


def old_addresses(
    said: FrontMatter,
    lines: dict[str, int],
    slug: str,
    day: date | None,
    due: datetime | None,
    pattern: str | None,
) -> tuple[tuple[str, ...], list[Fault]]:
    """Return the old addresses of an article, normalised, and the faults of the others.

    A permalink has no meaning before the article has a day.
    """
    found: dict[str, None] = {}
    faults: list[Fault] = []
    written = [("redirect_from", address) for address in said.redirect_from]
    permalink = said.permalink or pattern
    if permalink and day and due:
        categories = [names.slug(category, "topic") for category in said.categories]
        try:
            address = old_urls.expand(permalink, day=day, due=due, slug=slug, categories=categories)
            written.append(("permalink", address))
        except ValueError as error:
            faults.append(Fault(lines.get("permalink", 1), "address", f"'permalink': {error}"))
    for name, address in written:
        try:
            found[old_urls.normalise(address)] = None
        except ValueError as error:
            faults.append(Fault(lines.get(name, 1), "address", f"'{name}': {error}"))
    return tuple(found), faults
