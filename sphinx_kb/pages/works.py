"""The works that articles rest on: each once, with the articles and sentences that cite it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.references.citations import Citation, CitationsDomain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sphinx.environment import BuildEnvironment

    from sphinx_kb.article.front_matter import Source

PRIMARY = frozenset({"law", "standard", "primary", "research"})
_TRACKING = frozenset({"gclid", "fbclid", "mc_cid", "mc_eid", "hsLang", "hs_amp"})


class CitedBy(NamedTuple):
    """An article that rests on a work, with the marks that say where."""

    article: str
    number: int  # of the work in its list
    citations: tuple[Citation, ...]


@dataclass
class Work:
    """A source that one or more articles list."""

    title: str
    url: str | None
    publisher: str | None
    published: str | None  # as it is written: 2024, 2024-03, 2024-03-05
    kind: str | None
    read: date | None  # the last day on which it was read
    cited_by: list[CitedBy] = field(default_factory=list)

    def add(self, source: Source, cited: CitedBy) -> None:
        """Take in another listing: of the titles the shortest, of the days the last."""
        if len(source.title) < len(self.title):
            self.title = source.title
        self.publisher = self.publisher or source.publisher
        self.published = self.published or source.date
        self.kind = self.kind or source.kind
        days = [day for day in (self.read, source.accessed) if day]
        self.read = max(days, default=None)
        self.cited_by.append(cited)


@once_per_build
def works(env: BuildEnvironment) -> list[Work]:
    """Return the works of all published articles, by title."""
    found: dict[str, Work] = {}
    marks = CitationsDomain.of(env)
    for docname, article in sorted(CatalogDomain.of(env).articles.items()):
        cited = marks.citations(docname)
        for number, source in enumerate(article.meta.sources, 1):
            own = tuple(one for one in cited if number in one.numbers)
            new = Work(
                source.title,
                source.url,
                source.publisher,
                source.date,
                source.kind,
                source.accessed,
            )
            work = found.setdefault(key(source.url, source.title), new)
            work.add(source, CitedBy(docname, number, own))
    return sorted(found.values(), key=_order)


def _order(work: Work) -> tuple[str, str]:
    """Return the place of a work in the alphabet: by its letters and figures."""
    return "".join(sign for sign in work.title.casefold() if sign.isalnum()), work.url or ""


def key(url: str | None, title: str) -> str:
    """Return what two listings of one work have in common.

    It is the address without its scheme, "www.", fragment and tracking parameters; the title of
    a work without an address.
    """
    if not url:
        return title.casefold()
    parts = urlsplit(url)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if name not in _TRACKING and not name.startswith("utm_")
    ]
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(query)}"


def age(read: date, today: date) -> str:
    """Return how long ago a day was, in months."""
    months = (today.year - read.year) * 12 + today.month - read.month - (today.day < read.day)
    if months < 1:
        return "less than a month ago"
    return "1 month ago" if months == 1 else f"{months} months ago"


def evidence(sources: Iterable[Source], today: date) -> str:
    """Return what an article rests on, in a line: "12 sources, 5 primary, oldest read 3 months ago"."""
    listed = list(sources)
    days = [source.accessed for source in listed if source.accessed]
    primary = sum(source.kind in PRIMARY for source in listed)
    parts = [f"{len(listed)} source{'' if len(listed) == 1 else 's'}"]
    if any(source.kind for source in listed):
        parts.append(f"{primary} primary")
    if days:
        parts.append(f"oldest read {age(min(days), today)}")
        if unread := len(listed) - len(days):
            parts.append(f"{unread} not read")
    return ", ".join(parts) if listed else ""
