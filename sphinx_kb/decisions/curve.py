"""The loss exceedance curve as plain values for a drawing that fits any width.

Places across are percentages and letters have one size, so that the drawing needs no script to
fit: lines lie in a box of 1000 by 1000 that is stretched, words stand beside it. The twin that
draws it anew is ``KBCurve`` in kb-curve.js.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sphinx_kb.decisions import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_kb.decisions.model import Limit
    from sphinx_kb.decisions.yearly import YearFigures

SIZE = 1000
FEWEST = 0.01  # the chance that the highest curve reaches at least


def drawing(
    years: Sequence[YearFigures], names: Sequence[str], limit: Limit | None, sign: str
) -> dict[str, Any]:
    """Return what a template draws: lines, words beside them, and the same in a sentence."""
    most = max([1.0, *(year.curve[-1][0] for year in years), limit.loss * 1.2 if limit else 0.0])
    chances = [1 - year.quiet for year in years]
    highest = max([FEWEST, *chances, limit.chance * 1.2 if limit else 0.0])

    def across(amount: float) -> str:
        return show.digits(SIZE * min(amount, most) / most, 1).replace(",", "")

    def down(chance: float) -> str:
        return show.digits(SIZE * (1 - chance / highest), 1).replace(",", "")

    places = 1 if highest < 0.05 else 0
    return {
        "lines": [
            "M" + "L".join(f"{across(amount)} {down(chance)}" for amount, chance in year.curve)
            for year in years
        ],
        "names": list(names),
        "rows": [
            {"place": _percent(1 - share / highest), "text": show.share(share, places)}
            for share in ticks(highest, 5) if share
        ],
        "columns": [
            {"place": _percent(amount / most), "text": show.short(amount, sign)}
            for amount in ticks(most, 4) if amount <= most * 0.9
        ],
        "limit": limit and {
            "x": _percent(limit.loss / most), "y": _percent(1 - limit.chance / highest),
            "late": limit.loss > most * 0.7,
        },
        "sentence": sentence(years, names, limit, sign),
    }  # fmt: skip


def sentence(
    years: Sequence[YearFigures], names: Sequence[str], limit: Limit | None, sign: str
) -> str:
    """Return what a curve shows, in words."""
    parts = []
    for name, year in zip(names, years, strict=True):
        text = f"{name}: {show.share(1 - year.quiet)} of years cost something"
        if limit and year.over is not None:
            text += f", {show.chance(year.over)} more than {show.short(limit.loss, sign)}"
        parts.append(f"{text}.")
    if limit:
        parts.append(f"The limit is {show.share(limit.chance)} at {show.short(limit.loss, sign)}.")
    return " ".join(parts)


def ticks(most: float, wanted: int) -> list[float]:
    """Return round values from 0 on: steps of 1, 2 or 5 times a power of ten."""
    raw = most / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * next(each for each in (1, 2, 5, 10) if each * power >= raw * 0.999)
    return [number * step for number in range(math.floor(most / step + 1e-9) + 1)]


def _percent(part: float) -> str:
    return show.digits(100 * min(max(part, 0.0), 1.0), 2) + "%"
