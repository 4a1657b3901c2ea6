"""Which articles link to an article, each with the sentence around its link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.references.links import target

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

LONGEST = 220  # characters of a sentence that is shown whole
_BEFORE_SIGN = re.compile(r" (?=[.,;:!?)])")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


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
        sentences: dict[str, str] = {}
        for node in document.findall(pending_xref):
            name = target(node)
            if name and name != docname and name not in sentences:
                sentences[name] = enclosing_sentence(node)
        if sentences:
            self.data["sentences"][docname] = sentences

    def clear_doc(self, docname: str) -> None:
        """Forget an article that changed or is gone."""
        self.data["sentences"].pop(docname, None)


def enclosing_sentence(node: nodes.Element) -> str:
    """Return the sentence in which a node stands, as plain text, shortened at words."""
    block: nodes.Element = node
    while isinstance(block.parent, nodes.Element) and not isinstance(
        block, nodes.paragraph | nodes.title | nodes.term | nodes.entry | nodes.list_item
    ):
        block = block.parent
    text, place = _block_text(block, node)
    for part in _END.split(text):
        end = text.find(part, 0) + len(part)
        if end >= place:
            return _clip_around(part, place - (end - len(part)))
    return _clip_around(text, place)


def _block_text(block: nodes.Element, node: nodes.Element) -> tuple[str, int]:
    """Return a block's text on one line, without marks of sources, and the node's place in it."""
    parts: list[str] = []
    place = 0
    for found in block.findall():
        if found is node:
            place = len(_one_line(parts))
        if isinstance(found, nodes.Text) and not isinstance(found.parent.parent, nodes.superscript):
            parts.append(found.astext())
    return _one_line(parts), place


def _one_line(parts: list[str]) -> str:
    """Return texts as one line, with no space where a mark stood before a full stop."""
    return _BEFORE_SIGN.sub("", " ".join("".join(parts).split()))


def _clip_around(text: str, place: int) -> str:
    """Return at most ``LONGEST`` characters of a text around a place, cut at words."""
    if len(text) <= LONGEST:
        return text
    first = max(0, min(place - LONGEST // 3, len(text) - LONGEST))
    cut = text[first : first + LONGEST]
    if first:
        cut = "…" + cut.partition(" ")[2]
    if first + LONGEST < len(text):
        cut = cut.rpartition(" ")[0] + "…"
    return cut


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
