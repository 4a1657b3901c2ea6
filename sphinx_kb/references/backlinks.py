"""Which articles link to an article, each with the sentence around its link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.addnodes import pending_xref

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.references import sentences
from sphinx_kb.references.links import target

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class BacklinkDomain(FactsDomain):
    """The first link of each article to each other one, kept in the environment."""

    name = "backlink"
    label = "Backlinks"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"sentences": {}}  # docname -> target -> sentence

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what an article links to, and in which words."""
        if docname not in CatalogDomain.of(env).articles:
            return
        first: dict[str, pending_xref] = {}
        for node in document.findall(pending_xref):
            name = target(node)
            if name and name != docname:
                first.setdefault(name, node)
        if first:
            found = zip(first, sentences.around(first.values()), strict=True)
            self.data["sentences"][docname] = dict(found)


@once_per_build
def linked_from(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """Return, for each article, those that link to it: (docname, sentence), the newest first."""
    sources: dict[str, list[tuple[str, str]]] = {}
    domain = BacklinkDomain.of(env)
    for docname in CatalogDomain.of(env).collections.newest_first:
        for name, text in domain.data["sentences"].get(docname, {}).items():
            sources.setdefault(name, []).append((docname, text))
    return sources


def add_backlinks(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give the page of an article the articles that link to it."""
    articles = CatalogDomain.of(app.env).articles
    if pagename not in articles:
        return {"backlinks": []}
    found = linked_from(app.env).get(pagename, [])
    return {
        "backlinks": [
            {"page": name, "title": articles[name].title, "sentence": text} for name, text in found
        ]
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and the moment at which it is shown."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_domain(BacklinkDomain)
    app.connect("kb-page-data", add_backlinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
