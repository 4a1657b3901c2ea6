"""Reading paths: articles in an order, each with the reason why it comes now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.catalog.text_stats import TextStats
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages.cards import card
from sphinx_kb.references import missing
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page

LIST = "paths"


def page(slug: str) -> str:
    """Return the name of the page of a path."""
    return f"{LIST}/{slug}"


def steps(env: BuildEnvironment, slug: str) -> list[tuple[str, str]]:
    """Return the steps of a path that can be read today, as (docname, reason)."""
    catalog = CatalogDomain.of(env)
    return [
        (f"posts/{step.slug}", step.reason)
        for step in catalog.site.paths[slug].articles
        if f"posts/{step.slug}" in catalog.articles
    ]


def summary(env: BuildEnvironment, slug: str) -> dict[str, Any]:
    """Return what a card shows of a path: its name, for whom, how many articles, how long."""
    path = CatalogDomain.of(env).site.paths[slug]
    names = [docname for docname, _ in steps(env, slug)]
    minutes = sum(TextStats.of(env).body(docname).minutes for docname in names)
    hours, rest = divmod(minutes, 60)
    return {
        "page": page(slug), "slug": slug, "name": path.name, "for": path.whom, "line": path.line,
        "count": len(names), "time": _("{} h {} min").format(hours, rest) if hours else _("{} min").format(rest),
    }  # fmt: skip


def shown(env: BuildEnvironment) -> list[str]:
    """Return the slugs of the paths that have an article to read."""
    return [slug for slug in CatalogDomain.of(env).site.paths if steps(env, slug)]


def collect_path_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages of paths that have to be drawn."""
    if app.builder.format == "html":
        yield from skip_unchanged_pages(app, path_pages(app))


def path_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page of each path, and the page of all."""
    slugs = shown(app.env)
    for slug in slugs:
        cards = [card(app.env, name) | {"reason": why} for name, why in steps(app.env, slug)]
        path = summary(app.env, slug)
        yield page(slug), {"title": path["name"], "path": path, "cards": cards}, "path.html"
    if slugs:
        paths = [summary(app.env, slug) for slug in slugs]
        yield LIST, {"title": _("Reading paths"), "paths": paths}, "paths.html"


def add_section(app: Sphinx) -> Section:
    """Tell of the page of all paths, and of each."""
    slugs = shown(app.env)
    names = (
        Name("Reading path", path.name, page(slug), (path.name, slug, f"{slug} path"))
        for slug, path in CatalogDomain.of(app.env).site.paths.items()
        if slug in slugs
    )
    return Section(LIST, _("Reading paths"), 10, len(slugs), names=tuple(names))


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a step that names no article at all."""
    for key, path in CatalogDomain.of(env).site.paths.items():
        missing.tell(app, "link", "paths.yml", (step.slug for step in path.articles), key, "path")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the pages and the check."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("env-updated", check)
    app.connect("kb-sections", add_section)
    app.connect("html-collect-pages", collect_path_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
