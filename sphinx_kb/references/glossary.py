"""The terms of the glossary: their names, their entries, their definitions in plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.locale import _

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.incremental.state import fingerprint
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

PAGE = "pages/glossary"
_SOURCE = re.compile(r"\s*Sources?: .*$", re.DOTALL)


class Entry(NamedTuple):
    """One entry of a glossary."""

    page: str  # docname
    anchor: str
    names: tuple[str, ...]  # as written, the first one first
    definition: str  # its first paragraph as plain text, without its source


class GlossaryDomain(FactsDomain):
    """The entries of every glossary of the site, kept in the environment."""

    name = "kb-glossary"
    label = "Glossary"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"entries": {}}  # docname -> entries

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the entries of a page's glossaries."""
        found = [entry for node in document.findall(glossary) for entry in _entries(docname, node)]
        if found:
            self.data["entries"][docname] = found

    def entries(self) -> list[Entry]:
        """Return all entries of the site, in a stable order."""
        pages: dict[str, list[Entry]] = self.data["entries"]
        return [entry for _, found in sorted(pages.items()) for entry in found]


@once_per_build
def glossary_fingerprint(env: BuildEnvironment) -> str:
    """Return what stands for all entries, so that articles can tell whether they changed."""
    return fingerprint(GlossaryDomain.of(env).entries())


def add_section(app: Sphinx) -> Section | None:
    """Tell of the glossary and of each entry, where there is one."""
    entries = GlossaryDomain.of(app.env).entries()
    return Section(PAGE, _("Glossary"), 50, len(entries), names=tuple(map(_name, entries)))


def _name(entry: Entry) -> Name:
    first, *others = entry.names
    full = f"{first} ({others[0]})" if others and first.isupper() else first
    return Name("Glossary", full, entry.page, entry.names, entry.anchor, entry.definition)


def _entries(docname: str, node: glossary) -> Iterator[Entry]:
    """Yield the entries of one glossary."""
    for item in node.findall(nodes.definition_list_item):
        terms = [child for child in item.children if isinstance(child, nodes.term)]
        paragraph = next(iter(item.findall(nodes.paragraph)), None)
        if terms and paragraph is not None and terms[0]["ids"]:
            text = " ".join(_SOURCE.sub("", paragraph.astext()).split())
            names = tuple(term.astext() for term in terms)
            yield Entry(docname, terms[0]["ids"][0], names, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.add_domain(GlossaryDomain)
    app.connect("kb-sections", add_section)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
