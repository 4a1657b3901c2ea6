"""Which pages have which calculators: what is published of scripts, and ids that are there once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx_kb.calculators.node import calculator
from sphinx_kb.facts_domain import FactsDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class CalculatorDomain(FactsDomain):
    """The kinds of calculators on each page, kept in the environment."""

    name = "calculator"
    label = "Calculators"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"kinds": {}}  # docname -> kinds

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which calculators a page has."""
        found = [node["kind"] for node in document.findall(calculator)]
        if found:
            self.data["kinds"][docname] = found

    def clear_doc(self, docname: str) -> None:
        """Forget a page that changed or is gone."""
        self.data["kinds"].pop(docname, None)


def in_articles(app: Sphinx) -> set[str]:
    """Return the kinds of calculators that the pages of the site have."""
    return {kind for kinds in CalculatorDomain.of(app.env).data["kinds"].values() for kind in kinds}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.add_domain(CalculatorDomain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
