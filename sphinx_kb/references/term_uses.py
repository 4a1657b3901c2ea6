"""Each term of the glossary names the articles that use it: those whose authors linked it.

Mentions that only the build links (see ``terms``) do not count: an author who links a term by
hand has something to say of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import quote_plus

from docutils import nodes
from sphinx.addnodes import glossary, pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.references.glossary import Entry, GlossaryDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MOST = 8  # articles named at a term; the search finds the rest


class TermUsesDomain(FactsDomain):
    """The terms that each article links to by hand, kept in the environment."""

    name = "kb-term-uses"
    label = "Uses of terms"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"names": {}}  # docname -> names, in small letters

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the terms that an article links to."""
        names = {
            str(node["reftarget"]).casefold()
            for node in document.findall(pending_xref)
            if (node["refdomain"], node["reftype"]) == ("std", "term")
        }
        if names and docname in CatalogDomain.of(env).articles:
            self.data["names"][docname] = sorted(names)


class ListUses(SphinxPostTransform):
    """Add to each entry of a glossary the links to the articles that use it."""

    default_priority = 20  # after references are resolved (10)
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Append a paragraph of links to each definition that has uses."""
        docname = self.env.current_document.docname
        uses = {use["anchor"]: use for use in add_uses(self.app, docname)["term_uses"]}
        for item in self.document.findall(nodes.definition_list_item) if uses else ():
            terms = [node for node in item.children if isinstance(node, nodes.term)]
            use = uses.get(terms[0]["ids"][0]) if terms and terms[0]["ids"] else None
            if use and isinstance(item.parent.parent, glossary):
                definition = cast("nodes.definition", item[-1])
                definition += self._line(docname, use)

    def _line(self, docname: str, use: dict[str, Any]) -> nodes.paragraph:
        """Return the paragraph of one entry."""
        builder = cast("StandaloneHTMLBuilder", self.app.builder)
        line = nodes.paragraph(classes=["kb-uses"])
        line += nodes.Text("Used in ")
        for page, title in use["articles"]:
            if len(line) > 1:
                line += nodes.Text(" · ")
            uri = builder.get_relative_uri(docname, page)
            line += nodes.reference("", title, refuri=uri, internal=True)
        if use["more"]:
            uri = f"{builder.get_relative_uri(docname, 'search')}?q={quote_plus(use['name'])}"
            rest = nodes.Text(f"{use['more']} more")
            line += nodes.Text(" · ")
            link = nodes.reference("", "", rest, refuri=uri, internal=True)
            line += link if builder.search else rest  # an e-book has no search page
        return line


@once_per_build
def articles_by_term(env: BuildEnvironment) -> dict[Entry, list[str]]:
    """Return the articles that use each entry, the newest first."""
    domain = TermUsesDomain.of(env)
    entries = {
        name.casefold(): entry for entry in GlossaryDomain.of(env).entries() for name in entry.names
    }
    articles: dict[Entry, list[str]] = {}
    for docname in CatalogDomain.of(env).collections.newest_first:
        names = domain.data["names"].get(docname, [])
        for entry in dict.fromkeys(entries[name] for name in names if name in entries):
            articles.setdefault(entry, []).append(docname)
    return articles


@once_per_build
def terms_by_article(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the names of the terms that each article's author links to."""
    found: dict[str, list[str]] = {}
    for entry, docnames in articles_by_term(env).items():
        for docname in docnames:
            found.setdefault(docname, []).extend(entry.names)
    return found


def add_uses(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give the page of a glossary, for each entry, the articles that use it."""
    articles, uses = CatalogDomain.of(app.env).articles, []
    for entry in GlossaryDomain.of(app.env).data["entries"].get(pagename, []):
        if found := articles_by_term(app.env).get(entry):
            shown = [(docname, articles[docname].title) for docname in found[:MOST]]
            more = len(found) - len(shown)
            uses.append(
                {"anchor": entry.anchor, "name": entry.names[0], "articles": shown, "more": more}
            )
    return {"term_uses": uses}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the transform, and the moment at which uses are shown."""
    app.setup_extension("sphinx_kb.references.glossary")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_domain(TermUsesDomain)
    app.add_post_transform(ListUses)
    app.connect("kb-page-data", add_uses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
