"""An article's metadata, read from its file: the one place that interprets it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from sphinx_kb.article import aliases, changes, dates, front_matter, names, old_urls, remedies
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.folder import is_draft
from sphinx_kb.article.source import decode, read_head

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sphinx_kb.warn import Subtype

_TITLE = re.compile(
    r"\s*(?:(?><!--[\s\S]*?-->)\s*+)*+^(?:# +(.+?)(?: +#+)?[ \t]*$|(?![#>*+-])(\S.*)\n=+[ \t]*$)",
    re.MULTILINE,
)
_OWN_REMEDY = {
    ("lang", "string_pattern_mismatch"): "write a language tag such as en or en-GB",
    ("sources", "model_type"): "write each as a mapping, with a title and a url",
}
MOST = {  # names in a list
    "categories": 20, "tags": 50, "authors": 50, "keywords": 200, "related": 50, "controls": 500,
    "redirect_from": 500, "sources": 1000, "changes": 100, "no_terms": 1000,
}  # fmt: skip
_FATAL = {"title", "date", "draft", "published"}  # a draft by mistake is no harm


@dataclass(frozen=True, slots=True)
class Article:
    """What one article says of itself, and when it is due."""

    slug: str  # the file's name without its date
    title: str
    day: date | None  # None for a draft, and where the author has not said one
    due: datetime | None  # UTC
    old_addresses: tuple[str, ...]
    meta: front_matter.FrontMatter
    lines: dict[str, int] = field(compare=False)  # field -> its line

    @property
    def changed(self) -> date | None:
        """The day of its last change of substance."""
        days = [self.meta.updated, *(change.date for change in self.meta.changes)]
        return max(filter(None, days), default=None)


class ParsedHead(NamedTuple):
    """What was read from an article's file; no article where a fault is fatal."""

    article: Article | None
    faults: tuple[Fault, ...] = ()
    held_back: bool = False  # its own words, not the clock, keep it back
    due: datetime | None = None  # UTC
    unknown: tuple[tuple[str, int], ...] = ()  # fields that nobody knows: name, line
    lacking: tuple[tuple[str, int], ...] = ()  # fields that it should have and can do without

    def public(self, now: datetime) -> bool:
        """Return whether it is meant for readers at a moment (UTC), faulty or not."""
        return not self.held_back and (self.due is None or self.due <= now)


def read(
    path: str,
    data: bytes,
    topics: Collection[str] = (),
    pattern: str | None = None,
) -> ParsedHead:
    """Read the article in the file at ``path`` (from the site's root, with slashes).

    ``topics`` are the case-folded names of listed topics, ``pattern`` is the
    permalink that the old site gave all its articles.
    """
    draft_folder = is_draft(path)
    text, faults = decode(data)
    if faults:
        return ParsedHead(None, tuple(faults), draft_folder)
    head = read_head(text)
    faults = list(head.faults)
    readable = bool(head.fields) or not faults
    given, unknown = aliases.resolve_aliases(head.fields, faults)
    values, lines = aliases.split_lists(given, head.fields, topics)
    _shorten_lists(values, lines, faults)
    said = _validated(values, lines, faults)
    drafted = said.draft or not said.published or draft_folder
    day, due, slug, wrong = dates.resolve(path, said, lines)
    title = said.title or _heading(head.body)
    lacking: list[tuple[str, int]] = []
    if not title and readable and isinstance(values.get("title", ""), str):
        line, title = lines.get("title", 1), names.spoken(slug) if head.body.strip() else ""
        if title:
            lacking.append(("title", line))
        else:
            faults.append(Fault(line, "front_matter", "add the field 'title'", True))
    if drafted or not readable or ("date" in values and not said.date):
        wrong = [fault for fault in wrong if not fault.fatal]  # not asked for, or told already
    elif day is None and not wrong:
        lacking.append(("date", 1))
    faults += wrong
    if any(fault.fatal for fault in faults):
        return ParsedHead(None, tuple(faults), drafted, due, unknown)
    said, early = changes.kept(said, day, lines)
    faults += early
    old, wrong = old_urls.old_addresses(path, said, lines, slug, day, due, pattern)
    article = Article(slug, title or "", day, due, old, said, lines)
    return ParsedHead(article, (*faults, *wrong), drafted, due, unknown, tuple(lacking))


def _heading(body: str) -> str:
    """Return the heading that a text begins with, after comments, or ""."""
    found = _TITLE.match(body)
    return " ".join((found[1] or found[2]).split()) if found else ""


def _shorten_lists(values: dict[str, Any], lines: dict[str, int], faults: list[Fault]) -> None:
    """Keep the first names of a list that is longer than readers can use; report it."""
    for name, most in MOST.items():
        value = values.get(name)
        listed = value.split(",") if isinstance(value, str) else value
        if isinstance(listed, list) and len(listed) > most:
            values[name] = listed[:most]
            remedy = f"'{name}': name at most {most}; only the first {most} are used"
            faults.append(Fault(lines[name], "front_matter", remedy))


def _validated(
    values: dict[str, Any], lines: dict[str, int], faults: list[Fault]
) -> front_matter.FrontMatter:
    """Return the fields that keep the rules; report each that does not, once."""
    try:
        return front_matter.FrontMatter.model_validate(values)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=True):
            name = str(problem["loc"][0])
            if name not in values:
                continue
            remedy = remedies.remedy(problem)
            remedy = _OWN_REMEDY.get((name, problem["type"]), remedy)
            where = " ".join(
                str(part + 1) if isinstance(part, int) else part for part in problem["loc"][1:]
            )
            label = f"'{name}'" + (f" ({where})" if where else "")
            about_day = "YYYY" in remedy or "day that exists" in remedy
            subtype: Subtype = "date" if about_day else "front_matter"
            faults.append(Fault(lines[name], subtype, f"{label}: {remedy}", name in _FATAL))
        wrong = {str(problem["loc"][0]) for problem in error.errors()}
        kept = {name: value for name, value in values.items() if name not in wrong}
        return front_matter.FrontMatter.model_validate(kept)
