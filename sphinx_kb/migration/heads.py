"""Heads of any system, in one form: YAML, TOML or JSON, with our names of fields."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from typing import Any, NamedTuple

import yaml

from sphinx_kb.article import dates
from sphinx_kb.article.front_matter import ALIASES, NAMES

_YAML = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t-]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_FORMATS = (
    "%Y/%m/%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%a, %d %b %Y", "%Y.%m.%d",
    "%m/%d/%Y",
)  # fmt: skip
OTHER_NAMES = {  # how other systems call our fields
    "publishdate": "date", "pubdate": "date", "pubdatetime": "date", "published_at": "date", "created": "date",
    "lastmod": "updated", "last_update": "updated", "modified": "updated", "moddatetime": "updated",
    "cover": "image", "thumbnail": "image", "featured_image": "image", "featuredimage": "image",
    "heroimage": "image", "ogimage": "image", "banner": "image", "images": "image", "feature": "image",
    "language": "lang", "linktitle": "", "desc": "description", "series": "tags", "topics": "categories",
}  # fmt: skip
TAKEN = frozenset({
    "title", "date", "updated", "authors", "categories", "tags", "image", "image_alt", "description", "draft",
    "published", "redirect_from", "permalink", "slug", "lang", "pinned", "featured", "hidden", "keywords", "guid",
})  # fmt: skip


class Head(NamedTuple):
    """What a file says of itself, its text, and what could not be read."""

    fields: dict[str, Any]  # by their names in small letters, and by ours
    body: str
    fault: str = ""


class _Loader(yaml.SafeLoader):
    """Reads YAML without making times of what looks like one."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _nothing(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> None:
    """Stand for what a tag would make: nothing of a source is run."""


for _tag in ("!", "tag:yaml.org,2002:python/"):
    yaml.add_multi_constructor(_tag, _nothing, Loader=_Loader)


def data_of(text: str, kind: str = "yaml") -> Any:
    """Return what YAML, TOML or JSON says. Raises ValueError."""
    try:
        if kind == "toml":
            return tomllib.loads(text)
        if kind == "json":
            return json.loads(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ValueError(str(error).splitlines()[0]) from None


def mapping(text: str, kind: str = "yaml") -> dict[str, Any]:
    """Return a mapping; an empty one where the text is none."""
    try:
        found = data_of(text, kind)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def read(text: str) -> Head:
    """Read the head of a file."""
    if found := _YAML.match(text):
        kind, source, body = "yaml", found[1], text[found.end() :]
    elif found := _TOML.match(text):
        kind, source, body = "toml", found[1], text[found.end() :]
    else:
        return Head({}, text)
    try:
        given = data_of(source.replace("\t", "  ") if kind == "yaml" else source, kind)
    except ValueError as error:
        return Head(_by_line(source), body, f"its front matter cannot be read whole ({error})")
    return Head(canonical(given) if isinstance(given, dict) else {}, body)


def _by_line(source: str) -> dict[str, Any]:
    """Return the plain fields of a head that is not YAML."""
    found = {}
    for line in source.splitlines():
        name, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[A-Za-z_]{1,40}", name) and value.strip():
            found[name] = value.strip().strip("\"'")
    return canonical(found)


def canonical(given: dict[Any, Any]) -> dict[str, Any]:
    """Return fields by our names; the name itself wins over another spelling."""
    lowered = {str(name).strip().lower(): value for name, value in given.items()}
    result: dict[str, Any] = {}
    for name, value in lowered.items():
        ours = ALIASES.get(name, OTHER_NAMES.get(name, name))
        if ours and (ours not in result or name == ours):
            result[ours] = value
    return result


def unknown(fields: dict[str, Any]) -> list[str]:
    """Return the fields that no article has: those of a theme."""
    return [name for name in fields if name not in NAMES and name not in TAKEN]


def moment(value: Any) -> str | None:
    """Return a date as front matter has it, or None where it is none."""
    if isinstance(value, dict):
        value = value.get("created") or value.get("date") or next(iter(value.values()), None)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    text = " ".join(str(value or "").split())
    try:
        dates.parse(text)
    except ValueError:
        pass
    else:
        return text
    if found := _DAY.match(text):
        year, month, day = map(int, found[0].split("-"))
        return _iso(year, month, day)
    for form in _FORMATS:
        for part in (text, " ".join(text.split()[:4]), text.split()[0] if text else ""):
            try:
                plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", part)
                return dt.datetime.strptime(plain, form).date().isoformat()  # noqa: DTZ007
            except ValueError:
                continue
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
