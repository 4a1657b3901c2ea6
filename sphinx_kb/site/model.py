"""What the site knows besides its articles: authors, topics, paths, files, risks, settings."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # pydantic reads it
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sphinx_kb.decisions.clocks import period
from sphinx_kb.decisions.holidays import Calendar  # noqa: TC001  # likewise
from sphinx_kb.site.frameworks.model import Frameworks
from sphinx_kb.site.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_kb.decisions.model import Register
    from sphinx_kb.site.incidents import Incident


class Entry(BaseModel):
    """An entry of a file in _data/: no field but ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Link(Entry):
    """A link of an author to a page elsewhere."""

    label: str
    url: Annotated[str, Field(pattern=r"^(https?://|mailto:)[^\s<>\"']+$")]


class Author(Entry):
    """Somebody who writes articles."""

    name: str
    biography: str = ""
    picture: str | None = None  # a path from the site's root
    links: tuple[Link, ...] = ()


class Topic(Entry):
    """A category that the site lists, as readers see it."""

    name: str
    line: str = ""
    text: str = ""
    color: Annotated[int, Field(ge=0, lt=360)] = 178  # a hue
    order: int = 0
    start: tuple[str, ...] = ()  # slugs of articles, which its list begins with


class Step(Entry):
    """An article of a reading path, and why it comes now."""

    slug: str
    reason: str


class ReadingPath(Entry):
    """Articles to be read in an order."""

    name: str
    whom: str = Field("", alias="for")
    line: str = ""
    articles: tuple[Step, ...] = ()


class Download(Entry):
    """A file to fill in: its name in assets/downloads, what readers call it, what it is for."""

    file: Annotated[str, Field(pattern=r"^[^/\\]+$")]
    name: str
    use: str
    keep: tuple[str, ...] = ()  # columns that a blank keeps; none: its rows are empty
    formulas: dict[str, str] = Field(default_factory=dict)  # column -> the sum of each row
    total: str = ""  # how the row begins that sums up those above it
    pages: Annotated[int, Field(ge=1, le=9)] | None = None  # of paper that it promises
    blank: bool = False  # of a text: its labels alone are a form
    code: bool = False  # a text that is run, and no form
    fill: bool = False  # of a table: its page has fields
    sum: tuple[str, ...] = ()  # columns that the page sums up


class Situation(Entry):
    """A moment at which readers look for files to fill in."""

    name: str
    line: str = ""
    files: tuple[Download, ...] = ()


def _folded(name: str) -> str:
    """Return the name or the key of an author without what does not tell two apart."""
    return re.sub(r"[\s_-]+", " ", name).strip(" @").casefold()


MOMENTS = ("detected", "aware", "classified", "material", "paid", "fixed")
Line = Annotated[str, Field(min_length=1, max_length=600)]


class ClockStep(Entry):
    """A notice: what, to whom, and how long after a moment or after an earlier notice."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    what: Line
    after: str
    start: Annotated[str, Field(alias="from")]
    to: Line

    @field_validator("after")
    @classmethod
    def _period(cls, value: str) -> str:
        if value != "asap":
            period(value)
        return value


class Clock(Entry):
    """An instrument with deadlines for notices, from _data/clocks.yml."""

    name: Line
    article: Line
    jurisdiction: Line
    who: Line
    starts: str
    when: Line
    calendar: Calendar = "none"
    state: Annotated[str, Field(pattern=r"^(in force|proposed|from \d{4}-\d\d-\d\d)$")] = "in force"
    steps: Annotated[tuple[ClockStep, ...], Field(min_length=1, max_length=20)]
    note: str = ""
    checked: dt.date
    review_by: dt.date
    source: Annotated[str, Field(pattern=r"^https://\S+$")]

    @model_validator(mode="after")
    def _known_starts(self) -> Self:
        known = list(MOMENTS)
        for step in self.steps:
            if step.start not in known:
                raise ValueError(
                    f"'{step.id}' counts from '{step.start}': write one of {', '.join(known)}"
                )
            known.append(step.id)
        return self


@dataclass(frozen=True)
class SiteData:
    """The authors and topics by key, and the settings."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)  # in their order
    topics_closed: bool = False
    paths: Mapping[str, ReadingPath] = field(default_factory=dict)
    situations: Mapping[str, Situation] = field(default_factory=dict)
    frameworks: Frameworks = field(default_factory=Frameworks)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    register: Register | None = None  # of risks, where there is one with a risk in it
    settings: Settings = field(default_factory=Settings)
    redirects: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # old -> (new, line)
    lines: Mapping[str, int] = field(default_factory=dict)  # of each setting in its file
    incidents: Mapping[str, Incident] = field(default_factory=dict)  # kinds, in their order

    @cached_property
    def _author_keys(self) -> dict[str, str]:
        """The keys of the authors by their folded names and keys: a key is stronger than a name."""
        by_name = {_folded(author.name): key for key, author in self.authors.items()}
        return by_name | {_folded(key): key for key in self.authors}

    def find_author(self, name: str) -> str | None:
        """Return the key of the author whom a key or a name means."""
        return self._author_keys.get(_folded(name))

    def topic_names(self) -> frozenset[str]:
        """Return the case-folded slugs and names of the listed topics."""
        return frozenset(
            name.casefold() for slug, topic in self.topics.items() for name in (slug, topic.name)
        )
