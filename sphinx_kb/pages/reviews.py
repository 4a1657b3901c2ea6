"""When each text of the site was reviewed, and when it is due: what is overdue stands first.

What has texts of its own besides articles connects to the event ``kb-reviews`` and returns a
row for each.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.pages.cards import day
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page

EVENT = "kb-reviews"
PAGE = "reviews"
TITLE = "Reviews"
LINE = "When each text was reviewed, and when it is due."
SOON = timedelta(days=30)
STATES = {"overdue": "Overdue", "soon": "Due in 30 days", "in time": "In time", "none": "No date"}
SPELLINGS = ("reviews", "review dates", "overdue", "overdue reviews", "stale")


class Row(NamedTuple):
    """A text that is reviewed: an article, a card, a clock, a risk."""

    kind: str
    name: str
    page: str  # the page that has it; none where it has no page of its own
    owner: str
    reviewed: date | None
    due: date | None
    anchor: str = ""


@once_per_build
def rows(env: BuildEnvironment) -> list[Row]:
    """Return every text of the site that is reviewed, what is due first in front."""
    found = [*_articles(env), *_clocks(env)]
    found += [row for told in env.events.emit(EVENT) for row in told]
    return sorted(found, key=lambda row: (row.due is None, row.due, row.kind, row.name))


def state(row: Row, today: date) -> str:
    """Return the state of a text, as a key of ``STATES``."""
    if row.due is None:
        return "none"
    if row.due < today:
        return "overdue"
    return "soon" if row.due <= today + SOON else "in time"


def _articles(env: BuildEnvironment) -> Iterator[Row]:
    """Yield the articles, where one of them has a review at all."""
    catalog = CatalogDomain.of(env)
    said = {name: article.meta for name, article in catalog.articles.items()}
    if any(meta.reviewed or meta.review_by for meta in said.values()):
        for name, meta in said.items():
            key = catalog.site.find_author(meta.owner or "")
            owner = catalog.site.authors[key].name if key else meta.owner or ""
            title = catalog.articles[name].title
            yield Row("Article", title, name, owner, meta.reviewed, meta.review_by)


def _clocks(env: BuildEnvironment) -> Iterator[Row]:
    for clock in CatalogDomain.of(env).site.clocks.values():
        yield Row("Clock", clock.name, "", "", clock.checked, clock.review_by)


def collect_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn."""
    if is_site(app) and rows(app.env):
        context = {"title": TITLE, "line": LINE, "states": list(_by_state(app.env))}
        yield from skip_unchanged_pages(app, [(PAGE, context, "reviews.html")])


def _by_state(env: BuildEnvironment) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield each state that a text is in, as (key, name, texts)."""
    today = CatalogDomain.of(env).now.date()
    for key, name in STATES.items():
        own = [row for row in rows(env) if state(row, today) == key]
        if own:
            yield key.replace(" ", "-"), name, [
                {
                    "kind": row.kind, "name": row.name, "page": row.page, "anchor": row.anchor,
                    "owner": row.owner, "reviewed": day(row.reviewed), "due": day(row.due),
                }
                for row in own
            ]  # fmt: skip


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page, which the page about the site leads to."""
    if not rows(app.env):
        return None
    return Section(
        PAGE, _(TITLE), 47, 1, names=(Name("Site", TITLE, PAGE, SPELLINGS),), in_navigation=False
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event; connect the page and its section."""
    app.add_event(EVENT)
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("kb-sections", add_section)
    app.connect("html-collect-pages", collect_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
