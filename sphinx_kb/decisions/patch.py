"""By when a flaw has to be fixed: the ladder of CISA's directive, and SSVC for deployers.

The ladder has the 16 combinations of BOD 26-04 as CERT/CC publishes them (decision table
cisa_bod_26_04 1.0.0); the priorities are the 72 of SSVC's deployer table
(deployer_patch_application_priority 1.0.0). Both come from https://github.com/CERTCC/SSVC,
(c) 2026 Carnegie Mellon University, under its MIT (SEI)-style license. The twin is ``KBFlaws``
in kb-decide-flaws.js.
"""

from __future__ import annotations

from typing import NamedTuple

EXPLOITATION = ("none", "public poc", "active")
EXPOSURE = ("small", "controlled", "open")
HUMAN_IMPACT = ("low", "medium", "high", "very high")
PRIORITIES = ("defer", "scheduled", "out-of-cycle", "immediate")
_PRIORITIES = {"d": "defer", "s": "scheduled", "o": "out-of-cycle", "i": "immediate"}
_SSVC = (  # in each exploitation: exposure, automatable no and yes, human impact
    "ddssdsssdsssssssdsssssso" + "dsssssssdssssssosssossoo" + "ssoosooossoooooosooiooii"
)
_LADDER = "EEDDDCCBCCCACABA"  # listed, exposed, automatable, total


class Rung(NamedTuple):
    """A class of the ladder: the days until a flaw has to be fixed."""

    name: str
    days: int | None  # None: with the next upgrade
    search: bool = False  # look for an intruder first: the directive's forensic triage


RUNGS = {
    "A": Rung("A", 3, search=True),
    "B": Rung("B", 3),
    "C": Rung("C", 14),
    "D": Rung("D", 60),
    "E": Rung("E", None),
}


def rung(
    *,
    in_kev: bool,
    exposed: bool | None = None,
    automatable: bool | None = None,
    total: bool | None = None,
    exploited: bool = False,
) -> Rung:
    """Return the rung of a flaw by BOD 26-04.

    A flaw that is ``exploited`` counts as listed, in the KEV catalog or not. What is not known
    (None) counts as the worse answer: exposed, automatable, total control.
    """
    answers = (in_kev or exploited, exposed, automatable, total)
    place = 0
    for answer in answers:
        place = 2 * place + (answer is not False)
    return RUNGS[_LADDER[place]]


def priority(exploitation: str, exposure: str, automatable: bool, human_impact: str) -> str:
    """Return SSVC's priority for a deployer: defer, scheduled, out-of-cycle or immediate.

    Raises ValueError with the known words.
    """
    place = _place(exploitation, EXPLOITATION)
    place = place * len(EXPOSURE) + _place(exposure, EXPOSURE)
    place = place * 2 + bool(automatable)
    place = place * len(HUMAN_IMPACT) + _place(human_impact, HUMAN_IMPACT)
    return _PRIORITIES[_SSVC[place]]


def _place(word: str, known: tuple[str, ...]) -> int:
    if word not in known:
        raise ValueError(f"write one of {', '.join(known)}")
    return known.index(word)
