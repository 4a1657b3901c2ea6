"""The kinds of incidents of ``_data/incidents/``: what to do first, whom to call, what not to do.

A file is a kind. It is read by tired people on a phone: lines are short, and the page has room
for eight of the first quarter of an hour.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # pydantic reads it
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sphinx_kb.article import names, raw_yaml
from sphinx_kb.article.remedies import remedy
from sphinx_kb.decisions import yaml_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_kb.decisions.yaml_lines import Document

FOLDER = "incidents"
MOST = {"first": 8, "call": 8, "do_not": 8, "articles": 5, "sources": 10}
LONGEST = {"name": 40, "signs": 160, "first": 80, "call": 80, "do_not": 100}  # characters
_FATAL = ("name", "first")

Line = Annotated[str, Field(min_length=1, max_length=600)]


class Source(BaseModel):
    """What the text of a kind stands on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line
    publisher: Line
    url: Annotated[str, Field(pattern=r"^https://[^\s<>\"']+$")]
    accessed: dt.date | None = None


class Incident(BaseModel):
    """A kind of incident, from a file of _data/incidents/."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    signs: str = ""
    order: int = 0
    first: Annotated[tuple[Line, ...], Field(min_length=1)]
    call: tuple[Line, ...] = ()
    do_not: tuple[Line, ...] = ()
    articles: tuple[Line, ...] = ()  # slugs
    reviewed: dt.date | None = None
    review_by: dt.date | None = None
    sources: tuple[Source, ...] = ()


def read(folder: Path, faults: raw_yaml.Faults) -> dict[str, Incident]:
    """Return the kinds in their order, by the names of their files; add the faults."""
    found = {}
    for path in sorted((folder / FOLDER).glob("*.yml")):
        name = f"{FOLDER}/{path.name}"
        if path.stem != names.slug(path.stem, "kind") or not path.stem.isascii():
            plain = names.slug(path.stem, "kind")
            faults.append((name, 1, f"name the file '{plain}.yml': small letters, digits, hyphens"))
            continue
        document = yaml_lines.read(raw_yaml.read_text(folder, name, faults))
        faults.extend((name, line, what) for line, what in document.faults)
        if kind := _kind(name, document, faults):
            found[path.stem] = kind
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _kind(name: str, document: Document, faults: raw_yaml.Faults) -> Incident | None:
    """Return a kind without its wrong fields; None where it cannot be used."""
    values = {field: value for field, value in document.value.items() if value is not None}
    faults.extend((name, line, what) for line, what in _shortened(values, document))
    try:
        return Incident.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            place = tuple(problem["loc"])
            where = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
            what = remedy(problem, Incident.model_fields)
            faults.append((name, document.line(place), f"correct '{where}': {what}"))
        wrong = {str(problem["loc"][0]) for problem in error.errors()}
    if not wrong.isdisjoint(_FATAL):
        return None
    return Incident.model_validate(
        {key: value for key, value in values.items() if key not in wrong}
    )


def _shortened(values: dict[str, Any], document: Document) -> Iterator[tuple[int, str]]:
    """Cut lists that are longer than the page has room for; yield that, and lines that are long."""
    for field, most in MOST.items():
        listed = values.get(field)
        if isinstance(listed, list) and len(listed) > most:
            values[field] = listed[:most]
            yield (
                document.line((field, most)),
                f"'{field}': write at most {most} lines, not {len(listed)}",
            )
    for field, most in LONGEST.items():
        given = values.get(field)
        for number, text in enumerate(given if isinstance(given, list) else [given]):
            if isinstance(text, str) and len(text) > most:
                line = document.line((field, number))
                yield line, f"'{field}': shorten the line by {len(text) - most} characters"
