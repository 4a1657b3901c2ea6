"""The page on how to subscribe: the addresses of the feeds, for people who copy them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.outputs.feeds import has_feed, is_announced
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page

PAGE = "subscribe"
TITLE = "Subscribe"
LINE = "A feed tells you of each new article and of each change of substance. It asks for no address of yours."
TOOLS = ("copy",)
SITE = (("Atom", "atom.xml"), ("RSS", "feed.xml"), ("JSON Feed", "feed.json"))
SPELLINGS = ("subscribe", "subscription", "feed", "feeds", "rss", "rss feed", "atom", "atom feed", "follow", "newsletter")  # fmt: skip


def collect_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn; only where there are feeds that lead somewhere."""
    if app.builder.format == "html":
        yield from skip_unchanged_pages(app, pages(app))


def pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page, where feeds are announced."""
    if is_announced(app):
        shelves = CatalogDomain.of(app.env).collections.by_kind
        lists = [(_("All articles"), [(name, urls.file_url(app, path)) for name, path in SITE])]
        topics = [
            (shelf.name, urls.file_url(app, f"{shelf.docname}/atom.xml"))
            for shelf in shelves["topic"].values()
            if has_feed(app.env, shelf)
        ]
        authors = [
            (shelf.name, urls.file_url(app, f"{shelf.docname}/atom.xml"))
            for shelf in shelves["author"].values()
            if has_feed(app.env, shelf)
        ]
        lists += [
            (name, rows)
            for name, rows in ((_("By topic"), topics), (_("By author"), authors))
            if rows
        ]
        yield (
            PAGE,
            {"title": _(TITLE), "line": _(LINE), "lists": lists, "kb_tools": TOOLS},
            "subscribe.html",
        )


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page, which the foot of every page leads to."""
    if not is_announced(app):
        return None
    names = (Name("Site", TITLE, PAGE, SPELLINGS),)
    return Section(PAGE, _(TITLE), 46, 1, names=names, in_navigation=False)


def tools(app: Sphinx) -> tuple[tuple[str, ...], ...]:
    """Tell of the script of the page."""
    return (TOOLS,) if is_announced(app) else ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page and its section."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.setup_extension("sphinx_kb.pages.tools")
    app.connect("kb-sections", add_section)
    app.connect("kb-tools", tools)
    app.connect("html-collect-pages", collect_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
