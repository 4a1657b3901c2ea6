"""The files of _data/, read into the model of the site, with their faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import ValidationError

from sphinx_kb.article import dates, names, old_urls, raw_yaml
from sphinx_kb.article.remedies import remedy
from sphinx_kb.decisions import register
from sphinx_kb.site import incidents, portraits
from sphinx_kb.site.frameworks import load
from sphinx_kb.site.model import (
    Author,
    Clock,
    Entry,
    ReadingPath,
    SiteData,
    Situation,
    Topic,
)  # fmt: skip
from sphinx_kb.site.people import entries as authors_of
from sphinx_kb.site.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_kb.decisions.model import Register
    from sphinx_kb.site.frameworks.model import Frameworks

RISKS = "risks.yml"
Kind = TypeVar("Kind", bound=Entry)


def read(folder: Path) -> tuple[SiteData, list[tuple[str, int, str]]]:
    """Read the files of _data/; return the data, and faults as (file, line, remedy)."""
    faults: raw_yaml.Faults = []

    def entries(name: str) -> dict[str, raw_yaml.Field]:
        return raw_yaml.read_file(folder, name, faults)

    people = authors_of(entries("authors.yml"))
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
    given = entries("site.yml")
    lines = {name: line for name, (_, line) in given.items()}
    settings = _settings(given, faults)
    frameworks, wrong = load.read(folder / "controls", settings.shared)
    faults.extend((f"controls/{name}", line, remedy) for name, line, remedy in wrong)
    clocks = dict(_valid("clocks.yml", entries("clocks.yml"), Clock, faults))
    for key in [key for key in clocks if names.slug(key, "x") != key]:
        line = entries("clocks.yml")[key].line
        faults.append(("clocks.yml", line, f"name the clock '{names.slug(key, 'clock')}'"))
        del clocks[key]
    risks = _register(folder, frameworks, faults)
    redirects = dict(_redirects(entries("redirects.yml"), faults))
    data = SiteData(
        authors,
        in_order,
        closed,
        paths,
        situations,
        frameworks,
        clocks,
        risks,
        settings,
        redirects,
        lines,
        incidents.read(folder, faults),
    )
    return data, faults


def subtype(name: str) -> Literal["risk", "incident", "source"]:
    """Return the kind of the faults of a file."""
    if name.startswith(f"{incidents.FOLDER}/"):
        return "incident"
    return "risk" if name == RISKS else "source"


def _register(folder: Path, frameworks: Frameworks, faults: raw_yaml.Faults) -> Register | None:
    """Return the register of risks, where there is one with a risk in it."""

    def remedy(control: str) -> str | None:
        if not frameworks.of or frameworks.find(control):
            return None
        near = frameworks.nearest(control)
        hint = f"did you mean '{near}'?" if near else "no framework has it"
        return f"correct the control '{control}': {hint}"

    text = raw_yaml.read_text(folder, RISKS, faults)
    found, wrong = register.read(text, remedy)
    faults.extend((RISKS, line, remedy) for line, remedy in wrong)
    if text.strip() and not wrong and not (found and found.risks):
        faults.append((RISKS, 1, "write the risks under 'risks:', or remove the file"))
    return found if found and found.risks else None


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
                faults.append((name, line, f"correct '{where}': {remedy(problem, _names(model))}"))


def _names(model: type[Entry]) -> list[str]:
    """Return the names of a model's fields, as authors write them."""
    return [str(field.alias or name) for name, field in model.model_fields.items()]


def _redirects(
    given: Mapping[str, raw_yaml.Field], faults: raw_yaml.Faults
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the old addresses with what they lead to; note the faults of the others."""
    for old, (new, line) in given.items():
        try:
            if not isinstance(new, str):
                raise ValueError("write 'old address: page or file'")  # noqa: TRY301, TRY004
            yield old_urls.normalize(old), (new, line)
        except ValueError as error:
            faults.append(("redirects.yml", line, f"correct '{old}': {error}"))


def _settings(given: Mapping[str, raw_yaml.Field], faults: raw_yaml.Faults) -> Settings:
    """Return the settings that keep their rules; note the faults of the others."""
    values = {name: value for name, (value, _) in given.items() if value is not None}
    for name in [name for name in values if name not in Settings.model_fields]:
        near = names.nearest(name, Settings.model_fields)
        hint = f"did you mean '{near}'?" if near else "there is no such setting"
        faults.append(("site.yml", given[name].line, f"correct '{name}': {hint}"))
        del values[name]
    if expires := values.get("security_expires"):
        try:
            dates.parse(str(expires))
        except ValueError as error:
            faults.append(
                ("site.yml", given["security_expires"].line, f"correct 'security_expires': {error}")
            )
            del values["security_expires"]
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]): problem for problem in reversed(error.errors())}
        for name, problem in wrong.items():
            where = ".".join(
                str(part + 1) if isinstance(part, int) else part for part in problem["loc"]
            )
            what = remedy(problem, Settings.model_fields)
            faults.append(("site.yml", given[name].line, f"correct '{where}': {what}"))
        return Settings.model_validate({k: v for k, v in values.items() if k not in wrong})
