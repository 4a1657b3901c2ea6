"""What the pages of frameworks show of a framework, of a control, and of an article under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article import names
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.controls.by_control import ControlUse, articles_by_control, control_link
from sphinx_kb.controls.roles import frameworks
from sphinx_kb.markup.sources import written_out
from sphinx_kb.site.frameworks.model import Control, Framework, Named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

MOST = 12  # articles of one control on the page of its framework; the rest has pages of its own
MOST_PASSAGES = 3  # sentences of one article


def declaring(env: BuildEnvironment, control: Control) -> list[str]:
    """Return the articles whose front matter names a control, newest first."""
    found = articles_by_control(env).get(control.written, [])
    return [one.docname for one in found if one.declared]


def own_page(control: Control) -> str:
    """Return the name of the page of a control that has many articles."""
    return f"{control.page}/{control.anchor}"


def summary(env: BuildEnvironment, framework: Framework) -> dict[str, Any]:
    """Return what is said of a framework as a whole."""
    controls = framework.controls
    day = "" if framework.date == framework.version else written_out(framework.date)
    return {
        "page": framework.page, "key": framework.key, "name": framework.name, "date": day,
        "short": framework.short, "publisher": framework.publisher, "version": framework.version,
        "source": framework.source, "line": framework.line, "note": framework.note,
        "units": framework.units, "count": len(controls),
        "treated": sum(bool(declaring(env, control)) for control in controls),
    }  # fmt: skip


def entry(env: BuildEnvironment, control: Control, related: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the page of a framework shows of a control."""
    found = articles_by_control(env).get(control.written, [])
    more = len(declaring(env, control)) if len(found) > MOST else 0
    return control_link(Named(control, control.written)) | {
        "articles": [_treatment(env, control, one) for one in found[:MOST]],
        "more": more if more > MOST else 0,
        "more_page": own_page(control),
        "related_controls": related,
        "text": control.text,
        "part_texts": [(part, names.slug(part, "part"), text) for part, text in control.part_texts],
    }


def _treatment(env: BuildEnvironment, control: Control, one: ControlUse) -> dict[str, Any]:
    """Return an article under a control: its title, the parts that it names, its sentences."""
    return {
        "page": one.docname,
        "title": CatalogDomain.of(env).articles[one.docname].title,
        "declared": bool(one.declared),
        "parts": [name for name in one.declared if name != control.written],
        "passages": one.passages[:MOST_PASSAGES],
    }


def articles(env: BuildEnvironment, docnames: Iterable[str]) -> list[tuple[str, str]]:
    """Return the first articles of a list as (page, title)."""
    articles = CatalogDomain.of(env).articles
    return [(name, articles[name].title) for name in list(docnames)[:MOST]]


def related_controls(
    env: BuildEnvironment, control: Control, back: dict[str, list[Control]]
) -> list[dict[str, Any]]:
    """Return what the crosswalk sets beside a control, as links from first to last."""
    row = frameworks(env).crosswalk.get(control.written)
    spans = [span for some in row.others.values() for span in some] if row else []
    spans += [(other, other) for other in back.get(control.written, [])]
    return [_span(first, last) for first, last in spans]


def _span(first: Control, last: Control) -> dict[str, Any]:
    """Return an entry of the crosswalk."""
    return {
        "first": control_link(Named(first, first.written)),
        "last": control_link(Named(last, last.written)) if last != first else None,
    }


def crosswalk_row(env: BuildEnvironment, control: Control) -> dict[str, Any]:
    """Return a row of the crosswalk."""
    row = frameworks(env).crosswalk.get(control.written)
    others = row.others if row else {}
    return {
        "control": control_link(Named(control, control.written)),
        "count": len(declaring(env, control)),
        "clauses": row.clauses if row else (),
        "remark": row.remark if row else "",
        "others": {
            key: [_span(*span) for span in others.get(key, ())] for key in frameworks(env).of
        },
    }
