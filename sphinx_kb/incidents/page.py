"""The page ``now.html``, and the way to it from every page, where the site has incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article.dates import written_out
from sphinx_kb.calculators import clocks
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.checklists.tasks import identity
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages.reviews import Row
from sphinx_kb.references import missing
from sphinx_kb.sections import Name, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page
    from sphinx_kb.site.incidents import Incident
    from sphinx_kb.site.model import Clock

PAGE = "now"
TITLE = "Incident now"
TOOLS = ("incident",)
SPELLINGS = (
    "now", "right now", "incident now", "incident", "attack", "attacked", "under attack", "cyber attack",
    "encrypted", "files encrypted", "hacked", "we are hacked", "we got hacked", "breached", "help", "help now",
    "emergency", "urgent", "what do i do now", "we have been hacked", "we are under attack", "i clicked a link",
)  # fmt: skip
MOMENTS = {
    "detected": "it was noticed", "aware": "you became aware", "classified": "it is classified",
    "material": "it is judged material", "paid": "an extortion payment", "fixed": "a correction is available",
}  # fmt: skip


def kinds(env: BuildEnvironment) -> dict[str, Incident]:
    """Return the kinds of incidents of the site."""
    return dict(CatalogDomain.of(env).site.incidents)


def collect_page(app: Sphinx) -> Iterator[Page]:
    """Yield the page, if it has to be drawn; an e-book has no field to fill in."""
    if is_site(app):
        yield from skip_unchanged_pages(app, incident_page(app.env))


def incident_page(env: BuildEnvironment) -> Iterator[Page]:
    """Yield the page, where there are kinds to show."""
    found = kinds(env)
    if found:
        listed = CatalogDomain.of(env).site.clocks
        yield PAGE, {
            "title": TITLE,
            "line": "What to do in the first minutes, whom to call, what not to do, and which clocks run.",
            "kinds": [_kind(env, key, kind) for key, kind in found.items()],
            "laws": [_law(key, clock) for key, clock in listed.items()],
            "blank": range(1, 13),
            "kb_tools": TOOLS,
        }, "now.html"  # fmt: skip


def _kind(env: BuildEnvironment, key: str, kind: Incident) -> dict[str, Any]:
    """Return what the page shows of a kind."""
    catalog = CatalogDomain.of(env)
    posts = [f"posts/{slug}" for slug in kind.articles]
    due = kind.review_by
    return {
        "key": key, "name": kind.name, "signs": kind.signs, "do_not": kind.do_not,
        "first": _lines(kind.first), "call": _lines(kind.call),
        "articles": [(name, catalog.articles[name].title) for name in posts if name in catalog.articles],
        "reviewed": written_out(kind.reviewed) if kind.reviewed else "",
        "due": (due.isoformat(), written_out(due)) if due else None,
        "is_overdue": bool(due and due < catalog.now.date()),
        "sources": [(one.title, one.publisher, one.url, written_out(one.accessed) if one.accessed else "") for one in kind.sources],
    }  # fmt: skip


def _lines(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return lines, each with what a browser keeps its tick by; of twins the first is shown."""
    return list({identity(text): text for text in reversed(list(texts))}.items())[::-1]


def _law(key: str, clock: Clock) -> dict[str, Any]:
    """Return what the page shows of an instrument, and what its script counts with."""
    notices = clocks.notices(clock)
    named = {one.name: f"the {one.what.lower()}" for one in notices} | MOMENTS
    return {
        "key": key, "name": clock.name, "who": clock.who, "calendar": clock.calendar,
        "state": "" if clock.state == "in force" else clock.state,
        "notices": [
            {
                "name": one.name, "what": f"{one.what}, to {one.to}",
                "ends": ";".join(f"{after}|{start}" for after, start in one.ends),
                "text": " or ".join(
                    f"{clocks.spoken(after)} after {named.get(start, start)}" for after, start in one.ends
                ),
            }
            for one in notices
        ],
    }  # fmt: skip


def add_link(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Tell each page whether there is incident mode to lead to."""
    there = bool(kinds(app.env)) and app.builder.name != "epub"
    return {"incident_page": PAGE if there and pagename != PAGE else ""}


def add_section(app: Sphinx) -> Section | None:
    """Tell of the page, and of each kind on it; what is asked in need leads here first."""
    found = kinds(app.env)
    if not found:
        return None
    names = [Name("Now", TITLE, PAGE, SPELLINGS)]
    names += [
        Name("Now", f"{TITLE}: {kind.name}", PAGE, (f"{kind.name} now", f"{key} now"), key)
        for key, kind in found.items()
    ]
    return Section(PAGE, TITLE, 70, len(found), names=tuple(names), in_navigation=False)


def tools(app: Sphinx) -> tuple[tuple[str, ...], ...]:
    """Tell of the tool of the page."""
    return (TOOLS,) if kinds(app.env) else ()


def reviewed(app: Sphinx) -> list[Row]:
    """Tell when each card was reviewed."""
    return [
        Row("Card", f"{TITLE}: {kind.name}", PAGE, "", kind.reviewed, kind.review_by, key)
        for key, kind in kinds(app.env).items()
    ]


def check_articles(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of an article that a kind names and that does not exist at all."""
    for key, kind in kinds(env).items():
        missing.tell(app, "incident", f"incidents/{key}.yml", kind.articles)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the page, the way to it, and the check of what its data names."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.setup_extension("sphinx_kb.pages.tools")
    app.setup_extension("sphinx_kb.pages.reviews")
    app.connect("env-updated", check_articles)
    app.connect("kb-sections", add_section)
    app.connect("kb-page-data", add_link)
    app.connect("kb-tools", tools)
    app.connect("kb-reviews", reviewed)
    app.connect("html-collect-pages", collect_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
