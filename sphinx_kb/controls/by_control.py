"""Which articles treat each control, by their front matter and by their paragraphs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.controls.domain import ControlDomain
from sphinx_kb.controls.roles import frameworks
from sphinx_kb.once_per_build import once_per_build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.references.uses import Use
    from sphinx_kb.site.frameworks.model import Frameworks, Named


class ControlUse(NamedTuple):
    """What one article does with one control."""

    docname: str
    declared: tuple[str, ...] = ()  # as its front matter names it and its parts; none: a mention
    passages: tuple[tuple[str, str], ...] = ()  # (anchor, sentence), in the order of the text


Covered = dict[str, list[ControlUse]]  # control as written -> its articles


def group_by_control(
    known: Frameworks, said: Mapping[str, Iterable[str]], uses: Mapping[str, Sequence[Use]]
) -> Covered:
    """Return the articles of each control, in the order of ``said``; those that declare it first.

    Each article, each of its controls and each of its uses is looked at once.
    """
    declaring: Covered = defaultdict(list)
    naming: Covered = defaultdict(list)
    for docname, names in said.items():
        declared: dict[str, list[str]] = defaultdict(list)
        passages: dict[str, dict[str, str]] = defaultdict(dict)  # control -> sentence -> anchor
        for named in filter(None, map(known.find, names)):
            declared[named.control.written].append(named.written)
        for use in uses.get(docname, ()):
            framework = known.of.get(use.kind)
            if framework and (found := framework.find(use.target)):
                passages[found.control.written].setdefault(use.sentence, use.anchor)
        for control in {**declared, **passages}:
            own = tuple((anchor, text) for text, anchor in passages.get(control, {}).items())
            treatment = ControlUse(docname, tuple(declared.get(control, ())), own)
            (declaring if control in declared else naming)[control].append(treatment)
    return {
        control: declaring.get(control, []) + naming.get(control, [])
        for control in {**declaring, **naming}
    }


@once_per_build
def articles_by_control(env: BuildEnvironment) -> Covered:
    """Return what the articles say of each control."""
    catalog = CatalogDomain.of(env)
    said = {name: catalog.articles[name].meta.controls for name in catalog.collections.newest_first}
    uses = ControlDomain.of(env).data["uses"]
    return group_by_control(frameworks(env), said, uses)


def control_link(named: Named) -> dict[str, str]:
    """Return a control as a link."""
    control = named.control
    return {
        "written": named.written, "name": control.name, "page": control.page,
        "anchor": control.anchor,
    }  # fmt: skip


def add_controls(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give an article the controls of its front matter, and notice what its mentions show."""
    known = frameworks(app.env)
    article = CatalogDomain.of(app.env).articles.get(pagename)
    declared = map(known.find, article.meta.controls) if article else ()
    return {
        "controls": [control_link(named) for named in declared if named],
        "controls_named": ControlDomain.of(app.env).tips(pagename),
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the data of pages."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("kb-page-data", add_controls)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
