"""The roles that name a control: ``{csf}`GV.RM```."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import ReferenceRole

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.references.uses import reference

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.site.frameworks.model import Frameworks

DOMAIN = "control"


class ControlRole(ReferenceRole):
    """``{csf}`GV.RM```, or with words of the author's own ``{csf}`the strategy <GV.RM>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference; whether its target is known is seen when all is read."""
        key, own = self.name.rpartition(":")[2], self.has_explicit_title
        text = self.title if own else written(self.env, key, self.target)
        return [reference(self, DOMAIN, key, self.target, text)], []


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
