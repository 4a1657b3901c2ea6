"""The base score of CVSS 3.1: how severe a flaw is, which is not how large the risk is.

FIRST, Common Vulnerability Scoring System v3.1: Specification Document, section 7.1 and
appendix A (https://www.first.org/cvss/v3.1/specification-document). The twin is
``KBFlaws.cvss`` in kb-decide-flaws.js.
"""

from __future__ import annotations

import math
from typing import NamedTuple

REMEDY = "write a CVSS 3.1 base vector such as AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
_HARM = {"H": 0.56, "L": 0.22, "N": 0.0}
_WEIGHTS = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "UI": {"N": 0.85, "R": 0.62},
    "S": {"U": 0.0, "C": 1.0},
    "C": _HARM,
    "I": _HARM,
    "A": _HARM,
}
_PRIVILEGES = {"U": {"N": 0.85, "L": 0.62, "H": 0.27}, "C": {"N": 0.85, "L": 0.68, "H": 0.5}}


class Score(NamedTuple):
    """The base score, and the three numbers that it is made of."""

    subscore: float  # the specification's ISS
    impact: float
    exploitability: float
    base: float  # 0.0 to 10.0, one decimal


def score(vector: str) -> Score:
    """Return the score of a base vector, with or without "CVSS:3.1/". Raises ValueError."""
    parts = vector.strip().removeprefix("CVSS:3.1/").split("/")
    given = dict(part.split(":") for part in parts if part.count(":") == 1)
    scope = given.get("S", "")
    weights = {**_WEIGHTS, "PR": _PRIVILEGES.get(scope, {})}
    if len(parts) != len(weights) or given.keys() != weights.keys():
        raise ValueError(REMEDY)
    if any(value not in weights[name] for name, value in given.items()):
        raise ValueError(REMEDY)
    of = {name: weights[name][value] for name, value in given.items()}
    changed = scope == "C"
    subscore = 1 - (1 - of["C"]) * (1 - of["I"]) * (1 - of["A"])
    impact = 6.42 * subscore
    if changed:
        impact = 7.52 * (subscore - 0.029) - 3.25 * math.prod([subscore - 0.02] * 15)
    exploitability = 8.22 * of["AV"] * of["AC"] * of["PR"] * of["UI"]
    if impact <= 0:
        return Score(subscore, impact, exploitability, 0.0)
    whole = impact + exploitability
    return Score(subscore, impact, exploitability, _up(min(1.08 * whole if changed else whole, 10)))


def _up(value: float) -> float:
    """Return the smallest tenth that is not below a value, by the specification's own rule."""
    parts = math.floor(value * 100000 + 0.5)
    return parts / 100000 if parts % 10000 == 0 else (parts // 10000 + 1) / 10
