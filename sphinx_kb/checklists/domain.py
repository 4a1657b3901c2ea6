"""Which pages have which checklists: where scripts are loaded, and that a name is there once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from sphinx_kb.checklists.node import checklist
from sphinx_kb.checklists.tasks import tasks
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.sections import Name
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class ChecklistDomain(FactsDomain):
    """The checklists of each page, kept in the environment."""

    name = "checklist"
    label = "Checklists"
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {
        "lists": {},  # docname -> [(name, line, title, tasks)]
    }

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which checklists a page has."""
        found = [
            (node["name"], node.line or 1, _title(node), tasks(node))
            for node in document.findall(checklist)
        ]
        if found:
            self.data["lists"][docname] = found


def lists(env: BuildEnvironment) -> list[dict[str, Any]]:
    """Return the checklists of the site, each with its page and the number of its tasks."""
    found = ChecklistDomain.of(env).data["lists"]
    return [
        {"name": name, "page": docname, "title": env.titles[docname].astext(), "count": count}
        for docname in pages(env)
        for name, _, _, count in found[docname]
    ]


def _title(node: checklist) -> str:
    """Return the heading that a checklist stands under."""
    section = node.parent
    while section is not None and not isinstance(section, nodes.section):
        section = section.parent
    title = section.next_node(nodes.title) if section is not None else None
    return " ".join(title.astext().split()) if title is not None else ""


def pages(env: BuildEnvironment) -> list[str]:
    """Return the pages that have a checklist."""
    return sorted(ChecklistDomain.of(env).data["lists"])


def add_names(app: Sphinx) -> list[Name]:
    """Tell of each checklist, by its heading."""
    lists = ChecklistDomain.of(app.env).data["lists"]
    return [
        Name("Checklist", title, docname, _spellings(title, name), f"check-{name}")
        for docname, found in sorted(lists.items())
        for name, _, title, _ in found
        if title
    ]


def _spellings(title: str, name: str) -> tuple[str, ...]:
    words = name.replace("-", " ")
    return title, f"{title} checklist", words, f"{words} checklist", f"checklist {words}"


def tell_twice(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a name that two pages give to a checklist: a browser would keep one for both."""
    first: dict[str, str] = {}
    for docname in pages(env):
        for name, line, _, _ in ChecklistDomain.of(env).data["lists"][docname]:
            if first.setdefault(name, docname) != docname:
                remedy = f"give the checklist another name: {first[name]}.md has '{name}', too"
                warn("checklist", remedy, (f"{docname}.md", line))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, the check of names, and what the search finds."""
    app.setup_extension("sphinx_kb.sections")
    app.add_domain(ChecklistDomain)
    app.connect("kb-names", add_names)
    app.connect("env-updated", tell_twice)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
