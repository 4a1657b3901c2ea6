"""What the site knows besides its articles: authors, topics, frameworks, settings, from _data/."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sphinx_kb.article import dates, names, raw_yaml
from sphinx_kb.site import portraits
from sphinx_kb.site.frameworks import load
from sphinx_kb.site.frameworks.model import Frameworks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class _Entry(BaseModel):
    """An entry of a file in _data/: no field but ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Kind = TypeVar("Kind", bound=_Entry)


class Link(_Entry):
    """A link of an author to a page elsewhere."""

    label: str
    url: Annotated[str, Field(pattern=r"^(https?://|mailto:)[^\s<>\"']+$")]


class Author(_Entry):
    """Somebody who writes articles."""

    name: str
    biography: str = ""
    picture: str | None = None  # a path from the site's root
    links: tuple[Link, ...] = ()


class Topic(_Entry):
    """A category that the site lists, as readers see it."""

    name: str
    line: str = ""
    text: str = ""
    color: Annotated[int, Field(ge=0, lt=360)] = 178  # a hue
    order: int = 0


class Step(_Entry):
    """An article of a reading path, and why it comes now."""

    slug: str
    reason: str


class ReadingPath(_Entry):
    """Articles to be read in an order."""

    name: str
    whom: str = Field("", alias="for")
    line: str = ""
    articles: tuple[Step, ...] = ()


class Download(_Entry):
    """A file to fill in: its name in assets/downloads, what readers call it, what it is for."""

    file: Annotated[str, Field(pattern=r"^[^/\\]+$")]
    name: str
    use: str


class Situation(_Entry):
    """A moment at which readers look for files to fill in."""

    name: str
    line: str = ""
    files: tuple[Download, ...] = ()


class Settings(_Entry):
    """The site's own settings, from _data/site.yml."""

    permalink: str | None = None  # the old site's pattern, for all articles
    security_contact: Annotated[str | None, Field(pattern=r"^(https://|mailto:)\S+$")] = None
    security_expires: str | None = None
    unlinked_terms: tuple[str, ...] = ()  # glossary terms too common to be linked by themselves
    repository: Annotated[str | None, Field(pattern=r"^https://\S+$")] = None


@dataclass(frozen=True)
class SiteData:
    """The authors and topics by key, and the settings."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)  # in their order
    topics_closed: bool = False
    paths: Mapping[str, ReadingPath] = field(default_factory=dict)
    situations: Mapping[str, Situation] = field(default_factory=dict)
    frameworks: Frameworks = field(default_factory=Frameworks)
    settings: Settings = field(default_factory=Settings)

    def topic_names(self) -> frozenset[str]:
        """Return the case-folded slugs and names of the listed topics."""
        return frozenset(
            name.casefold() for slug, topic in self.topics.items() for name in (slug, topic.name)
        )


def read(folder: Path) -> tuple[SiteData, list[tuple[str, int, str]]]:
    """Read the files of _data/; return the data, and faults as (file, line, remedy)."""
    faults: raw_yaml.Faults = []

    def entries(name: str) -> dict[str, raw_yaml.Field]:
        return raw_yaml.read_file(folder, name, faults)

    people = entries("authors.yml")
    authors = dict(_valid("authors.yml", people, Author, faults))
    authors, missing = portraits.found(folder.parent, authors, people)
    faults += missing
    listed = entries("topics.yml")
    closed = str(listed.pop("closed", raw_yaml.Field("false", 1)).value).lower() == "true"
    topics = dict(_valid("topics.yml", listed, Topic, faults))
    for slug in [slug for slug in topics if slug != names.slug(slug, "topic")]:
        line = listed[slug].line
        faults.append(("topics.yml", line, f"name the topic '{names.slug(slug, 'topic')}'"))
        del topics[slug]
    paths = dict(_valid("paths.yml", entries("paths.yml"), ReadingPath, faults))
    in_order = dict(sorted(topics.items(), key=lambda item: (item[1].order, item[0])))
    situations = dict(_valid("templates.yml", entries("templates.yml"), Situation, faults))
    frameworks, wrong = load.read(folder / "controls")
    faults.extend((f"controls/{name}", line, remedy) for name, line, remedy in wrong)
    settings = Settings()
    given = entries("site.yml")
    try:
        settings = Settings.model_validate({name: value for name, (value, _) in given.items()})
        if settings.security_expires:
            dates.parse(settings.security_expires)
    except (ValidationError, ValueError) as error:
        faults.extend(_remedies("site.yml", given, error))
    return SiteData(authors, in_order, closed, paths, situations, frameworks, settings), faults


def _valid(
    name: str,
    entries: Mapping[str, raw_yaml.Field],
    model: type[Kind],
    faults: list[tuple[str, int, str]],
) -> Iterator[tuple[str, Kind]]:
    """Yield the entries that keep their model's rules; note the faults of the others."""
    for key, (value, line) in entries.items():
        try:
            yield key, model.model_validate(value)
        except ValidationError as error:
            for problem in error.errors():
                where = ".".join(str(part) for part in (key, *problem["loc"]))
                faults.append((name, line, f"correct '{where}': {problem['msg'].lower()}"))


def _remedies(
    name: str, given: Mapping[str, raw_yaml.Field], error: ValueError
) -> Iterator[tuple[str, int, str]]:
    """Yield the faults of a file of single settings."""
    if not isinstance(error, ValidationError):
        yield name, given["security_expires"].line, f"correct 'security_expires': {error}"
        return
    for problem in error.errors():
        key = str(problem["loc"][0])
        yield name, given[key].line, f"correct '{key}': {problem['msg'].lower()}"
