"""The common tasks that a search field offers before anything is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.pages import menus
from sphinx_kb.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MOST = 6
PATHS = 2  # reading paths among those that nobody has chosen


def tasks(app: Sphinx) -> list[list[str]]:
    """Return each task as [name, address]: those that the owner names, or what the site has."""
    chosen = CatalogDomain.of(app.env).site.settings.tasks
    if chosen:
        entries = menus.entries(app.env, chosen)
        pairs = [(str(one["name"]), str(one["page"]), str(one["url"])) for one in entries]
    else:
        pairs = [(name, page, "") for name, page in _usual(app.env)]
    uri = app.builder.get_target_uri
    return [[name, url or uri(page)] for name, page, url in dict.fromkeys(pairs)][:MOST]


def _usual(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Yield what a site has to offer, what is wanted in need first."""
    found = sections(env)
    of_kind = {"Now": 1, "Reading path": PATHS}
    for kind, most in of_kind.items():
        names = [name for one in found for name in one.names if name.kind == kind]
        yield from [(name.shown, name.page) for name in names[:most]]
    for one in sorted(found, key=lambda section: not section.line):  # those with a tile first
        yield one.name, one.page
