"""The frameworks as _data/controls/ has them: a file each, and the crosswalk.

The package brings some, which a site may share: a file of the same name in _data/controls/ stands for one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from sphinx_kb.article import raw_yaml, validators
from sphinx_kb.article.remedies import remedy
from sphinx_kb.site.frameworks.model import Control, Framework, Frameworks, Group, Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_kb.article.raw_yaml import Faults

SHARED = Path(__file__).parent / "shared"
USUAL = ("csf", "cis", "iso")  # shown in this order, before all others
RESERVED = frozenset({  # names of other roles, and of other pages of frameworks
    "abbr", "any", "attr", "cite", "class", "code", "coverage", "doc", "download", "emphasis", "eq", "func", "index",
    "kbd", "keyword", "literal", "math", "meth", "mod", "numref", "obj", "option", "pep", "raw", "ref", "rfc",
    "source", "strong", "sub", "subscript", "sup", "superscript", "term", "title", "token", "unknown",
})  # fmt: skip
_KEY = re.compile(r"[a-z][a-z0-9-]{0,30}")
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
    def _has_what_it_says(self) -> _Group:
        """Refuse a text of what the group does not have: it would be shown nowhere."""
        numbers = [f"{self.id}.{number}" for number in range(1, self.count + 1)]
        parts = (f"{one}-{part}" for one, named in self.parts.items() for part in named)
        if unknown := self.texts.keys() - {self.id, *(numbers or self.names), *parts}:
            raise ValueError(f"the group has no '{min(unknown)}'")
        return self


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
    order: int = 0
    groups: tuple[_Group, ...]


class _Row(BaseModel):
    """A row of the crosswalk: what it has besides the identifiers of other frameworks."""

    model_config = ConfigDict(extra="forbid")

    others: dict[str, Names] = {}
    clauses: Names = ()
    remark: str = ""


def keys(folder: Path, shared: Collection[str] = ()) -> list[str]:
    """Return the frameworks that have a file, here or shared, by its name: each is a role, too."""
    own = {path.stem for path in folder.glob("*.yml") if path.name != CROSSWALK}
    found = sorted(own | {key for key in USUAL if key in shared})
    usual = [key for key in USUAL if key in found]
    return usual + [key for key in found if key not in usual and _is_key(key)]


def _is_key(name: str) -> bool:
    return bool(_KEY.fullmatch(name)) and name not in RESERVED


def _misnamed(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield the fault of each file whose name cannot be that of a role."""
    for path in sorted(folder.glob("*.yml")):
        if path.name != CROSSWALK and not _is_key(path.stem):
            remedy = "rename the file: small letters, digits and hyphens, and no role that there is already"
            yield path.name, 1, remedy


def read(folder: Path, shared: Collection[str] = ()) -> tuple[Frameworks, Faults]:
    """Read the frameworks and their crosswalk; return them, and the faults of the files."""
    faults: Faults = list(_misnamed(folder))
    found: dict[str, Framework] = {}
    for key in keys(folder, shared):
        is_own = (folder / f"{key}.yml").exists()
        given = raw_yaml.read_file(folder if is_own else SHARED, f"{key}.yml", faults)
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
    shown = dict(sorted(found.items(), key=lambda item: item[1].order))  # else in the order of keys
    if shared and not (folder / CROSSWALK).exists():  # a row of what the site does not have is none
        return Frameworks(shown, dict(_crosswalk(SHARED, shown, []))), faults
    return Frameworks(shown, dict(_crosswalk(folder, shown, faults))), faults


def _crosswalk(
    folder: Path, frameworks: dict[str, Framework], faults: Faults
) -> Iterator[tuple[str, Row]]:
    """Yield the rows whose controls are known; note the faults of the others."""
    for name, field in raw_yaml.read_file(folder, CROSSWALK, faults).items():
        try:
            said = _Row.model_validate(_parted(field.value, frameworks))
            own = _single(frameworks, name)
            others = {
                key: tuple(_span(frameworks, key, each) for each in given)
                for key, given in said.others.items()
                if given
            }
        except ValidationError:
            faults.append((CROSSWALK, field.line, f"correct '{name}': write lists of identifiers"))
        except ValueError as error:
            faults.append((CROSSWALK, field.line, f"correct '{name}': {error}"))
        else:
            yield own.written, Row(said.clauses, said.remark, others)


def _parted(row: Any, frameworks: dict[str, Framework]) -> Any:
    """Return a row with the identifiers of other frameworks apart from the rest of it."""
    if not isinstance(row, dict):
        return row
    others = {key: value for key, value in row.items() if key in {*USUAL, *list(frameworks)[1:]}}
    return {"others": others, **{key: row[key] for key in row.keys() - others.keys()}}


def _single(frameworks: dict[str, Framework], written: str) -> Control:
    """Return the control whose row it is. Raises ValueError."""
    first, last = _span(frameworks, next(iter(frameworks), USUAL[0]), written)
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
