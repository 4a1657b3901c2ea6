"""Board briefs: one printed page for each risk, and one for the whole register."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sphinx_kb.article.dates import written_out
from sphinx_kb.decisions import effects, show
from sphinx_kb.decisions.curve import drawing
from sphinx_kb.decisions.money import rosi
from sphinx_kb.risks import context, figures, risk_context

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_kb.decisions.assessment import Assessment, Pair
    from sphinx_kb.decisions.model import Limit
    from sphinx_kb.incremental.generated_pages import Page

LARGEST = 3  # risks that the brief of the register names
MOST = 5  # options that a brief names
LONGEST = 300  # characters of the note of a register
EMPTY: Mapping[str, Any] = {  # what a template asks for, and not each brief has
    **dict.fromkeys(("owner", "estimated", "decision", "by", "ask", "cost", "what", "sum", "unknown"), ""),
    "rows": (), "list": (), "curve": None, "sources": (), "more": 0,
}  # fmt: skip
NAMES = ("Today", "With it")


def page(name: str = "") -> str:
    """Return the name of the brief of a risk, or of the register."""
    return f"{figures.page(name) if name else figures.LIST}/brief"


def is_brief(pagename: str) -> bool:
    """Return whether a page is a brief of the register: it is in no list, its risk stands for it."""
    return pagename.startswith(f"{figures.LIST}/") and pagename.endswith("/brief")


def brief_pages(found: Assessment) -> Iterator[Page]:
    """Yield the brief of the register, and that of each risk."""
    shared = {"register": context.about(found), "noindex": True, "kb_tools": ("brief",)}
    title = f"Risks of {found.register.name}: one page for the board"
    yield page(), shared | {"title": title, "brief": _of_register(found), "up": _up()}, "brief.html"
    for name, risk in found.register.risks.items():
        heading = f"{name} {risk.title}: one page for the board"
        context_of = shared | {"title": heading, "brief": of_risk(found, name), "up": _up(name)}
        yield page(name), context_of, "brief.html"


def _up(name: str = "") -> tuple[str, str]:
    return (figures.page(name), name) if name else (figures.LIST, "Risks")


def of_risk(
    found: Assessment, name: str, options: Sequence[str] = (), pair: Pair | None = None
) -> dict[str, Any]:
    """Return what the brief of a risk says.

    Its years with ``options`` are those of the ``pair``; without, the options are those that the
    budget buys against it.
    """
    register, risk = found.register, found.register.risks[name]
    bought = [one for one in found.chosen if name in register.options[one].effects]
    chosen = list(options) or bought
    pair, limit = pair or found.risks[name], register.limit
    events = figures.spread(risk.events, show.count)
    loss = figures.spread(risk.loss, lambda amount: context.short(found, amount))
    return {
        **EMPTY, "title": risk.title, "owner": risk.owner, "estimated": written_out(risk.estimated),
        "what": f"{risk.scenario} It happens {events} times a year, most likely"
        f" {show.count(risk.events.likely)}, and costs {loss} each time, most likely"
        f" {context.short(found, risk.loss.likely)}.",
        **_decision(found, chosen, pair, risk.ale, limit, risk.owner),
        "rows": risk_context.years(found, pair)[:2] + _tail(found, pair, limit),
        "list": [],
        "curve": drawing(pair, NAMES, limit, show.sign(register.currency)),
        "unknown": f"The ranges are a judgment: {risk.source}. A loss beyond the highest is not"
        " counted. What an option takes away is estimated, too.",
    }  # fmt: skip


def _of_register(found: Assessment) -> dict[str, Any]:
    """Return what the brief of the register says, of all that the budget buys."""
    register, pair, limit = found.register, found.together, found.register.together
    sums = (context.money(found, pair.today.mean), context.money(found, pair.after.mean))
    owners = ", ".join(dict.fromkeys(register.risks[name].owner for name in found.ranked[:3]))
    return {
        **EMPTY, "title": "All risks together", "owner": owners, "estimated": written_out(register.as_of),
        "what": shorten(register.note, LONGEST, placeholder=" …"),
        **_decision(found, list(found.chosen), pair, pair.today.mean, limit, "The company"),
        "rows": [("Average year", *sums), *_tail(found, pair, limit)],
        "list": [
            {
                "name": f"{name} {register.risks[name].title}",
                "today": context.money(found, register.risks[name].ale),
                "after": context.money(found, found.risks[name].after.mean),
            }
            for name in found.ranked[:LARGEST]
        ],
        "curve": drawing(pair, NAMES, limit, show.sign(register.currency)),
        "unknown": "Every range is a judgment of its owner. Risks are taken as independent: if all"
        f" bad years fell together, one year in 20 would cost {context.short(found, found.bad_years)}.",
    }  # fmt: skip


def _decision(
    found: Assessment,
    chosen: Sequence[str],
    pair: Pair,
    ale: float,
    limit: Limit | None,
    owner: str,
) -> dict[str, str]:
    """Return what is asked, what declining means, and what the money returns."""
    register = found.register
    after = f" {context.money(found, ale)} in an average year"
    over = pair.today.over
    if limit and over is not None:
        side = "within" if over <= limit.chance else "over"
        after += f", with a chance of {show.chance(over)} of more than"
        after += (
            f" {context.short(found, limit.loss)}: {side} the limit of {show.share(limit.chance)}"
        )
    decline = f"{owner} goes on carrying{after}."
    if not chosen:
        ask = "Accept it as it is: no option of the register returns more than it costs here."
        return {"ask": ask, "decline": decline, "sum": ""}
    cost = sum(register.options[one].cost for one in chosen)
    avoided = pair.today.mean - pair.after.mean
    named = [register.options[one].title for one in chosen]
    more = [f"and {len(named) - MOST} more"] if len(named) > MOST + 1 else []
    titles = "; ".join(named[: MOST if more else None] + more)
    returned = rosi(effects.expected(register), effects.expected(register) - avoided, cost)
    ratio = "" if returned.rosi is None else f", a return of {show.percent(returned.rosi)}"
    return {
        "ask": f"Fund, for {context.money(found, cost)} a year: {titles}.",
        "decline": decline,
        "sum": f"{context.money(found, cost)} a year avoids {context.money(found, avoided)} of"
        f" expected loss on this page: a net of {context.money(found, avoided - cost)}{ratio}.",
    }


def _tail(found: Assessment, pair: Pair, limit: Limit | None) -> list[tuple[str, str, str]]:
    """Return the bad years as rows."""
    today, after = pair
    bad = context.short(found, today.p95), context.short(found, after.p95)
    rows = [("1 year in 20 costs more than", *bad)]
    if limit and today.over is not None and after.over is not None:
        text = f"Chance of more than {context.short(found, limit.loss)} (limit {show.share(limit.chance)})"
        rows.append((text, show.chance(today.over), show.chance(after.over)))
    return rows
