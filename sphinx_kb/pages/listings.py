"""The pages that list articles: topics, authors, tags, years and all, twelve to a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages import topic_text
from sphinx_kb.pages.cards import LEVELS, card, counted, initial
from sphinx_kb.pictures.context import portrait
from sphinx_kb.sections import Name, Section
from sphinx_kb.site.collections import LISTS, PER_PAGE, Collection, Kind, page_name, pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page
    from sphinx_kb.pages.contexts import Level, List, ListPage, Person
    from sphinx_kb.site.model import Author

NOTHING: List = {
    "heading": "", "kind": "", "slug": "", "up": None, "line": "", "text": [], "person": None, "years": [], "topics": [],
    "levels": [],
}  # fmt: skip
ALL = "All articles"
KIND_NAMES = {"topic": "Topics", "author": "Authors", "tag": "Tags", "year": ALL}


def list_pages(
    env: BuildEnvironment, docname: str, articles: Sequence[str], context: List
) -> Iterator[Page]:
    """Yield the pages of a list of articles, each with its cards and its neighbors."""
    last = pages(articles)
    for number in range(1, last + 1):
        shown = articles[(number - 1) * PER_PAGE : number * PER_PAGE]
        page: ListPage = {
            **NOTHING,
            **context,
            "title": context["heading"]
            + (", " + _("page {}").format(number) if number > 1 else ""),
            "cards": [card(env, name) for name in shown],
            "count": len(articles),
            "number": number,
            "last": last,
            "near": {other: page_name(docname, other) for other in pager_links(number, last)},
        }
        yield page_name(docname, number), page, "article-list.html"


def pager_links(number: int, last: int) -> list[int]:
    """Return the pages that a page of a list links to: its neighbors, the first and the last."""
    around = range(max(1, number - 2), min(last, number + 2) + 1)
    return sorted({1, *around, last})


def collection_pages(env: BuildEnvironment, item: Collection) -> Iterator[Page]:
    """Yield the pages of one topic, author, tag or year."""
    site = CatalogDomain.of(env).site
    topic = site.topics.get(item.slug) if item.kind == "topic" else None
    author = site.authors.get(item.slug) if item.kind == "author" else None
    headings = {"tag": f"Tagged “{item.name}”", "year": f"Articles of {item.name}"}
    context: List = {
        "heading": headings.get(item.kind, item.name),
        "kind": item.kind,
        "slug": item.slug,
        "up": (LISTS[item.kind], _(KIND_NAMES[item.kind])),
        "line": topic.line if topic else "",
        "text": topic_text.parts(env, topic) if topic else [],
        "person": _person(env, author) if author else None,
    }  # fmt: skip
    yield from list_pages(env, item.docname, item.articles, context)


def _person(env: BuildEnvironment, author: Author) -> Person:
    return {
        "biography": author.biography, "picture": portrait(env, author.picture),
        "initial": initial(author.name),
        "links": [(link.label, link.url) for link in author.links],
    }  # fmt: skip


def add_section(app: Sphinx) -> Section:
    """Tell of the list of all articles, and of each topic, author and tag."""
    catalog = CatalogDomain.of(app.env)
    kinds: tuple[tuple[Kind, str], ...] = (("topic", "Topic"), ("author", "Author"), ("tag", "Tag"))
    names = tuple(
        Name(shown, item.name, item.docname, (item.name, item.slug))
        for kind, shown in kinds
        for item in catalog.collections.by_kind[kind].values()
    )
    return Section("archive", _(ALL), 40, len(catalog.articles), names=names)


def collect_listing_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages of lists that have to be drawn."""
    if app.builder.format == "html":
        yield from skip_unchanged_pages(app, listing_pages(app))


def listing_pages(app: Sphinx) -> Iterator[Page]:
    """Yield every page that lists articles."""
    catalog = CatalogDomain.of(app.env)
    shelves = catalog.collections
    for shelf in shelves.by_kind.values():
        for item in shelf.values():
            yield from collection_pages(app.env, item)
    kinds: tuple[Kind, ...] = ("topic", "author", "tag")
    for kind in kinds:
        items = [
            counted(item) | {"line": _line(catalog, item)}
            for item in shelves.by_kind[kind].values()
        ]
        context: dict[str, Any] = {"title": _(KIND_NAMES[kind]), "kind": kind, "items": items}
        yield LISTS[kind], context, "collection-index.html"
    archive: List = {
        "heading": _(ALL), "kind": "all",
        "years": [counted(item) for item in shelves.by_kind["year"].values()],
        "topics": [counted(item) for item in shelves.by_kind["topic"].values()],
        "levels": _levels(catalog),
    }  # fmt: skip
    yield from list_pages(app.env, "archive", shelves.newest_first, archive)


def _levels(catalog: CatalogDomain) -> list[Level]:
    """Return the levels that articles are written for, with the number of articles."""
    names = catalog.collections.newest_first
    counts = Counter(str(catalog.articles[name].meta.level) for name in names)
    return [
        {"key": key, "name": _(name), "count": counts[key]}
        for key, name in LEVELS.items()
        if counts[key]
    ]


def _line(catalog: CatalogDomain, item: Collection) -> str:
    """Return the one line that says what a collection is about."""
    if item.kind == "topic" and item.slug in catalog.site.topics:
        return catalog.site.topics[item.slug].line
    if item.kind == "author":
        return catalog.site.authors[item.slug].biography
    return ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the collection of the pages."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("html-collect-pages", collect_listing_pages)
    app.connect("kb-sections", add_section)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
