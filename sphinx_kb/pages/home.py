"""What the home page adds to its text: topics, featured articles and the latest ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.checklists.domain import lists as checklists
from sphinx_kb.pages import reading_paths
from sphinx_kb.pages.cards import card, counted
from sphinx_kb.sections import sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.article.model import Article

MOST_FEATURED = 4
MOST_LATEST = 6


def add_home(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give the home page its lists, and every other page none."""
    if pagename != app.config.root_doc:
        return {"home": None}
    catalog = CatalogDomain.of(app.env)
    articles = catalog.articles
    newest = catalog.collections.newest_first
    featured = [name for name in newest if articles[name].meta.featured][:MOST_FEATURED]
    others = [name for name in newest if not articles[name].meta.hidden and name not in featured]
    latest = _last_changed_first(articles, others)[:MOST_LATEST]
    topics = [
        counted(topic)
        | {"line": catalog.site.topics[slug].line if slug in catalog.site.topics else ""}
        for slug, topic in catalog.collections.by_kind["topic"].items()
    ]
    return {
        "home": {
            "count": len(articles),
            "topics": topics,
            "sections": [one for one in sections(app.env) if one.line],
            "paths": [
                reading_paths.summary(app.env, slug) for slug in reading_paths.shown(app.env)
            ],
            "featured": [card(app.env, name) for name in featured],
            "latest": [card(app.env, name) for name in latest],
            "lists": checklists(app.env),
            "news": any(article.day for article in articles.values()),
        }
    }


def _last_changed_first(articles: Mapping[str, Article], names: list[str]) -> list[str]:
    """Return articles, the newest first; of those of one moment, the one that changed last."""

    def key(name: str) -> tuple[float, int, int]:
        article = articles[name]
        moment = -article.due.timestamp() if article.due else float("-inf")
        told = article.meta.changes[0].date.toordinal() if article.meta.changes else 0
        return moment, -told, -(article.changed.toordinal() if article.changed else 0)

    return sorted(names, key=key)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the data of the home page."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("kb-page-data", add_home)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
