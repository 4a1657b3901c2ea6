"""The names of parts of pages: each leads to one place, and a second page with a name is told.

Sphinx finds a name that two pages have only where one process reads both, and only when it reads
the second; the page that was read last then has it. Here each page is read as if it were alone,
and the names are put together afterwards, the same in every build. What a page calls a part by an id, as
in ``## Scope {#scope}``, is that page's own: others may have one of this name, and nobody is told.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.incremental import warning_places
from sphinx_kb.source_names import file_of
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    Table = tuple[str, str]  # a domain of Sphinx, and its table: name -> (docname, ...)

_NAMES, _TITLES, _OBJECTS, _TERMS, _FORMULAS = TABLES = (
    ("std", "anonlabels"), ("std", "labels"), ("std", "objects"), ("std", "terms"), ("math", "objects"),
)  # fmt: skip

_WITH_ID = (nodes.section, nodes.rubric, nodes.paragraph, nodes.inline, nodes.reference)


class Label(NamedTuple):
    """A name in one of Sphinx's tables, what it leads to there, and its line."""

    table: Table
    name: Any
    value: tuple[Any, ...]
    line: int
    is_own: bool = False  # of its page alone, as an id in HTML is: {#name}


class LabelDomain(FactsDomain):
    """The names that each page gives, kept in the environment."""

    name = "kb-label"
    label = "Labels"
    data_version = 2
    initial_data: ClassVar[dict[str, Any]] = {"labels": {}}  # docname -> labels

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Take a page's names out of Sphinx's tables: the next page is not to meet them."""
        given = {node["refid"] for node in document.findall(nodes.target) if "refid" in node}
        found = [
            Label(table, name, value, _line(document, name, value), _is_own(document, value, given))
            for table in TABLES
            for name, value in _table(env, table).items()
            if value[0] == docname
        ]
        for label in found:
            del _table(env, label.table)[label.name]
        if found:
            self.data["labels"][docname] = found

    def anchors(self, docname: str) -> set[tuple[str, ...]]:
        """Return the names of a page's parts, each with its anchor and the text of a link to it."""
        return {
            (label.name, *label.value[1:])
            for label in self.data["labels"].get(docname, [])
            if label.table in (_NAMES, _TITLES)
        }


def empty(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Empty Sphinx's tables before pages are read."""
    for table in TABLES:
        _table(env, table).clear()


def fill(app: Sphinx, env: BuildEnvironment) -> None:
    """Fill Sphinx's tables: the first page that gives a name keeps it, the others are told."""
    for table in TABLES:
        domain, name = table
        initial = env.domains[domain].initial_data.get(name, {})
        _table(env, table).update(copy.copy(initial))
    owners: dict[tuple[Table, Any], str] = {}
    for docname, label in _by_claim(LabelDomain.of(env).data["labels"]):
        key = label.table, label.name
        owner = owners.setdefault(key, docname)
        if label.table == _TITLES:
            owner = owners[_NAMES, label.name]
        if owner == docname:
            _table(env, label.table)[label.name] = label.value
        elif not label.is_own and label.table not in (_TITLES, _TERMS):
            file = Path(env.doc2path(docname))
            remedy = _remedy(label, file_of(env.srcdir, owner))
            warn("link", remedy, (f"{docname}.md", _line_in(file, label)))


def _by_claim(labels: Mapping[str, Iterable[Label]]) -> Iterator[tuple[str, Label]]:
    """Yield the names of all pages: a page's own come after those that are given to the site."""
    for is_own in (False, True):
        for docname, found in sorted(labels.items()):
            yield from ((docname, label) for label in found if label.is_own == is_own)


def _is_own(document: nodes.document, value: tuple[Any, ...], given: Collection[str]) -> bool:
    """Return whether a name is an id of its page: no ``(name)=`` and no ``:name:`` gives it."""
    node = document.ids.get(value[1]) if len(value) > 1 else None
    return isinstance(node, _WITH_ID) and value[1] not in given


def _remedy(label: Label, owner: str) -> str:
    """Return what to do about a name that another page has."""
    if label.table == _OBJECTS:
        return f"remove the {label.name[0]} '{label.name[1]}': {owner} has it, too"
    kind = "formula" if label.table == _FORMULAS else "part"
    return f"rename the {kind} '{label.name}': {owner} has one of this name, too"


def _line_in(file: Path, label: Label) -> int:
    """Return the line of a name: MyST counts those of a glossary from its own first one."""
    if label.table == _OBJECTS:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.strip() == label.name[1]:
                return number
    return label.line


def _table(env: BuildEnvironment, table: Table) -> dict[Any, tuple[Any, ...]]:
    """Return a table of one of Sphinx's domains."""
    domain, name = table
    found: dict[Any, tuple[Any, ...]] = env.domaindata[domain].setdefault(name, {})
    return found


def _line(document: nodes.document, name: object, value: tuple[Any, ...]) -> int:
    """Return the line of what a name leads to."""
    node = document.ids.get(value[1]) or document.ids.get(f"equation-{name}")
    return (warning_places.of(node)[1] if node is not None else None) or 1


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and the moments at which Sphinx's tables are emptied and filled."""
    app.add_domain(LabelDomain)
    app.connect("env-before-read-docs", empty)
    app.connect("env-updated", fill, priority=110)  # after the faulty articles are dropped
    return {"parallel_read_safe": True, "parallel_write_safe": True}
