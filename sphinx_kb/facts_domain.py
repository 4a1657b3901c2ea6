"""A Domain that only keeps facts about pages, and resolves no reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set
    from typing import Any, Self

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class FactsDomain(Domain):
    """Facts about pages, kept in the environment: cached, purged, merged."""

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """Return the store of an environment."""
        found = env.domains[cls.name]
        assert isinstance(found, cls)  # noqa: S101  # for mypy: Sphinx made it
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again, or gone.

        Like ``merge_domaindata`` it suits stores whose tables all go from docname to fact.
        """
        for facts in self.data.values():
            if isinstance(facts, dict):
                facts.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over, from a parallel reader, what it noted about its pages.

        It suits stores whose tables all go from docname to fact.
        """
        for table, facts in self.data.items():
            if isinstance(facts, dict):
                theirs = otherdata[table]
                facts.update({name: theirs[name] for name in docnames if name in theirs})

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve nothing."""
        return []
