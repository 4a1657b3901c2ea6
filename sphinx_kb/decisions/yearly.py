"""A year in the figures that pages print: an average, percentiles, a chance, and a curve.

Years take milliseconds each, so what is known of one is kept by its ranges and handed in again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.decisions import losses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_kb.decisions.pert import Range
    from sphinx_kb.decisions.year import Year

    Pair = tuple[Range, Range]  # events a year, the loss of one event
    Kept = dict[str, list[float | None]]

STEPS = 64  # of a curve
END = 0.998  # of the years: what a curve reaches


class YearFigures(NamedTuple):
    """What is printed of a year."""

    mean: float
    quiet: float  # the chance of a year without an event
    p10: float
    p50: float
    p90: float
    p95: float
    p99: float
    over: float | None  # the chance of more than the limit; None without a limit
    curve: tuple[tuple[float, float], ...]  # amounts, each with the chance of more


class Years:
    """The years that a register asks for, each computed once."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._before = kept or {}
        self.kept: Kept = {}

    def one(self, pair: Pair, limit: float | None) -> YearFigures:
        """Return the year of one risk, with the chance of more than a ``limit``."""
        return self._figures([pair], limit, lambda: losses.year(*pair))

    def together(self, pairs: Iterable[Pair], limit: float | None) -> YearFigures:
        """Return the year of all risks, if none moves another."""
        listed = list(pairs)
        return self._figures(listed, limit, lambda: losses.together(listed), "all")

    def _figures(
        self, pairs: list[Pair], limit: float | None, make: Callable[[], Year], kind: str = "one"
    ) -> YearFigures:
        key = repr((kind, limit, [(tuple(events), tuple(loss)) for events, loss in pairs]))
        numbers = self.kept.get(key) or self._before.get(key) or _numbers(make(), limit)
        self.kept[key] = numbers
        known = [number or 0.0 for number in numbers]
        curve = tuple(zip(known[8::2], known[9::2], strict=True))
        mean, quiet, p10, p50, p90, p95, p99 = known[:7]
        return YearFigures(mean, quiet, p10, p50, p90, p95, p99, numbers[7], curve)


def _numbers(year: Year, limit: float | None) -> list[float | None]:
    """Return the figures of a year in a row, as JSON keeps them."""
    shares = [year.percentile(share) for share in (0.10, 0.50, 0.90, 0.95, 0.99)]
    over = None if limit is None else year.over(limit)
    end = year.percentile(END)
    points: list[float | None] = []
    for step in range(STEPS + 1):
        amount = end * step / STEPS
        points += [amount, year.over(amount)]
    return [year.mean, year.quiet, *shares, over, *points]
