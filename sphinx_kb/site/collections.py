"""Collections: the published articles that share a topic, an author, a tag or a year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from sphinx_kb.article import names
from sphinx_kb.article.collation import sort_key
from sphinx_kb.article.folder import is_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_kb.article.model import Article
    from sphinx_kb.site.model import SiteData

Kind = Literal["topic", "author", "tag", "year"]
KINDS: tuple[Kind, ...] = ("topic", "author", "tag", "year")
FOLDERS = {"topic": "topics", "author": "authors", "tag": "tags", "year": "archive"}
LISTS = {"topic": "topics", "author": "authors", "tag": "tags", "year": "archive"}
PER_PAGE = 12


@dataclass(frozen=True)
class Collection:
    """Articles that share something, newest first (in a topic: its start and pinned ones before)."""

    kind: Kind
    slug: str
    name: str
    articles: tuple[str, ...]  # docnames

    @property
    def docname(self) -> str:
        """Return the name of the collection's first page."""
        return f"{FOLDERS[self.kind]}/{self.slug}"

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each article in the collection, counted from 0."""
        return {docname: place for place, docname in enumerate(self.articles)}


def page_name(docname: str, number: int) -> str:
    """Return the name of a page of a list, counted from 1."""
    return docname if number == 1 else f"{docname}/page/{number}"


def pages(articles: Sequence[str]) -> int:
    """Return the number of pages that a list of articles takes; at least one."""
    return max(1, -(-len(articles) // PER_PAGE))


class Collections:
    """The published articles in order, and in their collections."""

    def __init__(self, articles: Mapping[str, Article], site: SiteData) -> None:
        self.newest_first: tuple[str, ...] = tuple(
            sorted(articles, key=lambda docname: _order(articles[docname], docname))
        )
        self.by_kind: dict[Kind, dict[str, Collection]] = {}
        self._slugs: dict[Kind, dict[str, tuple[str, ...]]] = {}
        listed = {slug: topic.name for slug, topic in site.topics.items()}
        authors = {key: author.name for key, author in site.authors.items()}
        said = {docname: articles[docname].meta for docname in self.newest_first}
        oldest_first = list(reversed(self.newest_first))
        starts = {slug: topic.start for slug, topic in site.topics.items()}
        self._sort_into(
            "topic", {d: said[d].categories for d in oldest_first}, listed, articles, starts
        )
        self._sort_into("tag", {d: said[d].tags for d in oldest_first}, {}, articles)
        known = {
            d: list(filter(None, map(site.find_author, said[d].authors))) for d in oldest_first
        }
        self._sort_into("author", known, authors, articles)
        years = {d: [str(articles[d].day.year)] for d in oldest_first if articles[d].day}  # type: ignore[union-attr]
        self._sort_into("year", years, {}, articles)
        self.by_kind["year"] = dict(sorted(self.by_kind["year"].items(), reverse=True))

    def _sort_into(
        self,
        kind: Kind,
        named: Mapping[str, Iterable[str]],  # oldest first: the first use gives the spelling
        listed: Mapping[str, str],
        articles: Mapping[str, Article],
        starts: Mapping[str, Sequence[str]] = MappingProxyType({}),  # of topics
    ) -> None:
        """Sort the articles into the collections of one kind."""
        known = {alias.casefold(): slug for slug, name in listed.items() for alias in (name, slug)}
        spelling: dict[str, str] = {}
        for given in named.values():
            for name in given:
                if name.casefold() not in known:
                    spelling.setdefault(name.casefold(), name)
        made = names.slugs(sorted(spelling.values()), kind, taken=listed)
        known |= {folded: made[name] for folded, name in spelling.items()}
        title = dict(listed) | {made[name]: name for name in spelling.values()}
        held: dict[str, list[str]] = {slug: [] for slug in listed}
        held |= {slug: [] for slug in sorted(made.values(), key=lambda slug: sort_key(title[slug]))}
        self._slugs[kind] = {}
        for docname in self.newest_first:
            own = tuple(dict.fromkeys(known[name.casefold()] for name in named.get(docname, ())))
            self._slugs[kind][docname] = own
            for slug in own:
                held[slug].append(docname)
        if kind == "topic":
            for slug, docnames in held.items():
                start = [f"posts/{name}" for name in starts.get(slug, ())]
                place = {docname: at for at, docname in enumerate(start)}
                pinned = {name: not articles[name].meta.pinned for name in docnames}
                docnames.sort(key=lambda name: (place.get(name, len(place)), pinned[name]))
        self.by_kind[kind] = {
            slug: Collection(kind, slug, title[slug], tuple(docnames))
            for slug, docnames in held.items()
            if docnames
        }

    def collections_of(self, kind: Kind, docname: str) -> list[Collection]:
        """Return the collections of a kind that an article is in, in its own order."""
        return [self.by_kind[kind][slug] for slug in self._slugs[kind].get(docname, ())]

    def topic_of(self, docname: str) -> Collection | None:
        """Return the topic that an article belongs to: the first that it names."""
        topics = self.collections_of("topic", docname)
        return topics[0] if topics else None


def _order(article: Article, docname: str) -> tuple[float, tuple[str, str], str]:
    """Return the key that sorts the newest article first; drafts before all, the undated after them."""
    is_held_back = article.meta.draft or not article.meta.published or is_draft(docname)
    last = float("-inf" if is_held_back else "inf")
    moment = -article.due.timestamp() if article.due else last
    return moment, sort_key(article.title), docname
