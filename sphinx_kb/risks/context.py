"""What the pages of the register show: every figure as it is printed, for templates that loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article.dates import written_out
from sphinx_kb.decisions import effects, show
from sphinx_kb.decisions.curve import drawing
from sphinx_kb.decisions.frontier import names
from sphinx_kb.risks import figures

if TYPE_CHECKING:
    from sphinx_kb.decisions.assessment import Assessment
    from sphinx_kb.decisions.yearly import YearFigures

TODAY, AFTER = "Today", "With the chosen options"
MOST_SETS = 40  # of the table of best sets
SHARES = (
    ("p10", "1 year in 10 costs at most"), ("p50", "Half of the years cost at most"),
    ("p90", "1 year in 10 costs more than"), ("p95", "1 year in 20 costs more than"),
    ("p99", "1 year in 100 costs more than"),
)  # fmt: skip


def about(found: Assessment) -> dict[str, Any]:
    """Return what each page says of the register as a whole."""
    register = found.register
    return {
        "name": register.name, "note": register.note, "illustrative": register.illustrative,
        "as_of": written_out(register.as_of), "budget": money(found, register.budget),
        "sign": show.sign(register.currency),
    }  # fmt: skip


def money(found: Assessment, amount: float) -> str:
    """Return an amount to the unit."""
    return show.money(amount, show.sign(found.register.currency))


def short(found: Assessment, amount: float) -> str:
    """Return an amount as one says it."""
    return show.short(amount, show.sign(found.register.currency))


def risk_row(found: Assessment, name: str) -> dict[str, Any]:
    """Return a risk as a row of the list."""
    risk, pair = found.register.risks[name], found.risks[name]
    return {
        "id": name, "page": figures.page(name), "title": risk.title, "owner": risk.owner,
        "events": show.count(risk.events.mean),
        "loss": figures.spread(risk.loss, lambda amount: short(found, amount)),
        "average": money(found, risk.ale), "p95": short(found, pair.today.p95),
        "over": "" if pair.today.over is None else show.chance(pair.today.over),
        "status": status(found, risk.ale, pair.today), "after": money(found, pair.after.mean),
    }  # fmt: skip


def status(found: Assessment, average: float, year: YearFigures) -> str:
    """Return whether a risk is within its limits; nothing where there are none."""
    register = found.register
    beyond = register.average is not None and average > register.average
    if register.limit and year.over is not None:
        beyond = beyond or year.over > register.limit.chance
    elif register.average is None:
        return ""
    return "over" if beyond else "within"


def option_row(found: Assessment, name: str) -> dict[str, Any]:
    """Return an option as a row of the list."""
    register = found.register
    option, worth = register.options[name], found.worths[name]
    places = {step.name: place for place, step in enumerate(found.steps, 1)}
    adds, ratio = added(found, name)
    return {
        "id": name, "anchor": figures.anchor(name), "title": option.title, "payer": option.payer,
        "needs": [register.options[one].title for one in option.needs],
        "status": "" if option.status == "proposed" else option.status, "must": option.must,
        "cost": money(found, option.cost), "avoids": money(found, worth.avoided),
        "span": "" if abs(worth.high - worth.low) < 1 else
        f"{short(found, worth.low)} to {short(found, worth.high)}",
        "place": places.get(name, ""), "adds": adds, "ratio": ratio,
        "payback": "" if option.once <= 0 else
        "never" if worth.payback is None else f"{show.digits(worth.payback, 1)} years",
        "value": "" if worth.present_value is None else money(found, worth.present_value),
    }  # fmt: skip


def added(found: Assessment, name: str) -> tuple[str, str]:
    """Return what an option adds to the chosen, or has added, and that per unit of its cost."""
    register = found.register
    for step in found.steps:
        if step.name == name:
            return money(found, step.adds), show.per_dollar(step.ratio)
    if register.options[name].status == "done":
        return "", ""
    more = [one for one in (*effects.needed(register, name), name) if one not in found.chosen]
    adds = effects.avoided(register, [*found.chosen, *more]) - effects.avoided(
        register, found.chosen
    )
    cost = sum(register.options[one].cost for one in more)
    return money(found, adds), show.per_dollar(adds / cost if cost > 0 else None)


def by_return(found: Assessment) -> list[str]:
    """Return the options, those that avoid most for their cost first, free ones before all."""
    ratios = {name: worth.ratio for name, worth in found.worths.items()}

    def rank(name: str) -> float:
        ratio = ratios[name]
        return float("-inf") if ratio is None else -ratio

    return sorted(found.register.options, key=rank)


def together(found: Assessment) -> dict[str, Any]:
    """Return what is shown of all risks in one year."""
    register, (today, after) = found.register, found.together
    limit = register.together
    return {
        "average": money(found, today.mean), "average_after": money(found, after.mean),
        "p95": short(found, today.p95), "p95_after": short(found, after.p95),
        "sum": short(found, found.bad_years),
        "limit": limit and {"loss": short(found, limit.loss), "chance": show.share(limit.chance)},
        "over": "" if today.over is None else show.chance(today.over),
        "over_after": "" if after.over is None else show.chance(after.over),
        "curve": drawing(found.together, (TODAY, AFTER), limit, show.sign(register.currency)),
    }  # fmt: skip


def best_sets(found: Assessment) -> list[dict[str, Any]]:
    """Return the best set for each budget, from the cheapest on."""
    return [
        {
            "cost": money(found, one.cost), "avoided": money(found, one.avoided),
            "net": money(found, one.net),
            "options": [found.register.options[name].title for name in names(found.register, one)],
        }
        for one in found.sets[-MOST_SETS:]
    ]  # fmt: skip
