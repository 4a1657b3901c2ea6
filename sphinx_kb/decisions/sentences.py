"""What figures say in words, as the build prints it and a browser repeats it.

The twins are the words in kb-decide-worked-*.js and ``KBBought`` in kb-decide-bought.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.decisions import forms, show
from sphinx_kb.decisions.arithmetic import cents, total
from sphinx_kb.decisions.effects import avoided, expected
from sphinx_kb.decisions.frontier import best, names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_kb.decisions.frontier import Choice
    from sphinx_kb.decisions.model import Register

    Figures = Mapping[str, float | None]
    Values = Mapping[str, float]


def rosi(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the calculator of returns found."""
    more, net, share = _number(figures, "avoided"), _number(figures, "net"), figures["break_even"]
    deed = f"{'adds' if more < 0 else 'avoids'} {show.money(abs(more), sign)}"
    start = f"It {deed} of expected loss a year"
    if cents(values["cost"]) == 0:
        return f"{start} and costs nothing: no ratio is needed."
    verdict = "It breaks even"
    if cents(net):
        verdict = "It pays" if net > 0 else "It does not pay"
    sentence = (
        f"{start} for {show.money(values['cost'], sign)}. {verdict}: the net is"
        f" {show.money(net, sign)} a year, and the return {show.percent(figures['rosi'])}."
    )
    if share is None:
        return sentence
    if share > 1:
        return f"{sentence} It costs more than the whole expected loss."
    part = show.percent(share)
    return f"{sentence} It pays as long as it removes more than {part} of the expected loss."


def fair(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the calculator of ranges found, against the limit."""
    number = {key: value or 0.0 for key, value in figures.items()}
    limit, chance = values["limit"], values["chance"]
    side = ["within" if number[key] <= chance else "over" for key in ("over0", "over1")]
    more = number["avoided"]
    return (
        f"Today it costs something {show.years(1 - number['quiet0'])},"
        f" {show.money(number['mean0'], sign)} in an average year, and more than"
        f" {show.short(number['p95_0'], sign)} in one year of 20. The chance of more than"
        f" {show.short(limit, sign)} is {show.chance(number['over0'])}: {side[0]} the limit of"
        f" {show.share(chance)}. With the measure it is {show.chance(number['over1'])}, {side[1]}"
        f" the limit; the measure {'adds' if more < 0 else 'avoids'}"
        f" {show.money(abs(more), sign)} a year for {show.money(values['cost'], sign)}."
    )


def ale(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the calculator of the expected loss found."""
    return (
        f"One event costs {show.money(figures['sle'], sign)}, an average year"
        f" {show.money(figures['ale'], sign)}. The chance of at least one event is"
        f" {show.share(figures['chance'])} in a year and {show.share(figures['chance10'])} in ten."
    )


def npv(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the calculator of present values found."""
    worth = _number(figures, "npv")
    verdict = "breaks even"
    if cents(worth):
        verdict = "pays" if worth > 0 else "does not pay"
    back = forms.as_result(figures["payback"], "years")
    recovered = "The outlay is never recovered." if back == "never" else f"It is back after {back}."
    return (
        f"At {show.percent(values['rate'], 1)} a year it is worth {show.money(worth, sign)} today:"
        f" it {verdict}. {recovered}"
    )


def staffing(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the calculator of seats found."""
    if figures["people"] is None:
        return "Nobody can fill the seat with these hours."
    people, absences = (show.digits(_number(figures, k), 2) for k in ("people", "with_absences"))
    hour = figures["cost_per_hour"]
    watched = "" if hour is None else f": {show.money(hour, sign)} for each hour watched"
    return (
        f"The seat takes {people} people, {absences} with absences, and"
        f" {show.money(figures['cost'], sign)} a year{watched}."
    )


def insurance(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the calculator of policies found."""
    average = _number(figures, "recovered") + _number(figures, "kept")
    return (
        f"In an average year the policy recovers {show.money(figures['recovered'], sign)} of"
        f" {show.money(average, sign)}, for a premium of {show.money(values['premium'], sign)}. The"
        f" chance of keeping more than {show.short(values['amount'], sign)} is"
        f" {show.chance(_number(figures, 'keeping_over'))}; without insurance it is"
        f" {show.chance(_number(figures, 'over'))}. {show.share(figures['exhausting'])} of events"
        " claim more than the limit."
    )


def patch(values: Values, figures: Figures, sign: str = "$") -> str:
    """Return what the ladder and SSVC say of a flaw."""
    when = forms.as_result(figures["days"], "days")
    search = ", and look for an intruder first" if figures["search"] else ""
    priority = forms.as_result(figures["priority"], "priority")
    return f"The ladder says: fix it {when}{search}. SSVC for deployers says: {priority}."


def bought(
    register: Register,
    sets: Sequence[Choice],
    budget: float,
    own: Sequence[str] | None = None,
) -> str:
    """Return what a budget buys of a frontier, or what a reader's ``own`` set does instead."""
    sign = show.sign(register.currency)
    found = best(sets, budget)
    if own is not None:
        chosen = list(own)
    elif found:
        chosen = names(register, found)
    elif sets:
        return f"The obligations alone cost {show.money(sets[0].cost, sign)}."
    else:
        return "No set of options meets all obligations."
    cost = total(register.options[name].cost for name in chosen)
    more = avoided(register, chosen)
    count = ("Nothing", "One option")[len(chosen)] if len(chosen) < 2 else f"{len(chosen)} options"
    sums = [show.money(each, sign) for each in (cost, more, more - cost)]
    parts = [
        f"{count} for {sums[0]} a year: {sums[1]} of expected loss avoided, a net of {sums[2]}.",
        f"{show.money(expected(register, chosen), sign)} a year remains.",
    ]
    if own is None and cents(budget - cost) >= 100:
        rest = "nothing else returns more than it costs"
        if sets[-1].cost > budget:
            rest = "what remains does not fit"
        parts.append(f"{show.money(budget - cost, sign)} is not spent: {rest}.")
    if own is not None and (better := best(sets, cost)) and cents(better.net - more + cost) >= 100:
        titles = "; ".join(register.options[name].title for name in names(register, better))
        parts.append(
            f"For the same money or less, {titles or 'nothing'} would net"
            f" {show.money(better.net, sign)}."
        )
    return " ".join(parts)


WORDS: Mapping[str, Callable[[Values, Figures, str], str]] = {
    "ale": ale, "rosi": rosi, "fair": fair, "npv": npv, "staffing": staffing, "insurance": insurance,
    "patch": patch,
}  # fmt: skip


def _number(figures: Figures, key: str) -> float:
    return figures[key] or 0.0
