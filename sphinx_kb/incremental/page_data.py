"""What each page last showed of other pages, so that it is written again when that changes.

Modules that show other pages' data connect to ``kb-page-data``: a handler gets the name of
a page and returns what its template needs, with names of pages in place of addresses.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.incremental.state import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Set
    from typing import ClassVar

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

EVENT = "kb-page-data"


class PageDigests(FactsDomain):
    """A digest of what each page last showed, kept in the environment."""

    name = "shown"
    label = "Shown"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"digests": {}}  # what -> docname -> digest

    def clear_doc(self, docname: str) -> None:
        """Forget nothing: the digests of a page that is read again are compared."""

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over nothing: digests are made after reading, in one process."""


class Fingerprinted(dict[str, Any]):
    """What many pages show and nothing changes any more: what stands for it is made once."""

    @cached_property
    def _digest(self) -> str:
        return fingerprint(super().__repr__())

    def __repr__(self) -> str:
        """Return a digest in place of the text, which pages would make again and again."""
        return self._digest


def pages_with_changed_data(
    env: BuildEnvironment, what: str, now: Mapping[str, object]
) -> list[str]:
    """Return the pages that show something else than last time, and note what they show.

    ``now`` is what each page shows of ``what``: plain values with a stable ``repr``.
    """
    digests = PageDigests.of(env).data["digests"]
    before = digests.get(what, {})
    digests[what] = {docname: fingerprint(value, 8) for docname, value in now.items()}
    return sorted(name for name, digest in digests[what].items() if before.get(name) != digest)


def page_data(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Return what all modules give to the template of a page."""
    data: dict[str, Any] = {}
    for given in app.events.emit(EVENT, pagename):
        data |= given
    return data


def rewrite_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Ask for every page whose template gets something else than last time."""
    if app.builder.format != "html":
        return []
    return pages_with_changed_data(
        env, "data", {name: page_data(app, name) for name in env.found_docs}
    )


def add_page_data(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the template what the modules have for its page."""
    context.update(page_data(app, pagename))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the event, and the moments at which pages are compared."""
    app.add_domain(PageDigests)
    app.add_event(EVENT)
    app.connect("env-updated", rewrite_changed, priority=800)  # after all that combines facts
    app.connect("html-page-context", add_page_data)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
