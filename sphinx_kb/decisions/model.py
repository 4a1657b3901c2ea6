"""A register: risks, and options that one can pay for and that act on risks.

Plain values, as the engine and the pages use them. ``register`` reads them from a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinx_kb.decisions.pert import Range, single

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Status = Literal["proposed", "funded", "done", "deferred", "refused"]
OPEN = ("proposed", "funded")  # may be chosen; "done" is part of today, the others are listed


class Effect(NamedTuple):
    """What an option takes away of a risk: shares of its events and of its loss.

    Each share is at worst, most likely, at best. Where the risk was estimated anew, the ranges
    ``after`` stand beside the share that follows from their means, which may be negative.
    """

    events: Range = single(0.0)
    loss: Range = single(0.0)
    after_events: Range | None = None
    after_loss: Range | None = None


@dataclass(frozen=True)
class Risk:
    """A scenario with its ranges, and who answers for them."""

    title: str
    scenario: str
    owner: str
    events: Range  # a year
    loss: Range  # of one event
    source: str
    estimated: date
    review_by: date | None = None
    controls: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def ale(self) -> float:
        """Return the loss of an average year."""
        return self.events.mean * self.loss.mean


@dataclass(frozen=True)
class Option:
    """Something that one can pay for."""

    title: str
    source: str = ""
    payer: str = ""
    once: float = 0.0
    yearly: float = 0.0
    years: int = 1  # over which ``once`` is spread
    effects: Mapping[str, Effect] = field(default_factory=dict)  # by the risk
    needs: tuple[str, ...] = ()  # worth nothing without these
    instead_of: tuple[str, ...] = ()  # never together with these
    must: bool = False  # an obligation: in every set, whatever it returns
    status: Status = "proposed"

    @property
    def cost(self) -> float:
        """Return the cost of a year, the setup spread evenly."""
        return self.yearly + self.once / self.years


class Limit(NamedTuple):
    """A point that a loss exceedance curve should not pass: a loss, and the chance of more."""

    loss: float
    chance: float


@dataclass(frozen=True)
class Register:
    """Risks and options by their ids, in the order of the file."""

    name: str
    as_of: date
    risks: Mapping[str, Risk]
    options: Mapping[str, Option] = field(default_factory=dict)
    note: str = ""
    illustrative: bool = False
    currency: str = "USD"
    average: float | None = None  # the limits: of one risk's average year,
    limit: Limit | None = None  # of one risk,
    together: Limit | None = None  # and of all
    budget: float = 0.0  # a year
    rate: float | None = None  # of interest, for present values
