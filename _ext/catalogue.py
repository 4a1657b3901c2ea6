"""The catalogue: which articles there are, what they say, which are published today.

It is read once, before anything is looked for or parsed; everything that shows
metadata takes it from here (design decision D1).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError
from sphinx.util import logging

from _ext import article_checks, site_data
from _ext.article import dates
from _ext.article.fault import Fault
from _ext.article.model import Article, Reading, read
from _ext.collection import Shelves
from _ext.posts_folder import Posts, scan
from _ext.store import Store
from _ext.warn import warn

if TYPE_CHECKING:
    from collections.abc import Set
    from datetime import datetime
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_UNREADABLE = Reading(None, (Fault(1, "file", "make the file readable", fatal=True),))


class CatalogueDomain(Store):
    """The metadata of all articles, kept in the environment by time and size of the file."""

    name = "catalogue"
    label = "Catalogue"
    data_version = 2  # raise it when Article or the rules for reading it change
    initial_data: ClassVar[dict[str, Any]] = {
        "readings": {},  # path -> (stamp of the file, Reading)
        "rules": None,  # what else the readings depend on
        "refused": {},  # docname -> True: left out because of a fault in its body
    }

    # Of this build alone, set by ``survey``:
    now: datetime
    preview: bool
    site: site_data.SiteData
    articles: dict[str, Article]  # docname -> article: the published ones (in a preview, all)
    hidden: set[str]  # docnames of articles that exist and are not in the site
    excluded: list[str]  # files that Sphinx must not read
    left_out: int  # how many articles are not in the site because of a fault
    shelves: Shelves

    def clear_doc(self, docname: str) -> None:
        """Forget that an article was left out: it is read again, or gone."""
        self.data["refused"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over which articles a parallel reader left out."""
        self.data["refused"].update(
            {docname: True for docname in docnames if docname in otherdata["refused"]}
        )

    def refuse(self, docname: str) -> None:
        """Leave an article out, whole, because of a fault in its body."""
        self.data["refused"][docname] = True

    def read_anew(self, posts: Posts) -> dict[str, Reading]:
        """Return what each file of ``posts`` says, read only where it changed."""
        rules = (self.site.topic_names(), self.site.settings.permalink)
        known = self.data["readings"] if self.data["rules"] == rules else {}
        readings = {}
        for entry in posts.entries:
            kept = known.get(entry.path)
            if not kept or kept[0] != entry.stamp:
                try:
                    kept = entry.stamp, read(entry.path, entry.file.read_bytes(), *rules)
                except OSError:
                    kept = (0, 0), _UNREADABLE
            readings[entry.path] = kept
        self.data["readings"], self.data["rules"] = readings, rules
        return {path: reading for path, (_, reading) in readings.items()}

    def drop_refused(self) -> list[str]:
        """Take the articles with a faulty body out; return their docnames."""
        refused = sorted(set(self.data["refused"]) & set(self.articles))
        for docname in refused:
            del self.articles[docname]
            self.hidden.add(docname)
        self.left_out += len(refused)
        if refused:
            self.shelves = Shelves(self.articles, self.site)
        return refused

    def public(self, docname: str) -> bool:
        """Return whether an article that a preview shows is published, too."""
        return self.data["readings"][f"{docname}.md"][1].public(self.now)  # type: ignore[no-any-return]

    def status(self) -> str:
        """Return the line that ends a build: what is published, and what is not yet."""
        readings = [reading for _, reading in self.data["readings"].values()]
        drafts = sum(reading.drafted for reading in readings)
        dues = sorted(
            reading.due
            for reading in readings
            if not reading.drafted and reading.due and reading.due > self.now
        )
        parts = [f"{len(self.articles)} {'shown' if self.preview else 'published'}"]
        if drafts:
            parts.append(f"{drafts} draft{'s' if drafts > 1 else ''}")
        if dues:
            day = dates.written_out(dues[0].date())
            first = "" if len(dues) == 1 else "the first "
            parts.append(f"{len(dues)} due {first}{day} (UTC)")
        if self.left_out:
            parts.append(f"{self.left_out} left out: see the warnings")
        return ", ".join(parts)


def survey(app: Sphinx) -> None:
    """Read the heads of all articles; hide from Sphinx those that are not published.

    It runs at ``builder-inited``, before Sphinx looks for documents.
    """
    catalogue = CatalogueDomain.of(app.env)
    try:
        catalogue.now = dates.now(dict(os.environ))
    except ValueError as error:
        raise ConfigError(str(error)) from None
    catalogue.preview = os.environ.get("KB_PREVIEW") == "1"
    catalogue.site, wrong = site_data.read(app.srcdir / "_data")
    for name, line, remedy in wrong:
        warn("source", remedy, (f"_data/{name}", line))
    posts = scan(app.srcdir)
    for path, fault in posts.faults:
        warn(fault.subtype, fault.remedy, (path, fault.line))
    readings = catalogue.read_anew(posts)
    catalogue.articles, catalogue.hidden, catalogue.excluded = {}, set(), list(posts.excluded)
    catalogue.left_out = len(posts.faults)
    for entry in posts.entries:
        reading = readings[entry.path]
        shown = catalogue.preview or reading.public(catalogue.now)
        faults = list(reading.faults) if shown else []
        if shown and reading.article:
            catalogue.articles[entry.docname] = reading.article
            faults += article_checks.faults(
                app.srcdir, entry.docname, reading.article, catalogue.site
            )
        else:
            catalogue.left_out += shown
            catalogue.hidden.add(entry.docname)
            catalogue.excluded.append(entry.path)
        for fault in sorted(faults):
            warn(fault.subtype, fault.remedy, (entry.path, fault.line))
    catalogue.shelves = Shelves(catalogue.articles, catalogue.site)
    hidden = [_literally(path) for path in catalogue.excluded]
    app.config.exclude_patterns = [*app.config.exclude_patterns, *hidden]


def unhide(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give Sphinx its own patterns back: a lasting change would make it read all again."""
    hidden = {_literally(path) for path in CatalogueDomain.of(env).excluded}
    app.config.exclude_patterns = [p for p in app.config.exclude_patterns if p not in hidden]


def drop_refused(app: Sphinx, env: BuildEnvironment) -> None:
    """Take articles with a faulty body out of the environment, before anything links to them."""
    for docname in CatalogueDomain.of(env).drop_refused():
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        env.found_docs.discard(docname)


def show_status(app: Sphinx, exception: Exception | None) -> None:
    """End the build with one line on what is published."""
    if exception is None:
        _logger.info(CatalogueDomain.of(app.env).status())


def _literally(path: str) -> str:
    """Return the pattern that matches a path alone; a folder keeps its stars."""
    folder = path.removesuffix("/**")
    escaped = "".join(f"[{sign}]" if sign in "[]*?" else sign for sign in folder)
    return escaped + path[len(folder) :]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and the moments at which it hides and forgets articles."""
    app.add_domain(CatalogueDomain)
    app.connect("builder-inited", survey, priority=100)  # before anything that asks for articles
    app.connect("env-before-read-docs", unhide)
    app.connect("env-updated", drop_refused, priority=100)  # before other pages look
    app.connect("build-finished", show_status, priority=900)  # the last word
    return {"parallel_read_safe": True, "parallel_write_safe": True}
