"""What the search knows of an article besides its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.controls.domain import ControlDomain
from sphinx_kb.pages import cards
from sphinx_kb.references.term_uses import terms_by_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_kb.search.synonyms import Thesaurus
    from sphinx_kb.site.collections import Kind
    from sphinx_kb.site.frameworks.model import Frameworks

Value = tuple[str, str]  # as it stands in an address, as a reader sees it
_WORD = re.compile(r"[^\W_]+")
FACETS = ("topic", "author", "year", "level", "tag")


class Facts(NamedTuple):
    """The facts of one article."""

    title: str
    description: str
    day: str  # YYYY-MM-DD, or nothing for a draft
    aliases: tuple[str, ...]  # its keywords, and other names of what it speaks of
    controls: tuple[str, ...]  # that it declares
    mentioned: tuple[str, ...]  # the other controls that its text names
    terms: tuple[str, ...]  # the names of those that its author links to
    due: str  # YYYY-MM-DD, when it is to be reviewed again, or nothing
    values: dict[str, list[Value]]  # facet -> values

    def named(self, facet: str) -> str:
        """Return the values of a facet as a reader sees them."""
        return ", ".join(name for _, name in self.values[facet])

    def meta(self) -> dict[str, str]:
        """Return what the engine weighs, each by its name."""
        return {
            "title": self.title,
            "description": self.description,
            "topic": self.values["topic"][0][1] if self.values["topic"] else "",
            "author": self.named("author"),
            "tags": self.named("tag"),
            "aliases": ", ".join(self.aliases),
            "controls": ", ".join(self.controls),
            "terms": ", ".join(self.terms),
            "date": self.day,
            "due": self.due,
        }


def facts(env: BuildEnvironment, docname: str, short: str, thesaurus: Thesaurus) -> Facts:
    """Return the facts of a published article with these abbreviations in its text."""
    catalog = CatalogDomain.of(env)
    article = catalog.articles[docname]
    said = article.meta
    held: dict[str, list[Value]] = {
        kind: [(item.slug, item.name) for item in catalog.collections.collections_of(kind, docname)]
        for kind in _kinds()
    }
    held["author"] = [
        ((person["page"] or person["name"]).rpartition("/")[2], person["name"])
        for person in cards.people(env, said.authors)
    ]
    held["level"] = [(said.level, _level(said.level))] if said.level else []
    tags = [name for _, name in held["tag"]]
    spoken = thesaurus.others("; ".join([article.title, *tags, *said.keywords]))
    frameworks = catalog.site.frameworks
    declared = with_parents(said.controls, frameworks)
    in_text = with_parents(ControlDomain.of(env).named(docname), frameworks)
    return Facts(
        article.title,
        said.description or "",
        article.day.isoformat() if article.day else "",
        tuple(dict.fromkeys([*said.keywords, *spoken, *matching_acronyms(article.title, short)])),
        declared,
        tuple(dict.fromkeys(name for name in in_text if name not in declared)),
        tuple(terms_by_article(env).get(docname, ())),
        said.review_by.isoformat() if said.review_by else "",
        held,
    )


def with_parents(controls: Iterable[str], frameworks: Frameworks) -> tuple[str, ...]:
    """Return controls as an article names them, each with what it is part of."""
    found: dict[str, None] = {}
    for written in controls:
        control = known.control if (known := frameworks.find(written)) else None
        own = (written, control.written) if control else (written,)
        found |= dict.fromkeys(filter(None, own))
    return tuple(found)


def matching_acronyms(title: str, short: str) -> list[str]:
    """Return the abbreviations that are initials of words of a title, in a row.

    "Return on security investment" is found by ROSI where its text says ROSI.
    """
    letters = "".join(word[0].upper() for word in _WORD.findall(title))
    return [
        name for name in short.split() if name in letters and not re.search(rf"\b{name}\b", title)
    ]


def _kinds() -> tuple[Kind, ...]:
    """Return the facets that are collections with pages of their own."""
    return ("topic", "year", "tag")


def _level(level: str) -> str:
    """Return a level as a reader sees it."""
    text = cards.LEVELS[level]
    return text[:1].upper() + text[1:]
