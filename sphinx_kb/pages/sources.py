"""The page of all sources: what the articles rest on, when it was read, and where it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.markup.sources import written_out
from sphinx_kb.pages.cards import day
from sphinx_kb.pages.works import PRIMARY, Work, age, works
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page

PAGE = "sources"
KINDS = {
    "law": "Law", "standard": "Standard", "primary": "Primary", "research": "Research",
    "vendor": "Vendor", "press": "Press, law firm", "secondary": "Secondary",
}  # fmt: skip


def collect_sources_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn; not in an e-book, where each article lists its own."""
    if is_site(app):
        yield from skip_unchanged_pages(app, sources_page(app))


def sources_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page of all sources, where articles list some."""
    found = works(app.env)
    if found:
        primary = sum(work.kind in PRIMARY for work in found)
        line = "What the articles rest on, when it was read, and the sentences that cite it."
        context = {
            "title": "Sources", "line": line, "primary": primary,
            "has_kinds": any(work.kind for work in found),
            "works": [_row(app.env, work) for work in found],
        }  # fmt: skip
        yield PAGE, context, "sources.html"


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page, where there is one."""
    count = len(works(app.env))
    name = Name("Page", "Sources", PAGE, ("sources", "all sources", "bibliography", "references"))
    return Section(PAGE, _("Sources"), 45, count, in_foot=True, names=(name,)) if count else None


def _row(env: BuildEnvironment, work: Work) -> dict[str, Any]:
    """Return what the page shows of a work."""
    catalog = CatalogDomain.of(env)
    return {
        "title": work.title, "url": work.url, "publisher": work.publisher,
        "date": work.published and written_out(work.published), "kind": KINDS.get(work.kind or "", ""),
        "read": day(work.read), "age": work.read and age(work.read, catalog.now.date()),
        "articles": [
            {
                "page": cited.article, "title": catalog.articles[cited.article].title,
                "number": cited.number,
                "sentences": [(one.anchor, one.sentence) for one in cited.citations],
            }
            for cited in work.cited_by
        ],
    }  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page and its section."""
    app.setup_extension("sphinx_kb.references.citations")
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("kb-sections", add_section)
    app.connect("html-collect-pages", collect_sources_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
