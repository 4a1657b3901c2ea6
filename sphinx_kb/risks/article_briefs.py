"""The board brief of an article that asks for a decision: one printed page, in its own words.

Where it names a risk of the register, and options, the figures come from there.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sphinx_kb.article.dates import written_out
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.decisions import effects
from sphinx_kb.decisions.assessment import Pair
from sphinx_kb.decisions.register_values import nearest
from sphinx_kb.handlers import WEB
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.pages.cards import people
from sphinx_kb.risks import brief, context, figures
from sphinx_kb.risks.assessed import AssessedRegister, assessment
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.article.front_matter import Brief
    from sphinx_kb.article.model import Article
    from sphinx_kb.decisions.assessment import Assessment
    from sphinx_kb.incremental.generated_pages import Page

MOST_SOURCES = 3  # that one page names; the article has all
LONGEST = 90  # characters of a source's title
TITLE = 90  # of an article's


@once_per_build
def pages(env: BuildEnvironment) -> dict[str, str]:
    """Return the page of each article's brief, by the article."""
    articles = CatalogDomain.of(env).articles
    return {docname: f"{docname}/brief" for docname, one in articles.items() if one.meta.brief}


def add_link(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give the page of an article the page of its brief; an e-book has none."""
    if pagename not in CatalogDomain.of(app.env).articles:
        return {}
    live = app.builder.name in WEB
    return {"board_brief": pages(app.env).get(pagename, "") if live else ""}


def brief_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the brief of each article that has one."""
    env, found = app.env, assessment(app.env)
    articles = CatalogDomain.of(env).articles
    for docname, page in pages(env).items():
        article = articles[docname]
        said = article.meta.brief
        assert said  # noqa: S101  # for mypy: ``pages`` says so
        has_figures = found and said.risk in found.register.risks
        about = (
            context.about(found)
            if found and has_figures
            else {"name": app.config.project, "illustrative": False}
        )
        day = article.meta.updated or article.day
        yield page, {
            "title": f"{article.title}: one page for the board", "noindex": True,
            "kb_tools": ("brief",), "up": (docname, article.title),
            "register": {**about, "as_of": written_out(day) if day else ""},
            "brief": {
                **brief.EMPTY,
                **(_figures(env, found, said) if found and has_figures else {}),
                **_words(env, article, said),
            },
        }, "brief.html"  # fmt: skip


def _words(env: BuildEnvironment, article: Article, said: Brief) -> dict[str, Any]:
    """Return what the author says; what they leave out is not there."""
    meta = article.meta
    owners = people(env, [meta.owner] if meta.owner else meta.authors)
    sources = [
        (shorten(one.title, LONGEST, placeholder=" …"), one.url or "") for one in meta.sources
    ]
    words = {
        "title": shorten(article.title, TITLE, placeholder=" …"), "decision": said.decision,
        "owner": ", ".join(owner["name"] for owner in owners[:3]), "ask": said.ask,
        "by": said.by, "cost": said.cost, "decline": said.decline,
        "unknown": said.unknown, "sources": sources[:MOST_SOURCES],
        "more": max(0, len(sources) - MOST_SOURCES),
    }  # fmt: skip
    return {key: value for key, value in words.items() if value is not None}


def _figures(env: BuildEnvironment, found: Assessment, said: Brief) -> dict[str, Any]:
    """Return what the register says of the risk, with the options of the brief or the budget's."""
    name, register = said.risk or "", found.register
    options = _known(found, said)
    if not options:
        return brief.of_risk(found, name)
    limit = register.limit.loss if register.limit else None
    years = AssessedRegister.of(env).years
    after = years.one(effects.after(register, name, options), limit)
    return brief.of_risk(found, name, options, Pair(found.risks[name].today, after))


def _known(found: Assessment, said: Brief) -> list[str]:
    options = found.register.options
    return [one for one in said.options if one in options and said.risk in options[one].effects]


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of what a brief names and the register does not have."""
    for docname, article in sorted(CatalogDomain.of(env).articles.items()):
        if said := article.meta.brief:
            place = (f"{docname}.md", article.lines.get("brief", 1))
            for remedy in _remedies(assessment(env), said):
                warn("risk", remedy, place)


def _remedies(found: Assessment | None, said: Brief) -> Iterator[str]:
    if found is None:
        if said.risk or said.options:
            yield "add _data/risks.yml, or remove 'risk' and 'options' of 'brief'"
        return
    risks, options = found.register.risks, found.register.options
    if said.options and not said.risk:
        yield "name the 'risk' of 'brief' on which its options act"
    if said.risk and said.risk not in risks:
        yield _unknown("risk", said.risk, list(risks))
        return
    for name in said.options:
        if name not in options:
            yield _unknown("option", name, list(options))
        elif said.risk and said.risk not in options[name].effects:
            yield f"remove the option '{name}' of 'brief': it does not act on {said.risk}"


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    hint = nearest(name, known) or f": the register has no such {what}"
    return f"correct the {what} '{name[: figures.LONGEST]}' of 'brief'{hint}"
