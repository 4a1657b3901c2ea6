"""The faults of options that only the rest of a register shows, and what rests on a faulty one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions.model import OPEN
from sphinx_kb.decisions.register_values import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx_kb.decisions.register_fields import OptionFields, RiskFields
    from sphinx_kb.decisions.yaml_lines import Path

    Options = Mapping[str, OptionFields]


class Problem(NamedTuple):
    """A fault of an option, the path to it, and the remedy; a ``fatal`` one leaves it out."""

    option: str
    path: Path
    remedy: str
    fatal: bool = True


def of_effects(options: Options, risks: Collection[str]) -> Iterator[Problem]:
    """Yield the options that act on what is not there, twice on the same, or on nothing."""
    needed = {name for option in options.values() for name in option.needs}
    for name, option in options.items():
        for field, effects in (("reduces", option.reduces), ("after", option.after)):
            for risk, effect in effects.items():
                path = (name, field, risk)
                where = ".".join(path)
                if risk not in risks:
                    hint = nearest(risk, risks)
                    yield Problem(name, path, f"correct '{where}': there is no such risk{hint}")
                elif effect.events is None and effect.loss is None:
                    yield Problem(name, path, f"correct '{where}': write 'events', 'loss' or both")
        for risk in option.after:
            if risk in option.reduces:
                yield Problem(
                    name, (name, "after", risk), f"correct '{name}': keep one of the two for {risk}"
                )
        if not option.reduces and not option.after and name not in needed:
            yield Problem(name, (name,), f"remove '{name}' or say what it reduces")


def of_estimates(options: Options, risks: Mapping[str, RiskFields]) -> Iterator[Problem]:
    """Yield where a new estimate is worse than today's, and the source does not say so.

    That may be meant: nothing is left out.
    """
    for name, option in options.items():
        for risk, effect in option.after.items():
            if not (today := risks.get(risk)):
                continue
            worse = []
            if effect.events and effect.events.mean > today.events.mean:
                worse.append("more frequent")
            if effect.loss and effect.loss.mean > today.loss.mean:
                worse.append("costlier")
            if any(word not in option.source for word in worse):
                deed = " and ".join(worse)
                remedy = (
                    f"'{name}' makes {risk} {deed}: write a reduction, or say so in its 'source'"
                )
                yield Problem(name, (name, "after", risk), remedy, fatal=False)


def of_references(options: Options, known: Collection[str]) -> Iterator[Problem]:
    """Yield the options that need or exclude themselves, or what is not there."""
    for name, option in options.items():
        for field, others in (("needs", option.needs), ("instead_of", option.instead_of)):
            for other in others:
                if other == name:
                    remedy = f"correct '{name}.{field}': take out '{name}' itself"
                    yield Problem(name, (name, field), remedy)
                elif other not in known:
                    hint = nearest(other, known)
                    remedy = f"correct '{name}.{field}': there is no option '{other}'{hint}"
                    yield Problem(name, (name, field), remedy)


def of_circles(options: Options) -> Iterator[Problem]:
    """Yield the options that need each other in turn; each circle is told once."""
    told: set[str] = set()
    for name, option in options.items():
        for other in option.needs:
            if name in rests_on(options, other):
                remedy = f"correct '{name}.needs': '{other}' needs it in turn"
                yield Problem(name, (name, "needs") if name not in told else (), remedy)
                told |= {name, *rests_on(options, name)}
                break


def of_exclusions(options: Options) -> Iterator[Problem]:
    """Yield the options that need what they exclude, and obligations that cannot be met."""
    for name, option in options.items():
        together = [name, *rests_on(options, name)]
        if any(_exclude(options, *pair) for pair in combinations(together, 2)):
            yield Problem(name, (name,), f"correct '{name}': it needs what it excludes")
        elif option.must and option.status in ("deferred", "refused"):
            remedy = f"correct '{name}.status': an obligation cannot be {option.status}"
            yield Problem(name, (name, "status"), remedy)
        elif option.must:
            for other in together[1:]:
                if options[other].status in ("deferred", "refused"):
                    status = options[other].status
                    remedy = f"correct '{name}.needs': '{other}' is {status}, and '{name}' a must"
                    yield Problem(name, (name, "needs"), remedy)
    musts = [name for name, option in options.items() if option.must and option.status in OPEN]
    required = [
        name for name in options if any(name in {one, *rests_on(options, one)} for one in musts)
    ]
    for one, other in combinations(required, 2):
        if _exclude(options, one, other):
            remedy = (
                f"keep one of '{one}' and '{other}': both must be chosen and exclude each other"
            )
            yield Problem(one, (one,), remedy)
            yield Problem(other, (), remedy)


def without(
    options: Options, lost: Collection[str], risks: Collection[str]
) -> dict[str, OptionFields]:
    """Return the options that rest on no lost one and act on no risk that is left out."""
    kept = {
        name: option
        for name, option in options.items()
        if name not in lost and {*option.reduces, *option.after} <= set(risks)
    }
    while missing := [
        name for name, option in kept.items() if not set(option.needs) <= kept.keys()
    ]:
        kept = {name: option for name, option in kept.items() if name not in missing}
    return kept


def rests_on(options: Options, name: str) -> list[str]:
    """Return what an option needs, and what that needs in turn, itself if in a circle."""
    found: list[str] = []
    waiting = list(options[name].needs) if name in options else []
    while waiting:
        one = waiting.pop(0)
        if one not in found and one in options:
            found.append(one)
            waiting += options[one].needs
    return found


def _exclude(options: Options, one: str, other: str) -> bool:
    return other in options[one].instead_of or one in options[other].instead_of
