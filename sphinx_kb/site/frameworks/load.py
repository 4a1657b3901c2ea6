"""The frameworks as _data/controls/ has them: a file each, and the crosswalk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sphinx_kb.article import raw_yaml, validators
from sphinx_kb.article.remedies import remedy
from sphinx_kb.site.frameworks.model import Control, Framework, Frameworks, Group, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_kb.article.raw_yaml import Faults

KEYS = ("csf", "cis", "iso")  # in the order in which they are shown; each is the name of a role
CROSSWALK = "crosswalk.yml"
MOST = 1000  # controls that a group may count

Names = Annotated[tuple[str, ...], BeforeValidator(validators.names)]


class _Group(BaseModel):
    """A group of controls: each by its name, or counted from 1 with the names of some."""

    model_config = ConfigDict(extra="forbid")

    id: str = ""
    name: str = ""
    count: Annotated[int, Field(ge=0, le=MOST)] = 0
    names: dict[str, str] = {}
    parts: dict[str, Names] = {}

    def made(self, key: str, mark: str) -> Group:
        """Return the group as the site uses it."""
        numbers = [f"{self.id}.{number}" for number in range(1, self.count + 1)]
        controls = (
            Control(
                key,
                f"{mark} {one}".strip(),
                self.names.get(one, ""),
                tuple(f"{one}-{part}" for part in self.parts.get(one, ())),
            )
            for one in numbers or self.names
        )
        return Group(tuple(controls), self.id, self.name)


class _File(BaseModel):
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
    groups: tuple[_Group, ...]


class _Row(BaseModel):
    """A row of the crosswalk: identifiers, or first-last."""

    model_config = ConfigDict(extra="forbid")

    cis: Names = ()
    iso: Names = ()
    clauses: Names = ()
    remark: str = ""


def read(folder: Path) -> tuple[Frameworks, Faults]:
    """Read the frameworks and their crosswalk; return them, and the faults of the files."""
    faults: Faults = []
    found: dict[str, Framework] = {}
    for key in KEYS:
        given = raw_yaml.read_file(folder, f"{key}.yml", faults)
        if not given:
            continue
        plain = {name: field.value for name, field in given.items() if field.value is not None}
        try:
            said = _File.model_validate(plain)
        except ValidationError as error:
            faults += _remedies(f"{key}.yml", given, error)
            continue
        groups = tuple(group.made(key, said.mark) for group in said.groups)
        found[key] = Framework(key, **said.model_dump(exclude={"groups"}), groups=groups)
    return Frameworks(found, dict(_crosswalk(folder, found, faults))), faults


def _crosswalk(
    folder: Path, frameworks: dict[str, Framework], faults: Faults
) -> Iterator[tuple[str, Row]]:
    """Yield the rows whose controls are known; note the faults of the others."""
    for name, field in raw_yaml.read_file(folder, CROSSWALK, faults).items():
        try:
            said = _Row.model_validate(field.value)
            own = _single(frameworks, name)
            others = {
                key: tuple(_span(frameworks, key, each) for each in given)
                for key in KEYS[1:]
                if (given := getattr(said, key))
            }
        except ValidationError:
            faults.append((CROSSWALK, field.line, f"correct '{name}': write lists of identifiers"))
        except ValueError as error:
            faults.append((CROSSWALK, field.line, f"correct '{name}': {error}"))
        else:
            yield own.written, Row(said.clauses, said.remark, others)


def _single(frameworks: dict[str, Framework], written: str) -> Control:
    """Return the control whose row it is. Raises ValueError."""
    first, last = _span(frameworks, KEYS[0], written)
    if first is not last:
        raise ValueError("write a row for each control")
    return first


def _span(frameworks: dict[str, Framework], key: str, written: str) -> tuple[Control, Control]:
    """Return the first and the last control of an entry. Raises ValueError."""
    first, _, last = written.partition("-")
    found = [
        framework.find(end) if (framework := frameworks.get(key)) else None
        for end in (first, last or first)
    ]
    one, other = found
    if one is None or other is None:
        raise ValueError(f"'{written}' is no control of {key}.yml")
    return one.control, other.control


def _remedies(
    name: str, given: dict[str, raw_yaml.Field], error: ValidationError
) -> Iterator[tuple[str, int, str]]:
    """Yield the faults of a framework's file, each with the line of its field."""
    for problem in error.errors():
        where = ".".join(str(part) for part in problem["loc"])
        line = given[key].line if (key := str(problem["loc"][0])) in given else 1
        yield name, line, f"correct '{where}': {remedy(problem)}"
