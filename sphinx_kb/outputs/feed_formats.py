"""What a feed looks like as Atom, as RSS and as JSON Feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedgen.feed import FeedGenerator

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.outputs.feed_items import urn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_kb.outputs.feed_items import Item

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


def atom(app: Sphinx, title: str, path: str, home: str, items: Sequence[Item]) -> bytes:
    """Return a feed as Atom. Without the site's address, its own are relative to the site's root."""
    text: bytes = xml(app, title, path, home, items).atom_str()
    if urls.has_base_url(app):
        return text
    root = "../" * path.count("/") or "./"
    return text.replace(b"<feed ", f'<feed xml:base="{root}" '.encode(), 1)


def rss(app: Sphinx, title: str, path: str, home: str, items: Sequence[Item]) -> bytes:
    """Return a feed as RSS."""
    text: bytes = xml(app, title, path, home, items).rss_str()
    return text


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
