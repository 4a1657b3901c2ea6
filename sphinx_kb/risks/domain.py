"""Where each page names risks and options, and what a name leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.references.tooltip import tooltip_link
from sphinx_kb.references.uses import UsesDomain
from sphinx_kb.risks import figures
from sphinx_kb.risks.assessed import assessment
from sphinx_kb.risks.roles import DOMAIN, KINDS, RegisterRole, written
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, RoleFunction

    from sphinx_kb.risks.figures import Shown


class RiskDomain(UsesDomain):
    """The uses of the roles, kept in the environment, and the names of the inventory."""

    name = DOMAIN
    label = "Risks"
    data_version = 1
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    roles: ClassVar[dict[str, RoleFunction | Any]] = {kind: RegisterRole() for kind in KINDS}

    def written(self, kind: str, target: str) -> str:
        """Return the text of a role without words of the author's own."""
        return written(self.env, kind, target)

    def find(self, kind: str, target: str) -> Shown | None:
        """Return what a role shows, or None if the register does not have it."""
        try:
            return figures.find(assessment(self.env), kind, target)
        except ValueError:
            return None

    def resolve_xref(  # type: ignore[override]  # Sphinx takes any element
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return a link to a risk or an option, with what it is beside it; else the text."""
        shown = self.find(typ, target)
        if not shown or builder.format != "html":
            return contnode
        place = builder.get_relative_uri(fromdocname, shown.page)
        place += f"#{shown.anchor}" if shown.anchor else ""
        link = nodes.reference("", "", contnode, refuri=place, internal=True, classes=["kb-term"])
        (own,) = node["ids"] or ["kb-risk"]
        return tooltip_link("", "", link, ids=[own], tip=shown.tip, tip_id=f"{own}-name")

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each risk and each option, for the inventory of the site."""
        found = assessment(self.env)
        for name, risk in found.register.risks.items() if found else ():
            yield name, f"{name} {risk.title}", "risk", figures.page(name), "", 1
        for name, option in found.register.options.items() if found else ():
            yield name, option.title, "option", figures.LIST, figures.anchor(name), 1


@once_per_build
def passages(env: BuildEnvironment) -> dict[str, dict[str, dict[str, str]]]:
    """Return, for each risk, the articles that name it, the newest first, with sentence -> anchor."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    domain = RiskDomain.of(env)
    for docname in CatalogDomain.of(env).collections.newest_first:
        for use in domain.uses(docname):
            if use.kind == "risk":
                of_article = found.setdefault(use.target.partition(":")[0], {})
                of_article.setdefault(docname, {}).setdefault(use.sentence, use.anchor)
    return found


def add_named(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Notice what the mentions on a page show: it is written again when the register changes."""
    domain = RiskDomain.of(app.env)
    return {"risks_named": [domain.find(use.kind, use.target) for use in domain.uses(pagename)]}


def tell_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell of each use of what the register does not have. The page is published all the same."""
    found = assessment(env)
    for docname, uses in sorted(RiskDomain.of(env).data["uses"].items()):
        for use in uses:
            try:
                figures.find(found, use.kind, use.target)
            except ValueError as error:
                warn("risk", str(error), (f"{docname}.md", use.line))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its roles under their short names, and when they are read anew and told.

    Sphinx has a role "option" of its own, for the options of programs, which it finds first.
    """
    app.setup_extension("sphinx_kb.references.uses")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_domain(RiskDomain)
    for kind in KINDS:
        app.add_role(kind, RegisterRole())
    app.add_role_to_domain("std", "option", RegisterRole(), override=True)
    app.connect("kb-page-data", add_named)
    app.connect("env-updated", tell_unknown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
