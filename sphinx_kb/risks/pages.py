"""The pages of the register: all risks and what a budget buys, and one page for each risk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.decisions import show
from sphinx_kb.decisions.export import as_data
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages.reviews import Row
from sphinx_kb.references import missing
from sphinx_kb.risks import article_briefs, brief, context, figures, risk_context
from sphinx_kb.risks.assessed import assessment
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.decisions.assessment import Assessment
    from sphinx_kb.incremental.generated_pages import Page

TITLE = "Risks and what they are worth"
TOOLS = ("register",)


def collect_risk_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages that have to be drawn; an e-book has no field to fill in."""
    found = assessment(app.env)
    if app.builder.format == "html":
        live = app.builder.name != "epub"
        pages = list(risk_pages(app.env, found, live=live)) if found else []
        pages += article_briefs.brief_pages(app) if live else []
        yield from skip_unchanged_pages(app, pages)


def risk_pages(env: BuildEnvironment, found: Assessment, *, live: bool) -> Iterator[Page]:
    """Yield the page of all risks, and that of each."""
    shared = {"register": context.about(found), "live": live}
    count = len(found.register.risks)
    yield figures.LIST, shared | {
        "title": TITLE,
        "line": f"{found.register.name}: {count} {'risk' if count == 1 else 'risks'} in ranges of"
        " money, what acts on them, and the best of what a budget buys.",
        "risks": [context.risk_row(found, name) for name in found.ranked],
        "options": [context.option_row(found, name) for name in context.by_return(found)],
        "limit": _limit(found),
        "sentence": found.sentence, "compared": f"{found.compared:,}",
        "together": context.together(found), "sets": context.best_sets(found),
        "brief": brief.page() if live else "", "data": data(found) if live else "", "kb_tools": TOOLS if live else (),
    }, "risks.html"  # fmt: skip
    for name in found.register.risks:
        page = risk_context.risk_page(env, found, name)
        title = f"{name} {found.register.risks[name].title}"
        yield figures.page(name), shared | {
            "title": title, "risk": page, "up": (figures.LIST, "Risks"), "kb_tools": ("page",),
            "brief": brief.page(name) if live else "",
        }, "risk.html"  # fmt: skip
    if live:
        yield from brief.brief_pages(found)


def data(found: Assessment) -> str:
    """Return the register for the script of its page; nothing in it ends the element."""
    text = json.dumps(as_data(found.register), separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e")


def add_section(app: Sphinx) -> Section | None:
    """Tell of the register, of each risk and of each option, where there are any."""
    found = assessment(app.env)
    if not found:
        return None
    risks, options = found.register.risks, found.register.options
    names = [
        Name("Risk", f"{name} {risk.title}", figures.page(name), (name, risk.title, f"risk {name}"))
        for name, risk in risks.items()
    ] + [
        Name("Option", option.title, figures.LIST, (option.title, f"option {name}"), figures.anchor(name))
        for name, option in options.items()
    ]  # fmt: skip
    own = ("risks", "risk register", "register of risks")
    names.append(Name("Page", TITLE, figures.LIST, own))
    line = _("What would your budget buy? Risks in ranges of money, and the best set of options.")
    return Section(figures.LIST, _("Risks"), 35, len(risks), line, in_foot=True, names=tuple(names))


def tools(app: Sphinx) -> tuple[tuple[str, ...], ...]:
    """Tell of the tools that each kind of page of the register has."""
    of_register = (TOOLS, ("page",), ("brief",)) if assessment(app.env) else ()
    return of_register or ((("brief",),) if article_briefs.pages(app.env) else ())


def reviewed(app: Sphinx) -> list[Row]:
    """Tell when each risk was estimated, and when it is due for another look."""
    found = assessment(app.env)
    return [
        Row("Risk", f"{name} {risk.title}", figures.page(name), risk.owner, risk.estimated, risk.review_by)
        for name, risk in (found.register.risks.items() if found else ())
    ]  # fmt: skip


def check_articles(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of an article that the register names and that does not exist at all."""
    found = assessment(env)
    for name, risk in found.register.risks.items() if found else ():
        missing.tell(app, "risk", "risks.yml", risk.articles, name, "risk")


def _limit(found: Assessment) -> dict[str, Any] | None:
    """Return the limits of one risk as the list's head names them."""
    register = found.register
    if register.limit is None and register.average is None:
        return None
    return {
        "loss": context.short(found, register.limit.loss) if register.limit else "",
        "average": context.money(found, register.average) if register.average else "",
        "chance": show.share(register.limit.chance) if register.limit else "",
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the pages, their section, and the check of what the register names."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.setup_extension("sphinx_kb.pages.tools")
    app.setup_extension("sphinx_kb.pages.reviews")
    app.connect("env-updated", check_articles)
    app.connect("env-updated", article_briefs.check)
    app.connect("kb-page-data", article_briefs.add_link)
    app.connect("kb-sections", add_section)
    app.connect("kb-tools", tools)
    app.connect("kb-reviews", reviewed)
    app.connect("html-collect-pages", collect_risk_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
