"""The page ``offline.html``: what a browser keeps of the site, and the site as one file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB
from sphinx_kb.incidents.page import PAGE as INCIDENT_PAGE
from sphinx_kb.incidents.page import kinds
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page

PAGE = "offline"
TITLE = "Read it offline"
LINE = "What can be read when there is no network: in this browser, or from a file of your own."
TOOLS = ("offline",)
SPELLINGS = ("offline", "offline copy", "read offline", "save for offline", "without a network", "without internet", "airplane mode", "crisis copy", "e-book", "ebook", "epub")  # fmt: skip
COPY_VARIABLE, BOOK_VARIABLE = "KB_CRISIS", "KB_EBOOK"


def has_copy(app: Sphinx) -> bool:
    """Return whether this build packs the site into one file: never with drafts."""
    is_site = app.builder.name in WEB and not CatalogDomain.of(app.env).preview
    return is_site and os.environ.get(COPY_VARIABLE) == "1"


def book(app: Sphinx) -> Path | None:
    """Return the e-book that is published beside the site, if one was made for it."""
    named = os.environ.get(BOOK_VARIABLE, "")
    file = Path(named)
    return file if named and has_copy(app) and file.is_file() else None


def wants_worker(app: Sphinx) -> bool:
    """Return whether the owner lets browsers keep what is read; of a private site only if asked."""
    settings = CatalogDomain.of(app.env).site.settings
    return settings.offline if settings.offline is not None else not settings.private


def has_worker(app: Sphinx) -> bool:
    """Return whether this build makes what keeps it: never of drafts."""
    is_site = app.builder.name in WEB and not CatalogDomain.of(app.env).preview
    return is_site and wants_worker(app)


def has_page(app: Sphinx) -> bool:
    """Return whether there is something to tell; in a preview, too, where links may lead to it."""
    return has_copy(app) or (app.builder.name in WEB and wants_worker(app))


def collect_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn."""
    if app.builder.name in WEB:
        yield from skip_unchanged_pages(app, pages(app))


def pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page, where a browser or a file keeps the site."""
    if has_page(app):
        yield PAGE, {
            "title": _(TITLE), "line": _(LINE), "worker": wants_worker(app), "copy": has_copy(app),
            "incidents": INCIDENT_PAGE if kinds(app.env) else "", "kb_tools": TOOLS,
        }, "offline.html"  # fmt: skip


def add_link(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Tell each page whether there is a page to lead to, and a worker to ask for."""
    return {"offline_page": PAGE if has_page(app) else "", "offline_worker": has_worker(app)}


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page, which the foot of every page leads to."""
    if not wants_worker(app) and not has_copy(app):
        return None
    names = (Name("Site", _(TITLE), PAGE, SPELLINGS),)
    return Section(PAGE, _(TITLE), 47, 1, names=names, in_navigation=False)


def tools(app: Sphinx) -> tuple[tuple[str, ...], ...]:
    """Tell of the script of the page."""
    return (TOOLS,) if has_page(app) else ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page, the way to it, and its script."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.setup_extension("sphinx_kb.pages.tools")
    app.connect("kb-sections", add_section)
    app.connect("kb-page-data", add_link)
    app.connect("kb-tools", tools)
    app.connect("html-collect-pages", collect_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
