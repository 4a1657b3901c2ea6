"""What a framework's file may say: its fields, and its groups of controls."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sphinx_kb.article import validators
from sphinx_kb.site.frameworks.model import Control, Group

MOST = 1000  # controls that a group may count
Names = Annotated[tuple[str, ...], BeforeValidator(validators.names)]


class GroupEntry(BaseModel):
    """A group of controls: each by its name, or counted from 1 with the names of some."""

    model_config = ConfigDict(extra="forbid")

    id: str = ""
    name: str = ""
    count: Annotated[int, Field(ge=0, le=MOST)] = 0
    names: dict[str, str] = {}
    parts: dict[str, Names] = {}
    texts: dict[str, str] = {}  # of the group, its controls and their parts, by their identifiers

    def made(self, key: str, mark: str) -> Group:
        """Return the group as the site uses it."""
        numbers = [f"{self.id}.{number}" for number in range(1, self.count + 1)]
        controls = (self._control(key, mark, one) for one in numbers or self.names)
        return Group(tuple(controls), self.id, self.name, self.texts.get(self.id, ""))

    def _control(self, key: str, mark: str, one: str) -> Control:
        """Return a control of the group."""
        parts = tuple(f"{one}-{part}" for part in self.parts.get(one, ()))
        texts = tuple((part, self.texts[part]) for part in parts if part in self.texts)
        written, name = f"{mark} {one}".strip(), self.names.get(one, "")
        return Control(key, written, name, parts, self.texts.get(one, ""), texts)

    @model_validator(mode="after")
    def _has_what_it_says(self) -> GroupEntry:
        """Refuse a text of what the group does not have: it would be shown nowhere."""
        numbers = [f"{self.id}.{number}" for number in range(1, self.count + 1)]
        parts = (f"{one}-{part}" for one, named in self.parts.items() for part in named)
        if unknown := self.texts.keys() - {self.id, *(numbers or self.names), *parts}:
            raise ValueError(f"the group has no '{min(unknown)}'")
        return self


class File(BaseModel):
    """A file of one framework: no field but ours."""

    model_config = ConfigDict(extra="forbid")

    name: str
    short: str
    publisher: str
    version: str
    date: Annotated[str, BeforeValidator(validators.source_date)]
    source: Annotated[str, BeforeValidator(validators.url)]
    line: str = ""
    note: str = ""
    mark: str = ""
    unit: str = "control"
    units: str = "controls"
    order: int = 0
    groups: tuple[GroupEntry, ...]
