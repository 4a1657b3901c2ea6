"""What is published today: the heads of all articles are read before Sphinx looks for pages.

What is not published is hidden from Sphinx, so that no byte of it can be in the site
(design decision D4).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_kb.article import dates, future
from sphinx_kb.article.folder import FOLDER, scan
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental.repeat_warnings import tell_of_unreadable
from sphinx_kb.site import checks, data
from sphinx_kb.site.collections import Collections
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)


def check_clock(app: Sphinx, config: Config) -> None:
    """Stop before anything is touched if it cannot be said what day it is.

    With an error of its own, Sphinx would print a traceback.
    """
    try:
        dates.now(dict(os.environ))
    except ValueError as error:
        raise SystemExit(str(error)) from None


def tell_of_articles(app: Sphinx, config: Config) -> None:
    """Take over from Sphinx what it says of articles that it cannot read."""
    tell_of_unreadable(FOLDER)


def read_catalog(app: Sphinx) -> None:
    """Read the heads of all articles; hide from Sphinx those that are not published.

    It runs at ``builder-inited``, before Sphinx looks for documents.
    """
    catalog = CatalogDomain.of(app.env)
    catalog.now = dates.now(dict(os.environ))
    catalog.preview = os.environ.get("KB_PREVIEW") == "1"
    catalog.site, wrong = data.read(app.srcdir / "_data")
    for name, line, remedy in wrong:
        warn(data.subtype(name), remedy, (f"_data/{name}", line))
    posts = scan(app.srcdir, has_folders=app.builder.name == "dirhtml")
    for path, fault in posts.faults:
        warn(fault.subtype, fault.remedy, (path, fault.line))
    readings = catalog.read_heads(posts)
    catalog.articles, catalog.hidden, catalog.excluded = {}, set(), list(posts.excluded)
    catalog.left_out = sum(fault.fatal for _, fault in posts.faults)
    unknown: dict[str, Sequence[tuple[str, int]]] = {}
    lacking: dict[str, Sequence[tuple[str, int]]] = {}
    for entry in posts.entries:
        reading = readings[entry.docname]
        shown = catalog.preview or reading.public(catalog.now)
        faults = list(reading.faults) if shown else []
        unknown[entry.path] = reading.unknown if shown else ()
        lacking[entry.path] = reading.lacking if shown else ()
        if shown and reading.article:
            catalog.articles[entry.docname] = future.without(reading.article, catalog.now)
            faults += future.faults(reading.article, catalog.now)
            faults += checks.faults(app.srcdir, entry.docname, reading.article, catalog.site)
        else:
            catalog.left_out += shown
            catalog.hidden.add(entry.docname)
            catalog.excluded.append(entry.path)
        for fault in sorted(faults):
            warn(fault.subtype, fault.remedy, (entry.path, fault.line))
    people = checks.unknown_people(catalog.articles, catalog.site)
    told = [(f"{docname}.md", fault) for docname, fault in people]
    for path, fault in (
        *told,
        *checks.lacking_fields(lacking),
        *checks.unknown_fields(unknown, catalog.site),
    ):
        warn(fault.subtype, fault.remedy, (path, fault.line))
    catalog.collections = Collections(catalog.articles, catalog.site)
    hidden = [_literally(path) for path in catalog.excluded]
    app.config.exclude_patterns = [*app.config.exclude_patterns, *hidden]


def restore_exclude_patterns(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give Sphinx its own patterns back: a lasting change would make it read all again."""
    catalog = CatalogDomain.of(env)
    catalog.being_read = docnames
    hidden = {_literally(path) for path in catalog.excluded}
    app.config.exclude_patterns = [p for p in app.config.exclude_patterns if p not in hidden]


def remove_rejected(app: Sphinx, env: BuildEnvironment) -> None:
    """Take articles with a faulty body out of the environment, before anything links to them."""
    catalog = CatalogDomain.of(env)
    for docname in catalog.remove_rejected():
        if docname in catalog.being_read:
            catalog.being_read.remove(docname)
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        env.found_docs.discard(docname)


def show_status(app: Sphinx, exception: Exception | None) -> None:
    """End the build with one line on what is published."""
    if exception is None:
        _logger.info(CatalogDomain.of(app.env).status())


def _literally(path: str) -> str:
    """Return the pattern that matches a path alone; a folder keeps its stars.

    The NUL, which no path has, keeps Python from warning of a "[" at a set's start.
    """
    folder = path.removesuffix("/**")
    escaped = "".join(f"[\0{sign}]" if sign in "[*?" else sign for sign in folder)
    return escaped + path[len(folder) :]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moments at which articles are hidden and forgotten."""
    app.connect("config-inited", check_clock, priority=0)  # before a turn is taken
    app.connect("config-inited", tell_of_articles, priority=60)  # the recorder is there at 50
    app.connect(
        "builder-inited", read_catalog, priority=100
    )  # before anything that asks for articles
    app.connect("env-before-read-docs", restore_exclude_patterns)
    app.connect("env-updated", remove_rejected, priority=100)  # before other pages look
    app.connect("build-finished", show_status, priority=900)  # the last word
    return {"parallel_read_safe": True, "parallel_write_safe": True}
