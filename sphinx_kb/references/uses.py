"""Roles that name things of the site's data: where each is used, and in which words.

A role's text comes from the data, unless the author has words of their own. So a page is read again
when the data would give another text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.references import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import ReferenceRole
    from sphinx.util.typing import ExtensionMetadata


class Use(NamedTuple):
    """One use of a role: what it names, where it stands, and in which words."""

    kind: str  # the role
    target: str  # as it is written
    anchor: str
    sentence: str
    line: int
    text: str = ""  # that the data gave it; none where the author has words of their own


class UsesDomain(FactsDomain):
    """The uses of a domain's roles, kept in the environment."""

    initial_data: ClassVar[dict[str, Any]] = {"uses": {}}  # docname -> uses

    def written(self, kind: str, target: str) -> str:
        """Return the text of a role without words of the author's own."""
        raise NotImplementedError

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a page names, and in which words."""
        found = list(uses_in(document, self.name))
        uses = [_use(*each) for each in zip(found, sentences.around(found), strict=True)]
        if uses:
            self.data["uses"][docname] = uses

    def uses(self, docname: str) -> list[Use]:
        """Return the uses of roles on a page, in their order."""
        found: list[Use] = self.data["uses"].get(docname, [])
        return found

    def rewritten(self) -> Iterator[str]:
        """Yield the pages with a text that the data does not give any more."""
        for docname, uses in self.data["uses"].items():
            if any(use.text and use.text != self.written(use.kind, use.target) for use in uses):
                yield docname


class NumberUses(SphinxTransform):
    """Give each use of a role an id, so that the page of what it names can link to its place."""

    default_priority = 800  # before the domains note the uses (850)

    def apply(self, **kwargs: Any) -> None:
        """Give each its number in the order of the text."""
        for domain in domains(self.env):
            for number, node in enumerate(uses_in(self.document, domain.name), 1):
                node["ids"] = [f"kb-{domain.name}-{number}"]


def reference(role: ReferenceRole, domain: str, kind: str, target: str, text: str) -> pending_xref:
    """Return a reference to what a role names; whether it is known is seen when all is read."""
    node = pending_xref(
        role.rawtext, nodes.inline("", text), refdomain=domain, reftype=kind, reftarget=target,
        refdoc=role.env.docname, refexplicit=role.has_explicit_title, refwarn=False,
    )  # fmt: skip
    node.line = role.lineno
    return node


def uses_in(document: nodes.document, domain: str) -> Iterator[pending_xref]:
    """Yield the references of a domain's roles in the order of the text."""
    for node in document.findall(pending_xref):
        if node["refdomain"] == domain:
            yield node


def domains(env: BuildEnvironment) -> Iterator[UsesDomain]:
    """Yield the domains that keep uses."""
    return (domain for domain in env.domains.values() if isinstance(domain, UsesDomain))


def read_rewritten(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages whose text names something otherwise than the data does now."""
    return [docname for domain in domains(env) for docname in domain.rewritten()]


def _use(node: pending_xref, sentence: str) -> Use:
    text = "" if node["refexplicit"] else node.astext()
    (own,) = node["ids"]
    return Use(node["reftype"], node["reftarget"], own, sentence, node.line or 1, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the numbers, and when a page is read anew."""
    app.setup_extension("sphinx_kb.references.tooltip")
    app.add_transform(NumberUses)
    app.connect("env-get-outdated", read_rewritten)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
