"""The roles that name a risk or an option, or print a figure of it: ``{risk}`R1:p95```."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import ReferenceRole

from sphinx_kb.risks.assessed import assessment
from sphinx_kb.risks.figures import fallback, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

DOMAIN = "risk"
KINDS = ("risk", "option")


class RegisterRole(ReferenceRole):
    """``{risk}`R1```, ``{risk}`R1:after:p95```, or with own words ``{risk}`the fire <R1>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference; whether its target is known is seen when all is read."""
        kind = self.name.rpartition(":")[2].lower()
        own, target = self.has_explicit_title, "".join(self.target.split())
        text = self.title if own else written(self.env, kind, target)
        node = pending_xref(
            self.rawtext, nodes.inline("", text), refdomain=DOMAIN, reftype=kind,
            reftarget=target, refdoc=self.env.docname, refexplicit=own, refwarn=False,
        )  # fmt: skip
        node.line = self.lineno
        return [node], []


class NumberUses(SphinxTransform):
    """Give each use of a role an id, so that the page of a risk can link to its place."""

    default_priority = 800  # before the domain notes the uses (850)

    def apply(self, **kwargs: Any) -> None:
        """Give each its number in the order of the text."""
        for number, node in enumerate(uses_in(self.document), 1):
            node["ids"] = [f"kb-risk-{number}"]


def written(env: BuildEnvironment, kind: str, target: str) -> str:
    """Return the text of a role without words of the author's own."""
    try:
        return find(assessment(env), kind, target).text
    except ValueError:
        return fallback(target)


def uses_in(document: nodes.document) -> Iterator[pending_xref]:
    """Yield the references of our roles in the order of the text."""
    for node in document.findall(pending_xref):
        if node["refdomain"] == DOMAIN:
            yield node
