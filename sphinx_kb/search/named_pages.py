"""The pages that a name leads to: terms, topics, people, tags, frameworks, controls, templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.controls.roles import frameworks
from sphinx_kb.pages import cards, downloads
from sphinx_kb.pages.downloads import TemplatesDomain
from sphinx_kb.references.glossary import GlossaryDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.site.frameworks.model import Control, Framework


def named_pages(app: Sphinx, env: BuildEnvironment) -> Iterator[list[object]]:
    """Yield each as [kind, name, address, how it is written]."""
    target = app.builder.get_target_uri
    for entry in GlossaryDomain.of(env).entries():
        first, *others = entry.names
        full = f"{first} ({others[0]})" if others and first.isupper() else first
        yield ["Glossary", full, f"{target(entry.page)}#{entry.anchor}", list(entry.names)]
    shelves = CatalogDomain.of(env).collections
    for kind, label in (("topic", "Topic"), ("author", "Author"), ("tag", "Tag")):
        for item in shelves.by_kind[kind].values():  # type: ignore[index]
            named = cards.label(item)
            yield [label, named["name"], target(named["page"]), [named["name"], named["slug"]]]
    for framework in frameworks(env).of.values():
        spelled = [framework.name, framework.short, framework.key]
        yield ["Framework", framework.name, target(framework.page), spelled]
        for control in framework.controls:
            address = f"{target(control.page)}#{control.anchor}"
            shown = f"{control.written} {control.name}".strip()
            yield ["Control", shown, address, control_spellings(framework, control)]
    for some in TemplatesDomain.of(env).shown.values():
        for file, _ in some:
            address = f"{target(downloads.PAGE)}#{downloads.anchor(file.file)}"
            yield ["Template", file.name, address, [file.name, f"{file.name} template"]]
    if TemplatesDomain.of(env).shown:
        yield ["Page", "Templates", target(downloads.PAGE), ["templates", "template", "downloads"]]


def control_spellings(framework: Framework, control: Control) -> list[str]:
    """Return how readers write a control: CIS 4, CIS control 4, ISO 27001 A.5.7, its name."""
    number = control.written.removeprefix(f"{framework.mark} ")
    before = framework.mark or framework.key
    spelled = [control.written, f"{before} {number}", f"{before} {framework.unit} {number}"]
    spelled += [f"{framework.short} {number}", control.name]
    return list(dict.fromkeys(filter(None, spelled)))
