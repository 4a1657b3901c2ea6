"""Feeds: Atom, RSS and JSON Feed of the newest articles and changes; Atom for each topic and author.

Full text with absolute addresses. Every time is an article's own, never the clock's.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from feedgen.feed import FeedGenerator

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.derived import PageCache
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.outputs.feed_items import Item, changes, urn
from sphinx_kb.outputs.page_text import article_html

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site import collections

MOST = 20  # articles in a feed
JSON_VERSION = "https://jsonfeed.org/version/1.1"


def xml(app: Sphinx, title: str, path: str, home: str, items: Sequence[Item]) -> FeedGenerator:
    """Return a feed, not yet written out as Atom or RSS."""
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.id(urls.page_url(app, home) if urls.has_base_url(app) else urn(app, home))
    feed.title(title)
    feed.subtitle(CatalogDomain.of(app.env).site.settings.description or app.config.project)
    feed.link(href=urls.file_url(app, path), rel="self")
    feed.link(href=urls.page_url(app, home), rel="alternate")
    feed.language(app.config.language)
    feed.generator(app.config.project)
    newest = max(item.updated for item in items)
    feed.updated(newest)
    feed.lastBuildDate(newest)
    for item in items:
        entry = feed.add_entry(order="append")
        entry.id(item.id)
        entry.guid(item.id, permalink=item.id == item.url)
        entry.title(item.title)
        entry.link(href=item.url)
        entry.published(item.published)
        entry.updated(item.updated)
        entry.author(item.authors)
        entry.dc.dc_creator([person["name"] for person in item.authors])
        entry.category([{"term": label} for label in item.labels])
        entry.summary(item.summary)
        entry.content(item.text, type="html")
    return feed


def _atom(app: Sphinx, title: str, path: str, home: str, items: Sequence[Item]) -> bytes:
    """Return a feed as Atom. Without the site's address, its own are relative to the site's root."""
    text: bytes = xml(app, title, path, home, items).atom_str()
    if urls.has_base_url(app):
        return text
    root = "../" * path.count("/") or "./"
    return text.replace(b"<feed ", f'<feed xml:base="{root}" '.encode(), 1)


def json_feed(app: Sphinx, items: Sequence[Item]) -> dict[str, Any]:
    """Return the site's feed as JSON Feed 1.1 has it."""
    return {
        "version": JSON_VERSION,
        "title": app.config.project,
        **({
            "home_page_url": urls.base_url(app), "feed_url": urls.file_url(app, "feed.json"),
        } if urls.has_base_url(app) else {}),
        "language": app.config.language,
        "items": [
            {
                "id": item.id, "url": item.url, "title": item.title, "summary": item.summary,
                "content_html": item.text, "tags": item.labels,
                "date_published": item.published.isoformat(),
                "date_modified": item.updated.isoformat(),
                "authors": [
                    {"name": person["name"], **({"url": person["uri"]} if "uri" in person else {})}
                    for person in item.authors
                ],
            }
            for item in items
        ],
    }  # fmt: skip


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
    tidy.write(app, "atom.xml", _atom(app, app.config.project, "atom.xml", home, newest))
    tidy.write(app, "feed.xml", xml(app, app.config.project, "feed.xml", home, newest).rss_str())
    text = json.dumps(json_feed(app, newest), ensure_ascii=False, indent=1)
    tidy.write(app, "feed.json", text.encode())
    for kind in ("topic", "author"):
        for shelf in shelves.by_kind[kind].values():
            path = f"{shelf.docname}/atom.xml"
            dated = filter(place.__contains__, shelf.articles)
            if own := items(sorted(dated, key=place.__getitem__)):
                title = f"{shelf.name}: {app.config.project}"
                tidy.write(app, path, _atom(app, title, path, shelf.docname, own))
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
