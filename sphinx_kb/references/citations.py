"""The sentences that carry a mark of a source, so that the page of all sources can link to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.references import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Citation(NamedTuple):
    """One mark of an article: the sources that it names, its place, and the sentence before it."""

    numbers: tuple[int, ...]  # as in the front matter
    anchor: str
    sentence: str


class CitationsDomain(FactsDomain):
    """The marks of each page, kept in the environment."""

    name = "citations"
    label = "Citations"
    initial_data: ClassVar[dict[str, Any]] = {"citations": {}}  # docname -> citations
    data_version = 1

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the marks of a page with their sentences."""
        marks = list(_marks(document))
        found = [
            Citation(_numbers(mark), mark["ids"][0], sentence)
            for mark, sentence in zip(marks, sentences.around(marks), strict=True)
        ]
        if found:
            self.data["citations"][docname] = found

    def citations(self, docname: str) -> list[Citation]:
        """Return the marks of a page, in their order."""
        found: list[Citation] = self.data["citations"].get(docname, [])
        return found


class NumberMarks(SphinxTransform):
    """Give each mark of a source an id, so that the page of all sources can link to its place."""

    default_priority = 800  # before the domain notes the marks (850)

    def apply(self, **kwargs: Any) -> None:
        """Give each its number in the order of the text."""
        for number, mark in enumerate(_marks(self.document), 1):
            mark["ids"] = [f"kb-cite-{number}"]


def _marks(document: nodes.document) -> Iterator[nodes.superscript]:
    return (mark for mark in document.findall(nodes.superscript) if "kb-source" in mark["classes"])


def _numbers(mark: nodes.superscript) -> tuple[int, ...]:
    return tuple(int(link.astext()) for link in mark.findall(nodes.reference))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the numbers of the marks, and where they are kept."""
    app.add_transform(NumberMarks)
    app.add_domain(CitationsDomain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
