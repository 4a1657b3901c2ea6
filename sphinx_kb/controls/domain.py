"""Where each page names controls, and what a name leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.domains import ObjType

from sphinx_kb.controls.roles import DOMAIN, ControlRole, frameworks, written
from sphinx_kb.references.tooltip import tooltip_link
from sphinx_kb.references.uses import UsesDomain
from sphinx_kb.site.frameworks import load
from sphinx_kb.site.frameworks.crosswalk_rows import USUAL
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.frameworks.model import Framework, Named


DATA = "_data/controls"  # a file for each framework


def framework_keys(root: Path) -> tuple[str, ...]:
    """Return the names of the roles: of the usual frameworks, and of those with a file."""
    return tuple(dict.fromkeys([*USUAL, *load.keys(root / DATA)]))


class ControlDomain(UsesDomain):
    """The controls of all frameworks, and their uses, kept in the environment."""

    name = DOMAIN
    label = "Controls"
    data_version = 2

    def __init__(self, env: BuildEnvironment) -> None:
        keys = framework_keys(env.srcdir)  # the configuration is not known yet
        self.object_types = {key: ObjType(key, key) for key in keys}  # type: ignore[misc]
        self.roles = {key: ControlRole() for key in keys}  # type: ignore[misc]
        super().__init__(env)

    def written(self, kind: str, target: str) -> str:
        """Return the text of a role without words of the author's own."""
        return written(self.env, kind, target)

    def _known(self, docname: str) -> Iterator[tuple[Framework, Named]]:
        """Yield what a page names, where a framework has it."""
        for use in self.uses(docname):
            framework = frameworks(self.env).of.get(use.kind)
            if framework and (found := framework.find(use.target)):
                yield framework, found

    def tips(self, docname: str) -> list[str]:
        """Return what the mentions on a page show beside them."""
        return [framework.described(found) for framework, found in self._known(docname)]

    def named(self, docname: str) -> list[str]:
        """Return the controls that a page names, as they are written."""
        return [found.written for _, found in self._known(docname)]

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
        """Return a link to a control, with its name beside it; of an unknown one, the text."""
        framework = frameworks(env).of.get(typ)
        named = framework and framework.find(target)
        if not framework or not named or builder.format != "html":
            return contnode
        place = (
            f"{builder.get_relative_uri(fromdocname, named.control.page)}#{named.control.anchor}"
        )
        link = nodes.reference("", "", contnode, refuri=place, internal=True, classes=["kb-term"])
        (own,) = node["ids"] or ["kb-control"]
        about = {"tip": framework.described(named), "tip_id": f"{own}-name"}
        return tooltip_link("", "", link, ids=[own], **about)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each control and each part of one, for the inventory of the site."""
        for key, framework in frameworks(self.env).of.items():
            for control in framework.controls:
                for name in (control.written, *control.parts):
                    shown = f"{name} {control.name}".strip()
                    yield name, shown, key, control.page, control.anchor, 1


def tell_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell of each use of a control that no framework has. The page is published all the same."""
    known = frameworks(env)
    for docname, uses in sorted(ControlDomain.of(env).data["uses"].items()):
        for use in uses:
            framework = known.of.get(use.kind)
            if framework and framework.find(use.target):
                continue
            near = known.nearest(framework.written(use.target), use.kind) if framework else ""
            hint = f"did you mean '{near}'?" if near else "the framework does not have it"
            remedy = f"correct the control '{use.target}' of {{{use.kind}}}: {hint}"
            warn("control", remedy, (f"{docname}.md", use.line))


def add_roles(app: Sphinx, config: Config) -> None:
    """Give each framework its role. Where a file of one comes or goes, all is read again."""
    config.kb_frameworks = framework_keys(app.srcdir)
    for key in config.kb_frameworks:
        app.add_role(key, ControlRole(), override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its roles under their short names, and when they are read anew and told."""
    app.setup_extension("sphinx_kb.references.uses")
    app.add_config_value("kb_frameworks", (), "env", types=frozenset({tuple}))
    app.add_domain(ControlDomain)
    app.connect("config-inited", add_roles)
    app.connect("env-updated", tell_unknown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
