"""What a card shows of an article: one shape, used wherever articles are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.locale import _

from sphinx_kb.article.months import MONTHS
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.catalog.text_stats import TextStats
from sphinx_kb.incremental.page_data import Fingerprinted
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.pictures.context import card_image, card_size, cover, portrait

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sphinx.environment import BuildEnvironment

    from sphinx_kb.pages.contexts import Author, Card, Counted, Day, Label
    from sphinx_kb.site.collections import Collection

LEVELS = {
    "aspiring": "for aspiring leaders", "new": "for new leaders",
    "seasoned": "for seasoned leaders", "all": "for all levels",
}  # fmt: skip


@once_per_build
def _cards(env: BuildEnvironment) -> dict[str, Card]:
    return {}  # docname -> its card, made when it is asked for


def day(value: date | None) -> Day | None:
    """Return a day for the machine and for the reader."""
    return {"iso": value.isoformat(), "text": written_out(value)} if value else None


def written_out(value: date) -> str:
    """Return a day in the language of the site."""
    month = _(MONTHS[value.month - 1])
    return _("{day} {month} {year}").format(day=value.day, month=month, year=value.year)


def label(collection: Collection) -> Label:
    """Return a collection as a link: its page, its name, its slug."""
    return {"page": collection.docname, "name": collection.name, "slug": collection.slug}


def counted(collection: Collection) -> Counted:
    """Return a collection as a link with its size: what shows it is drawn again when that changes."""
    return {**label(collection), "count": len(collection.articles)}


def initial(name: str) -> str:
    """Return the letter that stands for an author without a picture."""
    return (name.removeprefix("The ") or name)[:1].upper()


def people(env: BuildEnvironment, names: Iterable[str]) -> list[Author]:
    """Return who is named, in this order; one who is unknown, or wrote nothing, has no page."""
    catalog = CatalogDomain.of(env)
    written = catalog.collections.by_kind["author"]
    result: list[Author] = []
    for name in names:
        key = catalog.site.find_author(name)
        author = catalog.site.authors[key] if key else None
        result.append({
            "name": author.name if author else name,
            "initial": initial(author.name if author else name),
            "page": f"authors/{key}" if key in written else None,
            "biography": author.biography if author else "",
            "picture": portrait(env, author.picture) if author else None,
            "links": [(link.label, link.url) for link in author.links] if author else [],
        })  # fmt: skip
    return result


def card(env: BuildEnvironment, docname: str) -> Card:
    """Return what a card shows of a published article, with pages by name.

    It is the same one each time: do not change it. Ask once all is read.
    """
    made = _cards(env)
    if docname not in made:
        made[docname] = _card(env, docname)
    return made[docname]


def _card(env: BuildEnvironment, docname: str) -> Card:
    """Return a card, made now."""
    catalog = CatalogDomain.of(env)
    article = catalog.articles[docname]
    body = TextStats.of(env).body(docname)
    topic = catalog.collections.topic_of(docname)
    shown: Card = {
        "page": docname,
        "title": article.title,
        "description": article.meta.description or body.opening,
        "topic": label(topic) if topic else None,
        "date": day(article.day),
        "minutes": body.minutes,
        "level": article.meta.level,
        "level_text": _(LEVELS[article.meta.level]) if article.meta.level else None,
        "picture": cover(env, docname),
        "picture_alt": article.meta.image_alt or "",
        "card_image": card_image(env, docname),
        "card_size": card_size(env, docname),
        "authors": people(env, article.meta.authors),
        "draft": catalog.preview and not catalog.public(docname),
    }  # fmt: skip
    return cast("Card", Fingerprinted(shown))
