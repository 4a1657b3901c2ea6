"""The owner's own navigation, foot and tasks of the search, and the pages that nothing leads to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.references.links import LinkDomain
from sphinx_kb.sections import sections
from sphinx_kb.site.collections import LISTS
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.settings import MenuItem

FILE = "_data/site.yml"
LIST_NAMES = {"topics": "Topics", "tags": "Tags", "authors": "Authors", "archive": "All articles"}


@once_per_build
def names(env: BuildEnvironment) -> dict[str, str]:
    """Return what each page of the site is called, by its name."""
    catalog = CatalogDomain.of(env)
    shelves = catalog.collections.by_kind.values()
    found = {item.docname: item.name for shelf in shelves for item in shelf.values()}
    found |= {page: _(LIST_NAMES[page]) for page in LISTS.values()}
    found |= {
        one.page: one.shown for section in sections(env) for one in section.names if not one.anchor
    }
    found |= {section.page: section.name for section in sections(env)}
    own = {name: env.titles[name].astext() for name in env.found_docs if name in env.titles}
    return own | found | {name: article.title for name, article in catalog.articles.items()}


def entries(env: BuildEnvironment, items: Iterable[MenuItem]) -> list[dict[str, Any]]:
    """Return the entries of a menu whose page is there, or that lead to another site."""
    known, counted = (
        names(env),
        {one.page for one in sections(env) if one.count and one.in_navigation},
    )
    return [
        {
            "page": item.docname, "url": item.url, "counted": item.docname in counted,
            "name": item.name or known.get(item.docname, ""), "in_foot": False,
        }
        for item in items
        if item.url or item.docname in known
    ]  # fmt: skip


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of an entry that names no page, and of a page that nothing leads to."""
    site = CatalogDomain.of(env).site
    listed = {}
    for setting in ("navigation", "foot", "tasks"):
        for item in getattr(site.settings, setting):
            listed[item.docname] = setting
            if item.page and item.docname not in names(env):
                remedy = f"correct '{item.page}' of '{setting}': the site has no such page"
                warn("link", remedy, (FILE, site.lines.get(setting, 1)))
    reached = set(listed) | (
        {one.page for one in sections(env)} if not site.settings.navigation else set()
    )
    reached |= {app.config.root_doc, "pages/about"}
    for page, targets in LinkDomain.of(env).data["targets"].items():
        reached |= set(targets) - {page}
    for page, included in env.toctree_includes.items():
        reached |= set(included) if page != app.config.root_doc else set()
    for page in sorted(env.found_docs - reached):
        if page.startswith("pages/") and "orphan" not in env.metadata[page]:
            remedy = "link to this page, or name it under 'navigation' of _data/site.yml: nothing leads to it"
            warn("page", remedy, (Path(env.doc2path(page, base=False)).as_posix(), 1))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the check."""
    app.connect("env-updated", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
