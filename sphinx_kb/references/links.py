"""Links between pages: always with the target's present title, or no link at all.

A link to an article that exists and is not in the site shows its text; the page is
written again when the article appears.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx.addnodes import pending_xref
from sphinx.util import docname_join
from sphinx.util.nodes import clean_astext

from sphinx_kb.catalog.ablog import references
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.incremental.page_data import pages_with_changed_data
from sphinx_kb.references import addresses
from sphinx_kb.references.labels import LabelDomain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def target(node: pending_xref) -> str | None:
    """Return the document that a reference names, or None if it names something else."""
    if node["refdomain"] == "doc" or (node["refdomain"], node["reftype"]) == ("std", "doc"):
        name = str(node["reftarget"])
        return name if node["reftype"] == "myst" else docname_join(node["refdoc"], name)
    return None


class LinkDomain(FactsDomain):
    """The pages that each page links to, kept in the environment."""

    name = "link"
    label = "Links"
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {
        "targets": {},  # docname -> the pages that it links to
        "parts": {},  # docname -> parts of pages: (docname, name of the part)
        "labels": {},  # docname -> names of parts, terms and lists
        "addresses": {},  # docname -> addresses of pages as they are written
    }

    def note(self, docname: str, document: nodes.document) -> None:
        """Note what a page links to."""
        references = list(document.findall(pending_xref))
        named = {name for node in references if (name := target(node))}
        labels = {str(node["reftarget"]).lower() for node in references if not target(node)}
        parts = {(target(node), str(node.get("reftargetid") or "")) for node in references}
        self.data["targets"][docname] = sorted(named - {docname})
        self.data["parts"][docname] = sorted((name, part) for name, part in parts if name and part)
        self.data["labels"][docname] = sorted(labels)
        written = {one for node in document.findall() for one in addresses.written_in(node)}
        if written:
            self.data["addresses"][docname] = sorted(written)


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a page links to.

    When domains process a document, MyST has not made references of links such as ``[](#part)``.
    """
    LinkDomain.of(app.env).note(app.env.current_document.docname, doctree)


def read_broken(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages that link to a file that is gone, or list it: it was looked for while reading."""
    there = env.found_docs | CatalogDomain.of(env).hidden
    linking = [
        page for page, names in LinkDomain.of(env).data["targets"].items() if set(names) - there
    ]
    listing = [page for page, names in env.toctree_includes.items() if set(names) - env.found_docs]
    return linking + listing


def rewrite_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Ask for every page with a link whose target changed its title or its place, came or went."""
    domain, standard = LinkDomain.of(env), env.domains.standard_domain
    tables = references(app), standard.labels, standard.anonlabels, standard._terms
    parts_of = cache(partial(anchors, env))
    table_of_addresses, hidden = addresses.addresses(env), addresses.hidden_labels(env)
    titles = {name: clean_astext(node) for name, node in env.titles.items()}

    def shown(docname: str) -> Iterator[tuple[str, Any]]:
        for name in domain.data["targets"][docname]:
            yield name, titles.get(name)
        for name, part in domain.data["parts"][docname]:
            yield part, parts_of(name).get(part)
        for label in domain.data["labels"][docname]:
            yield label, [table.get(label) for table in tables]
            yield label, label in hidden or table_of_addresses.is_hidden_name(label)
        for written in domain.data["addresses"].get(docname, ()):
            if found := table_of_addresses.find(docname, written):
                yield written, (found, titles.get(found.docname))
                yield found.part, parts_of(found.docname).get(found.part) if found.part else None

    return pages_with_changed_data(
        env, "links", {name: tuple(shown(name)) for name in domain.data["targets"]}
    )


def anchors(env: BuildEnvironment, docname: str) -> dict[str, list[tuple[str, ...]]]:
    """Return what a link to each part of a page leads to, by the names that MyST looks for."""
    found = LabelDomain.of(env).anchors(docname)
    for slug, (_, anchor, text) in env.metadata.get(docname, {}).get("myst_slugs", {}).items():
        found.add((slug, anchor, text))
    by_name: dict[str, list[tuple[str, ...]]] = {}
    for entry in sorted(found):
        for name in {*entry[:2]}:
            by_name.setdefault(name, []).append(entry)
    return by_name


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and the moments at which targets are compared."""
    app.setup_extension("sphinx_kb.references.labels")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_config_value("kb_unpublished", "an article to come", "env", types=frozenset({str}))
    app.add_domain(LinkDomain)
    app.connect("env-get-outdated", read_broken)
    app.connect("doctree-read", note_links)
    app.connect("env-updated", rewrite_changed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
