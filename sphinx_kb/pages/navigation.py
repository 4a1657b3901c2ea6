"""The side navigation: the same on every page, with the present topic open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.pages import downloads, reading_paths
from sphinx_kb.references.glossary import GlossaryDomain
from sphinx_kb.site.frameworks.model import FOLDER as FRAMEWORKS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.collections import Collection

MOST = 12  # articles shown of the present topic
START = (
    (reading_paths.LIST, "Reading paths"),
    (downloads.PAGE, "Templates"),
    (FRAMEWORKS, "Frameworks"),
    ("archive", "All articles"),
    ("pages/glossary", "Glossary"),
    ("pages/about", "About"),
)


class NavigationDomain(FactsDomain):
    """The part of the navigation that every page shows, made once. Nothing of it is kept."""

    name = "navigation"
    label = "Navigation"
    _start: list[dict[str, Any]] | None = None

    def start(self, app: Sphinx) -> list[dict[str, Any]]:
        """Return the site's own pages, those that there are. Ask once all is read."""
        if self._start is None:
            listed = counts(app)
            self._start = [
                {"page": page, "name": name, "counted": page in listed}
                for page, name in START
                if page in listed or page in app.env.found_docs
            ]
        return self._start


def counts(app: Sphinx) -> dict[str, int]:
    """Return how much each page of the navigation lists, by its name."""
    catalog = CatalogDomain.of(app.env)
    topics = catalog.collections.by_kind["topic"].values()
    listed = {
        "archive": len(catalog.articles),
        reading_paths.LIST: len(reading_paths.shown(app.env)),
        downloads.PAGE: downloads.count(app.env),
        FRAMEWORKS: len(catalog.site.frameworks.of),
        "pages/glossary": len(GlossaryDomain.of(app.env).entries()),
        **{topic.docname: len(topic.articles) for topic in topics},
    }
    return {page: count for page, count in listed.items() if count}


def add_navigation(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give a page its navigation: the site's pages and its topics. The counts are in a sheet."""
    catalog = CatalogDomain.of(app.env)
    shelves = catalog.collections
    here = shelves.topic_of(pagename) if pagename in catalog.articles else None
    topics = []
    for topic in shelves.by_kind["topic"].values():
        is_open = topic is here or pagename == topic.docname or pagename.startswith(
            topic.docname + "/page/"
        )  # fmt: skip
        shown = _around(topic, pagename) if is_open else ()
        titles = [(docname, catalog.articles[docname].title) for docname in shown]
        topics.append({
            "page": topic.docname, "name": topic.name, "open": is_open, "articles": titles,
            "more": len(topic.articles) > len(titles),
        })  # fmt: skip
    return {"navigation": {"start": NavigationDomain.of(app.env).start(app), "topics": topics}}


def _around(topic: Collection, present: str) -> tuple[str, ...]:
    """Return at most ``MOST`` articles of a topic, the present one among them."""
    place = topic.places.get(present, 0)
    first = max(0, min(place - MOST // 2, len(topic.articles) - MOST))
    return topic.articles[first : first + MOST]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the data of the navigation."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_domain(NavigationDomain)
    app.connect("kb-page-data", add_navigation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
