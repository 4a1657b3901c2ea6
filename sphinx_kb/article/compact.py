"""Models that are quick to load: the catalog keeps one for each article."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict


class Compact(BaseModel):
    """A frozen model that is pickled without its defaults, and revived unvalidated.

    The catalog keeps one for each article, and loads all of them in every build.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep what was set."""
        said = self.model_fields_set
        kept = {name: value for name, value in self.__dict__.items() if name in said}
        return _unpickle, (type(self), kept)


@cache
def _defaults(model: type[Compact]) -> dict[str, Any]:
    """Return the value of each field that is not set."""
    return {name: each.default for name, each in model.model_fields.items()}


def _unpickle(model: type[Compact], values: dict[str, Any]) -> Compact:
    """Return a model with values that were validated before.

    It does what ``model_construct`` does, which takes longer than validation.
    """
    instance = model.__new__(model)
    object.__setattr__(instance, "__dict__", {**_defaults(model), **values})
    object.__setattr__(instance, "__pydantic_fields_set__", set(values))
    object.__setattr__(instance, "__pydantic_extra__", None)
    object.__setattr__(instance, "__pydantic_private__", None)
    return instance
