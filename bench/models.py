"""What other tools' models make of Northwind's inputs: python -m bench.models (a minute).

Each model is written anew from what its source says (docs/decision-tools.md has the versions), and
draws years; the engine's own figures stand beside it.
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.decisions import effects, losses, show
from sphinx_kb.decisions.register import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_kb.decisions.pert import Range
    from sphinx_kb.decisions.year import Year

YEARS = 200_000
REGISTER = Path(__file__).parents[1] / "_data" / "risks.yml"
Z95 = 1.6448536269514722


def pert(given: Range, draw: random.Random) -> float:
    """Return a value of a PERT range."""
    width = given.high - given.low
    if width <= 0:
        return given.low
    left, right = 4 * (given.likely - given.low) / width, 4 * (given.high - given.likely) / width
    return given.low + width * draw.betavariate(1 + left, 1 + right)


def lognormal(given: Range, draw: random.Random) -> float:
    """Return a value of a lognormal whose 5% and 95% points are the ends of a range."""
    low, high = math.log(given.low), math.log(given.high)
    return draw.lognormvariate((low + high) / 2, (high - low) / (2 * Z95))


def poisson(rate: float, draw: random.Random) -> int:
    """Return a number of events (Knuth)."""
    end, count, product = math.exp(-rate), 0, draw.random()
    while product > end:
        count += 1
        product *= draw.random()
    return count


def one_product(events: Range, loss: Range, draw: random.Random) -> float:
    """Return a year of pyfair: a drawn frequency times one drawn loss."""
    return pert(events, draw) * pert(loss, draw)


def rounded(events: Range, loss: Range, draw: random.Random) -> float:
    """Return a year of evaluator: the frequency rounded to whole events."""
    return sum(pert(loss, draw) for _ in range(round(pert(events, draw))))


def open_ended(events: Range, loss: Range, draw: random.Random) -> float:
    """Return a year of riskquant: Poisson events, each lognormal."""
    return sum(lognormal(loss, draw) for _ in range(poisson(pert(events, draw), draw)))


def at_most_one(events: Range, loss: Range, draw: random.Random) -> float:
    """Return a year of CISO Assistant: one event or none, lognormal."""
    happens = draw.random() < -math.expm1(-events.mean)
    return lognormal(loss, draw) if happens else 0.0


def of_one(name: str, model: Callable[[Range, Range, random.Random], float]) -> str:
    """Return a row on R2: the average year, P95, the chance over $1M."""
    draw = random.Random(7)
    register, _ = read(REGISTER.read_text("utf-8"))
    assert register  # noqa: S101
    risk = register.risks["R2"]
    years = sorted(model(risk.events, risk.loss, draw) for _ in range(YEARS))
    return row(name, years)


def row(name: str, years: Sequence[float], limit: float = 1e6) -> str:
    """Return figures of drawn years, in their order."""
    over = sum(year > limit for year in years) / len(years)
    quiet = sum(year == 0 for year in years) / len(years)
    figures = [
        show.money(sum(years) / len(years)), show.share(quiet),
        show.short(years[math.ceil(0.95 * len(years)) - 1]), show.chance(over),
    ]  # fmt: skip
    return f"| {name} | {' | '.join(figures)} |"


def of_all(name: str, *, joint: bool) -> str:
    """Return a row on all risks, one draw deciding whether each happens, or a draw for each."""
    draw = random.Random(7)
    register, _ = read(REGISTER.read_text("utf-8"))
    assert register  # noqa: S101
    years = []
    for _ in range(YEARS):
        year, shared = 0.0, draw.random()
        for risk in register.risks.values():
            lot = shared if joint else draw.random()
            if lot < -math.expm1(-risk.events.mean):
                year += lognormal(risk.loss, draw)
        years.append(year)
    return row(name, sorted(years), 3e6)


def main() -> None:
    """Print both tables."""
    register, _ = read(REGISTER.read_text("utf-8"))
    assert register  # noqa: S101
    own = losses.year(*effects.after(register, "R2", []))
    print("| R2, one year | average | without loss | P95 | over $1M |\n|---|---:|---:|---:|---:|")
    print(engine("this engine", own, 1e6))
    for name, model in (
        ("pyfair", one_product), ("evaluator", rounded), ("riskquant", open_ended),
        ("CISO Assistant", at_most_one),
    ):  # fmt: skip
        print(of_one(name, model))
    risk = register.risks["R2"]
    spread = (math.log(risk.loss.high) - math.log(risk.loss.low)) / (2 * Z95)
    mean = math.exp((math.log(risk.loss.high) + math.log(risk.loss.low)) / 2 + spread**2 / 2)
    print(f"riskquant's annualized_loss: {show.money(risk.events.likely * mean)}")
    whole = losses.together([effects.after(register, name, []) for name in register.risks])
    print("| all risks | average | without loss | P95 | over $3M |\n|---|---:|---:|---:|---:|")
    print(engine("this engine", whole, 3e6))
    print(of_all("CISO Assistant's joint draw", joint=True))
    print(of_all("the same, a draw for each risk", joint=False))


def engine(name: str, year: Year, limit: float) -> str:
    """Return the engine's row."""
    figures = [
        show.money(year.mean), show.share(year.quiet), show.short(year.percentile(0.95)),
        show.chance(year.over(limit)),
    ]  # fmt: skip
    return f"| {name} | {' | '.join(figures)} |"


if __name__ == "__main__":
    main()
