"""What the page of one risk shows: its ranges, its years, the options that act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article.dates import written_out
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.controls.by_control import control_link
from sphinx_kb.controls.roles import frameworks
from sphinx_kb.decisions import effects, show
from sphinx_kb.decisions.assessment import levers
from sphinx_kb.decisions.curve import drawing
from sphinx_kb.risks import figures
from sphinx_kb.risks.context import AFTER, SHARES, TODAY, money, short, status
from sphinx_kb.risks.domain import passages

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.decisions.assessment import Assessment, Pair
    from sphinx_kb.decisions.model import Option, Risk


def risk_page(env: BuildEnvironment, found: Assessment, name: str) -> dict[str, Any]:
    """Return what the page of a risk shows."""
    register, risk = found.register, found.register.risks[name]
    pair, sign = found.risks[name], show.sign(register.currency)
    acting = [one for one, option in register.options.items() if name in option.effects]
    listed = [frameworks(env).find(one) for one in risk.controls]
    articles = CatalogDomain.of(env).articles
    uses = passages(env).get(name, {})
    named = [slug for slug in (f"posts/{one}" for one in risk.articles) if slug in articles]
    return {
        "id": name, "title": risk.title, "scenario": risk.scenario, "owner": risk.owner,
        "source": risk.source, "estimated": written_out(risk.estimated),
        "review_by": written_out(risk.review_by) if risk.review_by else "",
        "ranges": ranges(found, risk), "rows": years(found, pair),
        "status": status(found, risk.ale, pair.today),
        "curve": drawing(pair, (TODAY, AFTER), register.limit, sign),
        "levers": [
            {
                "name": one.name, "halved": money(found, one.halved),
                "doubled": money(found, one.doubled),
                "value": show.count(one.value) if one.name.startswith("Events")
                else money(found, one.value),
            }
            for one in levers(register, name)
        ],
        "options": [acting_option(found, one, register.options[one], name) for one in acting],
        "controls": [control_link(one) for one in listed if one],
        "read": [(slug, articles[slug].title) for slug in named if slug not in uses],
        "uses": [
            (slug, articles[slug].title, [(anchor, text) for text, anchor in said.items()])
            for slug, said in uses.items()
        ],
    }  # fmt: skip


def ranges(found: Assessment, risk: Risk) -> list[dict[str, str]]:
    """Return the six numbers of a risk as rows."""
    rows = []
    for name, given, write in (
        ("Events a year", risk.events, show.count),
        ("Loss of one event", risk.loss, lambda amount: money(found, amount)),
    ):
        low, likely, high = map(write, given)
        single = given.low == given.high
        rows.append({
            "name": name, "low": "" if single else low, "likely": likely,
            "high": "" if single else high, "mean": write(given.mean),
        })  # fmt: skip
    return rows


def years(found: Assessment, pair: Pair) -> list[tuple[str, str, str]]:
    """Return the rows of a risk's year, today and with options.

    A percentile that is nothing on one side alone is left out: it looks like a cure.
    """
    today, after = pair
    rows = [
        ("Average year", money(found, today.mean), money(found, after.mean)),
        ("Years without loss", show.share(today.quiet), show.share(after.quiet)),
    ]
    for key, text in SHARES:
        one, other = getattr(today, key), getattr(after, key)
        if (one > 0) == (other > 0):
            rows.append((text, short(found, one), short(found, other)))
    limit = found.register.limit
    if limit and today.over is not None and after.over is not None:
        text = f"Chance of more than {short(found, limit.loss)} (limit {show.share(limit.chance)})"
        rows.append((text, show.chance(today.over), show.chance(after.over)))
    return rows


def acting_option(found: Assessment, name: str, option: Option, risk: str) -> dict[str, str]:
    """Return an option that acts on a risk."""
    events, loss = effects.left(option.effects[risk])
    taken = found.register.risks[risk].ale * (1 - events * loss)
    return {
        "anchor": figures.anchor(name), "title": option.title, "payer": option.payer,
        "cost": money(found, option.cost), "avoids": money(found, taken),
        "status": option.status, "chosen": "yes" if name in found.chosen else "",
    }  # fmt: skip
