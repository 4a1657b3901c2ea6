"""What a feed has an entry for: an article, and each change of substance of one."""

from __future__ import annotations

from datetime import UTC, datetime, time
from html import escape
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.pages import cards

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Item:
    """An article as feeds show it."""

    def __init__(self, app: Sphinx, docname: str, text: str) -> None:
        catalog = CatalogDomain.of(app.env)
        article = catalog.articles[docname]
        shown = cards.card(app.env, docname)
        self.title = article.title
        self.url = urls.page_url(app, docname)
        self.id = article.meta.guid or (self.url if urls.has_base_url(app) else urn(app, docname))
        self.summary = str(shown["description"])
        self.published = article.due or catalog.now
        changed = article.changed
        moments = [datetime.combine(changed, time(), UTC)] if changed else []
        self.updated = min(max([self.published, *moments]), max(self.published, catalog.now))
        self.authors = [
            {
                "name": str(person["name"]),
                **({"uri": urls.page_url(app, person["page"])} if person["page"] else {}),
            }
            for person in shown["authors"]
        ] or [{"name": str(app.config.author)}]
        shelves = catalog.collections
        self.labels = [
            item.name for kind in ("topic", "tag") for item in shelves.collections_of(kind, docname)
        ]
        self.text = text


class Change(Item):
    """A change of substance of an article, as feeds show it: an entry of its own."""

    def __init__(self, app: Sphinx, docname: str, place: int) -> None:
        super().__init__(app, docname, "")
        change = CatalogDomain.of(app.env).articles[docname].meta.changes[place]
        self.title = f"Changed: {self.title}"
        self.id = f"{self.id}#change-{change.date}" + (f"-{place}" if place else "")
        self.url = f"{self.url}#changes"
        self.summary = change.what
        self.published = self.updated = datetime.combine(change.date, time(), UTC)
        self.text = f'<p>{escape(change.what)}</p>\n<p><a href="{escape(self.url)}">Read the article</a></p>'


def urn(app: Sphinx, name: str) -> str:
    """Return what tells an article or a list from all others, where the site has no address."""
    return uuid5(NAMESPACE_URL, f"{app.config.project}/{name}").urn


def changes(app: Sphinx, docname: str) -> list[Change]:
    """Return the changes of an article, the newest first."""
    told = CatalogDomain.of(app.env).articles[docname].meta.changes
    return [Change(app, docname, place) for place in range(len(told))]
