"""What a role shows of the register: a name, a figure, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_kb.decisions import show
from sphinx_kb.decisions.register_values import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_kb.decisions.assessment import Assessment
    from sphinx_kb.decisions.pert import Range
    from sphinx_kb.decisions.worth import Worth
    from sphinx_kb.decisions.yearly import YearFigures

LIST = "risks"
TOTAL = "total"
LONGEST = 40  # characters of a name that is told
YEAR: Mapping[str, Callable[[YearFigures, str], str]] = {
    "average": lambda year, sign: show.money(year.mean, sign),
    "quiet": lambda year, _: show.share(year.quiet),
    "p10": lambda year, sign: show.short(year.p10, sign),
    "p50": lambda year, sign: show.short(year.p50, sign),
    "p90": lambda year, sign: show.short(year.p90, sign),
    "p95": lambda year, sign: show.short(year.p95, sign),
    "p99": lambda year, sign: show.short(year.p99, sign),
    "over": lambda year, _: "-" if year.over is None else show.chance(year.over),
}
WORTH: Mapping[str, Callable[[Worth, str], str]] = {
    "avoids": lambda worth, sign: show.money(worth.avoided, sign),
    "net": lambda worth, sign: show.money(worth.net, sign),
    "ratio": lambda worth, _: show.per_dollar(worth.ratio),
}
OF_RISK = ("events", "loss", "owner", "title")
OF_OPTION = ("cost", "payer", "title")


class Shown(NamedTuple):
    """A name or a figure of the register, with the place that it leads to."""

    text: str
    page: str
    anchor: str  # none: the page itself
    tip: str


def page(risk: str) -> str:
    """Return the name of the page of a risk."""
    return f"{LIST}/{risk.lower()}"


def anchor(option: str) -> str:
    """Return the place of an option on the page of all risks."""
    return f"option-{option}"


def find(found: Assessment | None, kind: str, target: str) -> Shown:
    """Return what a role of a ``kind`` shows. Raises ValueError with the remedy."""
    if found is None:
        raise ValueError("add _data/risks.yml, or write the words without the role")
    return _of_risk(found, target) if kind == "risk" else _of_option(found, target)


def fallback(target: str) -> str:
    """Return what stands in the place of what is not known."""
    name, colon, _ = target.partition(":")
    return "-" if colon else name


def spread(given: Range, write: Callable[[float], str]) -> str:
    """Return a range in words."""
    if given.low == given.high:
        return write(given.likely)
    return f"{write(given.low)} to {write(given.high)}"


def _of_risk(found: Assessment, target: str) -> Shown:
    name, *asked = target.split(":")
    register = found.register
    sign = show.sign(register.currency)
    if name == TOTAL:
        tip = f"All risks together; average year {show.money(found.together.today.mean, sign)}"
        pair, place = found.together, Shown("all risks together", LIST, "together", tip)
    elif name in register.risks:
        risk = register.risks[name]
        tip = f"{risk.title}; average year {show.money(risk.ale, sign)}"
        pair, place = found.risks[name], Shown(name, page(name), "", tip)
    else:
        raise ValueError(_unknown("risk", name, [*register.risks, TOTAL]))
    if not asked:
        return place
    year = pair.today
    if asked[0] == "after" and len(asked) > 1:
        year, asked = pair.after, asked[1:]
    figure = ":".join(asked)
    if figure in YEAR:
        return place._replace(text=YEAR[figure](year, sign))
    if figure in OF_RISK and name != TOTAL and year is pair.today:
        return place._replace(text=_field_of_risk(found, name, figure))
    raise ValueError(_unknown("figure", figure, [*YEAR, *OF_RISK]))


def _field_of_risk(found: Assessment, name: str, field: str) -> str:
    risk = found.register.risks[name]
    sign = show.sign(found.register.currency)
    if field == "events":
        return show.count(risk.events.mean)
    if field == "loss":
        return spread(risk.loss, lambda amount: show.short(amount, sign))
    return risk.owner if field == "owner" else risk.title


def _of_option(found: Assessment, target: str) -> Shown:
    name, _, figure = target.partition(":")
    options = found.register.options
    if name not in options:
        raise ValueError(_unknown("option", name, list(options)))
    option, sign = options[name], show.sign(found.register.currency)
    tip = f"{option.title}; {show.money(option.cost, sign)} a year"
    place = Shown(option.title, LIST, anchor(name), tip)
    if not figure:
        return place
    if figure in WORTH:
        return place._replace(text=WORTH[figure](found.worths[name], sign))
    own: dict[str, Any] = {"cost": show.money(option.cost, sign), "title": option.title}
    own["payer"] = option.payer or "-"
    if figure not in own:
        raise ValueError(_unknown("figure", figure, [*WORTH, *OF_OPTION]))
    return place._replace(text=own[figure])


def _unknown(what: str, name: str, known: list[str]) -> str:
    hint = nearest(name, known) or f": the register has no such {what}"
    return f"correct the {what} '{name[:LONGEST]}'{hint}"
