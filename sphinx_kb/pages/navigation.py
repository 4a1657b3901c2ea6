"""The side navigation: the same on every page, with the present topic open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.pages import menus
from sphinx_kb.sections import Section, sections

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.collections import Collection

MOST = 12  # articles shown of the present topic


@once_per_build
def start(env: BuildEnvironment) -> list[dict[str, Any]]:
    """Return the sections of the site as links, or what the owner lists in their place."""
    if own := CatalogDomain.of(env).site.settings.navigation:
        return menus.entries(env, own)
    return [
        {
            "page": one.page,
            "name": one.name,
            "counted": bool(one.count),
            "in_foot": one.in_foot,
            "url": "",
        }
        for one in sections(env)
        if one.in_navigation
    ]


def counts(env: BuildEnvironment) -> dict[str, int]:
    """Return how much each page of the navigation lists, by its name."""
    topics = CatalogDomain.of(env).collections.by_kind["topic"].values()
    listed = {one.page: one.count for one in sections(env) if one.in_navigation}
    listed |= {topic.docname: len(topic.articles) for topic in topics}
    return {page: count for page, count in listed.items() if count}


def add_about(app: Sphinx) -> Section:
    """Tell of the page about the site, which its owner writes."""
    return Section("pages/about", _("About"), 60)


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
    settings = catalog.site.settings
    foot = menus.entries(app.env, settings.foot)
    navigation = {"start": start(app.env), "topics": topics, "foot": foot}
    return {"navigation": navigation, "parts": settings.parts}


def _around(topic: Collection, present: str) -> tuple[str, ...]:
    """Return at most ``MOST`` articles of a topic, the present one among them."""
    place = topic.places.get(present, 0)
    first = max(0, min(place - MOST // 2, len(topic.articles) - MOST))
    return topic.articles[first : first + MOST]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the data of the navigation."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("kb-sections", add_about)
    app.connect("kb-page-data", add_navigation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
