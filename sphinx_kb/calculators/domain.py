"""Which pages have which calculators: what is published of scripts, and ids that are there once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx_kb.calculators.node import calculator
from sphinx_kb.catalog.domain import CatalogDomain
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
    initial_data: ClassVar[dict[str, Any]] = {
        "kinds": {},  # docname -> kinds
        "overdue": {},  # docname -> the clocks that it marks as due for a check
    }

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which calculators a page has."""
        found = list(document.findall(calculator))
        if found:
            self.data["kinds"][docname] = [node["kind"] for node in found]
        if any(node["kind"] == "clocks" for node in found):
            self.data["overdue"][docname] = overdue(env)


def overdue(env: BuildEnvironment) -> list[str]:
    """Return the clocks of the site that should have been checked by now."""
    catalog = CatalogDomain.of(env)
    today = catalog.now.date()
    return [key for key, clock in catalog.site.clocks.items() if clock.review_by < today]


def read_overdue(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages that mark other clocks as due for a check than are today."""
    known: dict[str, list[str]] = CalculatorDomain.of(env).data["overdue"]
    return [docname for docname, marked in known.items() if marked != overdue(env)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and when its pages are read anew."""
    app.add_domain(CalculatorDomain)
    app.connect("env-get-outdated", read_overdue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
