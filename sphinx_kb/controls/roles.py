"""The roles that name a control: ``{csf}`GV.RM```."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import ReferenceRole

from sphinx_kb.catalog.domain import CatalogDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_kb.site.frameworks.model import Frameworks

DOMAIN = "control"


class ControlRole(ReferenceRole):
    """``{csf}`GV.RM```, or with words of the author's own ``{csf}`the strategy <GV.RM>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference; whether its target is known is seen when all is read."""
        key, own = self.name.rpartition(":")[2], self.has_explicit_title
        text = self.title if own else written(self.env, key, self.target)
        node = pending_xref(
            self.rawtext, nodes.inline("", text), refdomain=DOMAIN, reftype=key,
            reftarget=self.target, refdoc=self.env.docname, refexplicit=own, refwarn=False,
        )  # fmt: skip
        node.line = self.lineno
        return [node], []


class NumberUses(SphinxTransform):
    """Give each use of a role an id, so that a framework's page can link to its place."""

    default_priority = 800  # before the domain notes the uses (850)

    def apply(self, **kwargs: Any) -> None:
        """Give each its number in the order of the text."""
        for number, node in enumerate(uses_in(self.document), 1):
            node["ids"] = [f"kb-control-{number}"]


def frameworks(env: BuildEnvironment) -> Frameworks:
    """Return the frameworks of the site."""
    return CatalogDomain.of(env).site.frameworks


def written(env: BuildEnvironment, key: str, target: str) -> str:
    """Return the text of a role without words of the author's own."""
    framework = frameworks(env).of.get(key)
    if framework is None:
        return target
    named = framework.find(target)
    return named.written if named else framework.written(target)


def uses_in(document: nodes.document) -> Iterator[pending_xref]:
    """Yield the references of our roles in the order of the text."""
    for node in document.findall(pending_xref):
        if node["refdomain"] == DOMAIN:
            yield node
