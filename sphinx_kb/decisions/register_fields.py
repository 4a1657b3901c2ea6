"""The fields of _data/risks.yml: which there are, and what each holds.

The sign of the currency is in the context of validation.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from sphinx_kb.decisions import register_values as values
from sphinx_kb.decisions.model import Limit, Status
from sphinx_kb.decisions.pert import Range


def _money(value: Any, info: ValidationInfo) -> float:
    return values.money(value, _sign(info))


def _loss(value: Any, info: ValidationInfo) -> Range:
    return values.amounts_of_money(value, _sign(info))


def _sign(info: ValidationInfo) -> str:
    context: dict[str, str] = info.context or {}
    return context["sign"]


def _cost(value: Any) -> Any:
    return {"yearly": value} if isinstance(value, str) else value


_NUMBER = {"type": ["number", "string"], "description": "250000, 250k, 1.2M or 60%"}
_RANGE = {
    "oneOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 3, "maxItems": 3}],
    "description": "one number, or three: lowest, most likely, highest",
}
_NAMES = {"type": ["array", "string"], "items": {"type": "string"}}

Title = Annotated[str, BeforeValidator(partial(values.text, longest=80))]
Text = Annotated[str, BeforeValidator(values.text)]
Note = Annotated[str, BeforeValidator(partial(values.text, longest=1000))]
Names = Annotated[tuple[str, ...], BeforeValidator(values.names), WithJsonSchema(_NAMES)]
Day = Annotated[date, BeforeValidator(values.day)]
Flag = Annotated[bool, BeforeValidator(values.flag)]
Money = Annotated[float, BeforeValidator(_money), WithJsonSchema(_NUMBER)]
Share = Annotated[float, BeforeValidator(values.share), WithJsonSchema(_NUMBER)]
Rates = Annotated[Range, BeforeValidator(values.rates), WithJsonSchema(_RANGE)]
Losses = Annotated[Range, BeforeValidator(_loss), WithJsonSchema(_RANGE)]
Reductions = Annotated[Range, BeforeValidator(values.reductions), WithJsonSchema(_RANGE)]


class Entry(BaseModel):
    """An entry of the file: no field but ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(Entry):
    """A loss, and the yearly chance of more; neither is no limit."""

    loss: Money | None = None
    chance: Share | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.loss is None) != (self.chance is None):
            raise ValueError("write both 'loss' and 'chance', or neither")
        return self

    @property
    def limit(self) -> Limit | None:
        """Return the limit as the engine has it."""
        if self.loss is None or self.chance is None:
            return None
        return Limit(self.loss, self.chance)


class Limits(Point):
    """What is accepted of one risk, and of all together."""

    average: Money | None = None
    together: Point = Point()


class Head(Entry):
    """What stands before the risks."""

    name: Title
    as_of: Day
    note: Note = ""
    illustrative: Flag = False
    currency: Annotated[str, BeforeValidator(values.currency)] = "USD"
    limits: Limits = Limits()
    budget: Money = 0.0
    rate: Share | None = None


class RiskFields(Entry):
    """A risk."""

    title: Title
    scenario: Text
    owner: Title
    events: Rates
    loss: Losses
    source: Text
    estimated: Day | None = None
    review_by: Day | None = None
    controls: Names = ()
    articles: Names = ()

    @model_validator(mode="after")
    def _costs_something(self) -> Self:
        if self.events.high == 0 or self.loss.high == 0:
            raise ValueError("remove it or give a range: it costs nothing")
        return self


class CostFields(Entry):
    """What an option costs: once, and each year of the years over which that is spread."""

    once: Money = 0.0
    yearly: Money = 0.0
    years: Annotated[int, BeforeValidator(values.years)] | None = None

    @model_validator(mode="after")
    def _lasting(self) -> Self:
        if self.once and self.years is None:
            raise ValueError("write how many years the setup lasts: 'years'")
        return self


def _cost_schema(schema: dict[str, Any]) -> None:
    """Let a cost be a number, too."""
    schema["anyOf"] = [{"$ref": schema.pop("$ref", "#/$defs/CostFields")}, _NUMBER]


class ReductionFields(Entry):
    """The shares that an option takes away of a risk."""

    events: Reductions | None = None
    loss: Reductions | None = None


class AfterFields(Entry):
    """A risk as it is estimated anew with an option in place."""

    events: Rates | None = None
    loss: Losses | None = None


class OptionFields(Entry):
    """An option."""

    title: Title
    source: Text = ""
    payer: Title = ""
    cost: Annotated[CostFields, BeforeValidator(_cost), Field(json_schema_extra=_cost_schema)]
    reduces: Annotated[dict[str, ReductionFields], BeforeValidator(values.few)] = {}
    after: Annotated[dict[str, AfterFields], BeforeValidator(values.few)] = {}
    needs: Names = ()
    instead_of: Names = ()
    must: Flag = False
    status: Annotated[Status, BeforeValidator(values.status)] = "proposed"


class RegisterFields(Head):
    """The whole file, as editors check it while one writes; it is read entry by entry."""

    risks: dict[str, RiskFields]
    options: dict[str, OptionFields] = {}
