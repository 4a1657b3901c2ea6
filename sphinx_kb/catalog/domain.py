"""The catalog: which articles there are, what they say, which are published today.

It is read once, before anything is looked for or parsed; everything that shows
metadata takes it from here (design decision D1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.article import dates
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.model import Article, ParsedHead, read
from sphinx_kb.article.source import LARGEST_FILE
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.site.collections import Collections

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from pathlib import Path
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.article.folder import Posts
    from sphinx_kb.site.model import SiteData

_UNREADABLE = ParsedHead(None, (Fault(1, "file", "make the file readable", fatal=True),))


def _head_and_body(file: Path) -> bytes:
    """Return what a file of an article holds, but of one that is refused for its size not all."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


class CatalogDomain(FactsDomain):
    """The metadata of all articles, kept in the environment by time and size of the file."""

    name = "catalog"
    label = "Catalog"
    data_version = 3  # raise it when Article or the rules for reading it change
    initial_data: ClassVar[dict[str, Any]] = {
        "readings": {},  # docname -> (stamp of the file, Reading)
        "rules": None,  # what else the readings depend on
        "refused": {},  # docname -> True: left out because of a fault in its body
    }

    # Of this build alone, set by ``survey``:
    now: datetime
    preview: bool
    site: SiteData
    articles: dict[str, Article]  # docname -> article: the published ones (in a preview, all)
    hidden: set[str]  # docnames of articles that exist and are not in the site
    excluded: list[str]  # files that Sphinx must not read
    left_out: int  # how many articles are not in the site because of a fault
    being_read: list[str]  # Sphinx's own list of docnames to read, and then to write
    collections: Collections

    def clear_doc(self, docname: str) -> None:
        """Forget that an article was left out: it is read again, or gone."""
        self.data["refused"].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over which articles a parallel reader left out."""
        self.data["refused"].update(
            {docname: True for docname in docnames if docname in otherdata["refused"]}
        )

    def reject(self, docname: str) -> None:
        """Leave an article out, whole, because of a fault in its body."""
        self.data["refused"][docname] = True

    def read_heads(self, posts: Posts) -> dict[str, ParsedHead]:
        """Return what each article of ``posts`` says, by its docname, read only where it changed."""
        rules = (self.site.topic_names(), self.site.settings.permalink)
        known = self.data["readings"] if self.data["rules"] == rules else {}
        readings = {}
        for entry in posts.entries:
            kept = known.get(entry.docname)
            if not kept or kept[0] != entry.stamp:
                try:
                    kept = entry.stamp, read(entry.path, _head_and_body(entry.file), *rules)
                except OSError:
                    kept = (0, 0), _UNREADABLE
            readings[entry.docname] = kept
        self.data["readings"], self.data["rules"] = readings, rules
        return {docname: reading for docname, (_, reading) in readings.items()}

    def remove_rejected(self) -> list[str]:
        """Take the articles with a faulty body out; return their docnames."""
        refused = sorted(self.data["refused"])
        for docname in refused:
            self.articles.pop(docname, None)
            self.hidden.add(docname)
        self.left_out += len(refused)
        if refused:
            self.collections = Collections(self.articles, self.site)
        return refused

    def public(self, docname: str) -> bool:
        """Return whether an article that a preview shows is published, too."""
        return self.data["readings"][docname][1].public(self.now)  # type: ignore[no-any-return]

    def status(self) -> str:
        """Return the line that ends a build: what is published, and what is not yet."""
        readings = [reading for _, reading in self.data["readings"].values()]
        drafts = sum(reading.held_back for reading in readings)
        dues = sorted(
            reading.due
            for reading in readings
            if not reading.held_back and reading.due and reading.due > self.now
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and what fills it."""
    app.add_domain(CatalogDomain)
    app.setup_extension("sphinx_kb.catalog.publication")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
