"""The pages of the frameworks: one each, the crosswalk between them, and what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.controls.by_control import control_link
from sphinx_kb.controls.context import (
    MOST,
    articles,
    crosswalk_row,
    declaring,
    entry,
    own_page,
    related_controls,
    summary,
)
from sphinx_kb.controls.roles import frameworks
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages.listings import list_pages
from sphinx_kb.sections import Name, Section
from sphinx_kb.site.frameworks.crosswalk import reverse_crosswalk
from sphinx_kb.site.frameworks.model import FOLDER, Control, Framework, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page
    from sphinx_kb.pages.contexts import List

LIST = FOLDER
CROSSWALK, COVERAGE = f"{FOLDER}/crosswalk", f"{FOLDER}/coverage"
UP = (LIST, "Frameworks")


def collect_framework_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages that have to be drawn."""
    if app.builder.format == "html":
        yield from skip_unchanged_pages(app, framework_pages(app))


def framework_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page of each framework, those of its fullest controls, and the pages of all."""
    env, known = app.env, frameworks(app.env)
    if not known.of:
        return
    back = reverse_crosswalk(known)
    for framework in known.of.values():
        groups = [
            {
                "id": group.id, "name": group.name, "text": group.text,
                "controls": [entry(env, one, related_controls(env, one, back)) for one in group.controls],
            }
            for group in framework.groups
        ]  # fmt: skip
        context = {"title": framework.name, "framework": summary(env, framework), "groups": groups}
        yield framework.page, context | {"line": framework.line, "up": UP}, "framework.html"
        for control in framework.controls:
            yield from _overflow_pages(env, framework, control)
    summaries = [summary(env, framework) for framework in known.of.values()]
    line = "Which articles treat which part of the frameworks that programs are measured by."
    first, *others = known.of.values()
    context = {"title": "Frameworks", "line": line, "frameworks": summaries, "unit": first.unit}
    yield LIST, context | {"has_crosswalk": bool(known.crosswalk)}, "frameworks.html"
    covered = _coverage(env, first) | {"framework": summary(env, first)}
    yield COVERAGE, covered, "coverage.html"
    for framework in others:
        covered = _coverage(env, framework) | {"framework": summary(env, framework)}
        yield f"{COVERAGE}-{framework.key}", covered, "coverage.html"
    if known.crosswalk:
        line = f"{first.short} beside the other frameworks: an indicative mapping by the editors."
        context = {"title": "Crosswalk", "line": line, "up": UP, "frameworks": summaries}
        rows = [crosswalk_row(env, control) for control in first.controls]
        yield CROSSWALK, context | {"rows": rows}, "crosswalk.html"


def add_section(app: Sphinx) -> Section | None:
    """Tell of the frameworks, and of each control, where there are any."""
    known = frameworks(app.env).of.values()
    if not known:
        return None
    spoken = [one.short for one in known]
    listed = " and ".join(filter(None, (", ".join(spoken[:-1]), spoken[-1])))
    line = _("What to read for each part of {}.").format(listed)
    names = tuple(name for framework in known for name in _names(framework))
    return Section(LIST, _("Frameworks"), 30, len(known), line, in_foot=True, names=names)


def _names(framework: Framework) -> Iterator[Name]:
    """Yield the names of a framework and of its controls."""
    own = (framework.name, framework.short, framework.key)
    yield Name("Framework", framework.name, framework.page, own)
    for control in framework.controls:
        shown = f"{control.written} {control.name}".strip()
        spelled = tuple(control_spellings(framework, control))
        yield Name("Control", shown, control.page, spelled, control.anchor)


def control_spellings(framework: Framework, control: Control) -> list[str]:
    """Return how readers write a control: CIS 4, CIS control 4, ISO 27001 A.5.7, its name."""
    number = control.written.removeprefix(f"{framework.mark} ")
    before = framework.mark or framework.key
    spelled = [control.written, f"{before} {number}", f"{before} {framework.unit} {number}"]
    spelled += [f"{framework.short} {number}", control.name]
    return list(dict.fromkeys(filter(None, spelled)))


def _coverage(env: BuildEnvironment, first: Framework) -> dict[str, Any]:
    """Return what the page of what is covered shows."""
    rows: list[dict[str, Any]] = []
    for group in first.groups:
        for control in group.controls:
            found = declaring(env, control)
            rows.append({
                "group": {"id": group.id, "name": group.name}, "count": len(found),
                "control": control_link(Named(control, control.written)),
                "articles": articles(env, found),
            })  # fmt: skip
    missing = [row["control"] for row in rows if not row["articles"]]
    have = len(rows) - len(missing)
    line = f"{have} of the {len(rows)} {first.units} of {first.short} have an article here."
    return {"title": "Coverage", "line": line, "up": UP, "rows": rows, "missing": missing}


def _overflow_pages(
    env: BuildEnvironment, framework: Framework, control: Control
) -> Iterator[Page]:
    """Yield the pages of a control that has more articles than its framework's page shows."""
    docnames = declaring(env, control)
    if len(docnames) > MOST:
        heading = " ".join(filter(None, (control.written, control.name)))
        context: List = {
            "heading": heading, "kind": "control", "slug": control.anchor,
            "up": (framework.page, framework.short),
        }  # fmt: skip
        yield from list_pages(env, own_page(control), docnames, context)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the collection of the pages."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.connect("html-collect-pages", collect_framework_pages)
    app.connect("kb-sections", add_section)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
