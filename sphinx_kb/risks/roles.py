"""The roles that name a risk or an option, or print a figure of it: ``{risk}`R1:p95```."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import ReferenceRole

from sphinx_kb.references.uses import reference
from sphinx_kb.risks.assessed import assessment
from sphinx_kb.risks.figures import fallback, find

if TYPE_CHECKING:
    from docutils import nodes
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
        return [reference(self, DOMAIN, kind, target, text)], []


def written(env: BuildEnvironment, kind: str, target: str) -> str:
    """Return the text of a role without words of the author's own."""
    try:
        return find(assessment(env), kind, target).text
    except ValueError:
        return fallback(target)
