"""Feeds: Atom, RSS and JSON Feed of the newest articles and changes; Atom for each topic and author.

Full text with absolute addresses. Every time is an article's own, never the clock's.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.derived import PageCache
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.outputs.feed_formats import atom, json_feed, rss
from sphinx_kb.outputs.feed_items import Item, changes
from sphinx_kb.outputs.page_text import article_html

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site import collections

MOST = 20  # articles in a feed


@once_per_build
def news(env: BuildEnvironment) -> dict[str, int]:
    """Return the articles that feeds may have, newest first, and the place of each: those with a day."""
    catalog = CatalogDomain.of(env)
    newest = catalog.collections.newest_first
    dated = [name for name in newest if catalog.preview or catalog.articles[name].due]
    return {name: place for place, name in enumerate(dated)}


def has_feed(env: BuildEnvironment, shelf: collections.Collection) -> bool:
    """Return whether articles that have something in common have a feed: one of them has a day."""
    dated = news(env)
    return any(name in dated for name in shelf.articles)


@after_success(*WEB)
def write_feeds(app: Sphinx) -> None:
    """Write every feed that has an article; of a private site, none."""
    if CatalogDomain.of(app.env).site.settings.private:
        return
    shelves = CatalogDomain.of(app.env).collections
    tidy = OutputManifest.of(app.env)
    texts = PageCache(app, "texts")
    made: dict[str, Item] = {}

    def take(docname: str, page: Path) -> str:
        return article_html(page.read_text("utf-8"), urls.page_url(app, docname))

    def items(docnames: Collection[str]) -> list[Item]:
        chosen = list(islice(filter(texts.is_written, docnames), MOST))
        new = [name for name in chosen if name not in made]
        for name, text in texts.get_many(new, take, urls.base_url(app)).items():
            made[name] = Item(app, name, text)
        found = [made[name] for name in chosen]
        found += [
            each for name in filter(texts.is_written, docnames) for each in changes(app, name)
        ]
        return sorted(found, key=lambda item: item.published, reverse=True)[:MOST]

    place = news(app.env)
    newest = items(place)
    if not newest:
        return
    home = app.config.root_doc
    tidy.write(app, "atom.xml", atom(app, app.config.project, "atom.xml", home, newest))
    tidy.write(app, "feed.xml", rss(app, app.config.project, "feed.xml", home, newest))
    text = json.dumps(json_feed(app, newest), ensure_ascii=False, indent=1)
    tidy.write(app, "feed.json", text.encode())
    for kind in ("topic", "author"):
        for shelf in shelves.by_kind[kind].values():
            path = f"{shelf.docname}/atom.xml"
            dated = filter(place.__contains__, shelf.articles)
            if own := items(sorted(dated, key=place.__getitem__)):
                title = f"{shelf.name}: {app.config.project}"
                tidy.write(app, path, atom(app, title, path, shelf.docname, own))
    texts.save()


def is_announced(app: Sphinx) -> bool:
    """Return whether pages lead to the feeds.

    Without the site's address they do not: what is in them would lead to nowhere.
    """
    catalog = CatalogDomain.of(app.env)
    has_news = any(catalog.preview or article.due for article in catalog.articles.values())
    known = has_news and urls.has_base_url(app) and app.builder.name in WEB
    return known and not catalog.site.settings.private


def add_feeds(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give a page the feeds that it announces, as (path, title), and its own feed's path."""
    catalog = CatalogDomain.of(app.env)
    if not is_announced(app):
        return {"feeds": [], "feed": None}
    shelves = catalog.collections
    feeds = [("atom.xml", str(app.config.project))]
    topic = shelves.topic_of(pagename) if pagename in catalog.articles else None
    own = [*shelves.by_kind["topic"].values(), *shelves.by_kind["author"].values()]
    shelf = topic or next((item for item in own if item.docname == pagename), None)
    if not shelf or not has_feed(app.env, shelf):
        return {"feeds": feeds, "feed": None}
    feeds.append((f"{shelf.docname}/atom.xml", f"{shelf.name}: {app.config.project}"))
    return {"feeds": feeds, "feed": feeds[1][0]}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the feeds, and their announcement on the pages."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("kb-page-data", add_feeds)
    app.connect("build-finished", write_feeds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
