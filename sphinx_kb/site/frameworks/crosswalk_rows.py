"""The rows of the crosswalk's file: for a control of the first framework, those of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from sphinx_kb.article import raw_yaml
from sphinx_kb.site.frameworks.entries import Names  # noqa: TC001  # a field's type
from sphinx_kb.site.frameworks.model import Control, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_kb.article.raw_yaml import Faults
    from sphinx_kb.site.frameworks.model import Framework

CROSSWALK = "crosswalk.yml"
USUAL = ("csf", "cis", "iso")  # shown in this order, before all others


class _Row(BaseModel):
    """A row of the crosswalk: what it has besides the identifiers of other frameworks."""

    model_config = ConfigDict(extra="forbid")

    others: dict[str, Names] = {}
    clauses: Names = ()
    remark: str = ""


def read(
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
