"""What is new, by month: articles that came, changes of substance, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.article.months import MONTHS
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages.cards import card, day
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.article.model import Article
    from sphinx_kb.incremental.generated_pages import Page

PAGE = "new"
TITLE = "What is new"
LINE = "By month: articles that came, changes of substance, and reviews."
MOST = 12  # months
KINDS = {"new": "New", "changed": "Changed", "reviewed": "Reviewed"}
SPELLINGS = (
    "new", "news", "changed", "changes", "recent changes", "updates", "update", "changelog", "last month",
    "new since last month", "changed since last month",
)  # fmt: skip
Event = tuple["date", str, str, str]  # the day, the kind, the article, one sentence


def events(env: BuildEnvironment) -> list[Event]:
    """Return what happened to the published articles, the newest first."""
    articles = CatalogDomain.of(env).articles
    found = [
        (when, kind, docname, what)
        for docname, article in articles.items()
        if article.day and not article.meta.hidden
        for when, kind, what in _of_article(article)
    ]
    return sorted(found, key=lambda one: (-one[0].toordinal(), articles[one[2]].title))


def _of_article(article: Article) -> Iterator[tuple[date, str, str]]:
    """Yield what happened to an article; a review on the day of something else is part of that."""
    said, seen = article.meta, {article.day}
    if article.day:
        yield article.day, "new", ""
    for change in said.changes:
        seen.add(change.date)
        yield change.date, "changed", change.what
    if said.reviewed and said.reviewed not in seen:
        yield said.reviewed, "reviewed", ""


def months(env: BuildEnvironment) -> list[dict[str, Any]]:
    """Return the last months in which something happened, each with its lists."""
    shown: dict[str, dict[str, Any]] = {}
    for when, kind, docname, what in events(env):
        anchor = f"{when.year}-{when.month:02}"
        if anchor not in shown and len(shown) == MOST:
            break
        month = shown.setdefault(
            anchor,
            {
                "anchor": anchor,
                "name": f"{_(MONTHS[when.month - 1])} {when.year}",
                "lists": {key: [] for key in KINDS},
            },
        )
        own = card(env, docname)
        month["lists"][kind].append({
            "page": docname, "title": own["title"], "day": day(when),
            "what": own["description"] if kind == "new" else what,
        })  # fmt: skip
    for month in shown.values():
        month["lists"] = [
            (key, _(KINDS[key]), rows) for key, rows in month["lists"].items() if rows
        ]
    return list(shown.values())


def collect_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn."""
    if is_site(app):
        found = months(app.env)
        context = {"title": _(TITLE), "line": _(LINE), "months": found}
        yield from skip_unchanged_pages(app, [(PAGE, context, "new.html")] if found else [])


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page, which the home page and the foot of articles lead to."""
    if not events(app.env):
        return None
    names = (Name("Site", TITLE, PAGE, SPELLINGS),)
    return Section(PAGE, _(TITLE), 45, 1, names=names, in_navigation=False)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page and its section."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("kb-sections", add_section)
    app.connect("html-collect-pages", collect_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
