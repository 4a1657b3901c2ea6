"""The Gordon-Loeb model: how much to spend on protecting one set of information.

L. A. Gordon and M. P. Loeb, The Economics of Information Security Investment (ACM TISSEC 5:4,
2002, https://doi.org/10.1145/581271.581274). It bounds the spending on one set of information
under assumed functions; it is no rule for a budget. The twin is ``KBGordonLoeb.best``.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Spending(NamedTuple):
    """The best spending, and what follows from it."""

    spend: float
    left: float  # the chance of a breach that remains
    net: float  # expected benefit less the spending
    bound: float  # 1/e of the expected loss: above it, spending is uneconomical in both classes


def best(kind: int, chance: float, loss: float, alpha: float, beta: float = 1.0) -> Spending:
    """Return the best spending for breach functions of class 1 or 2.

    ``chance`` of a breach without more spending, ``loss`` if it happens; ``alpha`` (per unit of
    money) and ``beta`` say how well spending works: v / (alpha z + 1)^beta in class 1,
    v^(alpha z + 1) in class 2. It is 0 where no spending pays.
    """
    spend = 0.0
    if kind == 1 and chance > 0:
        spend = (math.pow(chance * beta * alpha * loss, 1 / (beta + 1)) - 1) / alpha
    elif 0 < chance < 1:
        slope = -alpha * chance * loss * math.log(chance)
        spend = math.log(1 / slope) / (alpha * math.log(chance)) if slope > 0 else 0.0
    spend = max(0.0, spend)
    power = alpha * spend + 1
    left = chance / math.pow(power, beta) if kind == 1 else math.pow(chance, power)
    return Spending(spend, left, (chance - left) * loss - spend, chance * loss / math.e)
