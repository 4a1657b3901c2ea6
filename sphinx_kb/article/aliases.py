"""The fields that a head gives, under their canonical names; what it may not say is told."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_kb.article import dates, front_matter, names
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.raw_yaml import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ALIKE = 0.8  # from here on an unknown name is a known one misspelt
NO_SLIPS = {"redirect_to"}  # of Jekyll: an address that the page leads to, not one that leads here
MOST_LETTERS = 2  # by which the two may differ in length
HELD_BACK = frozenset({"draft", "hidden", "private", "pending"})  # of a field "status"
LISTS = ("tags", "categories", "authors")  # which Zola has in "taxonomies"


class Given(NamedTuple):
    """The fields of a head under their canonical names, and those that nobody knows."""

    fields: dict[str, Field]
    unknown: tuple[tuple[str, int], ...]  # name, line


def resolve_aliases(given: dict[str, Field], faults: list[Fault]) -> Given:
    """Return the fields under their canonical names; report those that are not ours.

    Capital letters mean nothing: some systems write "Title" and "publishDate".
    """
    result: dict[str, Field] = {}
    unknown: list[tuple[str, int]] = []
    for key, value in _flattened(given).items():
        folded = key.casefold()
        name = front_matter.ALIASES.get(folded, folded)
        if folded in front_matter.REFUSED:
            remedy = f"remove the field '{key}', which an article may not use"
            faults.append(Fault(value.line, "gate", remedy, True))
        elif name in front_matter.NAMES:
            result[name] = _chosen(name, result.get(name), value, is_alias=folded != name)
        elif folded not in front_matter.IGNORED:
            if near := _misspelt(folded, given):
                remedy = f"remove or correct the field '{key}': did you mean '{near}'?"
                faults.append(Fault(value.line, "front_matter", remedy))
            else:
                unknown.append((key, value.line))
    _add_from_mappings(result)
    return Given(result, tuple(unknown))


def _flattened(given: dict[str, Field]) -> dict[str, Field]:
    """Return the fields, with those of mappings that other systems put them into."""
    result = {key: value for key, value in given.items() if key.casefold() != "taxonomies"}
    status = next((value for key, value in given.items() if key.casefold() == "status"), None)
    if status and str(status.value).casefold() in HELD_BACK:
        result["draft"] = Field("true", status.line)
    for key, value in given.items():
        if key.casefold() == "taxonomies" and isinstance(value.value, dict):
            for name in LISTS:
                if value.value.get(name) is not None:
                    result.setdefault(name, Field(value.value[name], value.line))
    return result


def _chosen(name: str, before: Field | None, now: Field, *, is_alias: bool) -> Field:
    """Return which of two spellings of a field counts: the canonical one, unless it is empty.

    Of two days of publication the later one does: Hugo shows nothing before ``publishDate``.
    """
    if before is None or before.value is None:
        return now
    if now.value is None:
        return before
    if name == "date":
        return max((before, now), key=lambda field: _moment(field.value))
    if name in {"draft", "hidden"}:
        return before if str(before.value).casefold() == "true" else now
    return before if is_alias else now


def _moment(value: Any) -> tuple[int, str]:
    """Return what sorts days by the moment at which they begin; what is none comes last, and is told."""
    try:
        return 0, dates.parse(str(value))[1].isoformat()
    except ValueError:
        return 1, ""


def _add_from_mappings(result: dict[str, Field]) -> None:
    """Add what the mapping of a picture or of the days says besides."""
    image, day = result.get("image"), result.get("date")
    if image and isinstance(image.value, dict) and "image_alt" not in result:
        result["image_alt"] = Field(image.value.get("alt"), image.line)
    if day and isinstance(day.value, dict) and "updated" not in result:
        result["updated"] = Field(day.value.get("updated"), day.line)


def _misspelt(key: str, given: Iterable[str]) -> str | None:
    """Return the field that a name is a likely slip for, and that the head does not have."""
    there = {front_matter.ALIASES.get(name.casefold(), name.casefold()) for name in given}
    known = [
        name
        for name in (*front_matter.NAMES, *front_matter.ALIASES)
        if front_matter.ALIASES.get(name, name) not in there
        and abs(len(name) - len(key)) <= MOST_LETTERS
    ]
    near = None if key in NO_SLIPS else names.nearest(key, known)
    if near and near in key and len(key) - len(near) > 1:
        return None  # another word stands before or behind it: ogImage, isFeatured
    return near if near and SequenceMatcher(None, key, near).ratio() >= ALIKE else None


def split_lists(
    given: dict[str, Field], spelled: Collection[str], topics: Collection[str]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values with the lists read as Jekyll reads them, and the lines.

    Words without commas are names in a plural field, and one name in "category" and "tag".
    """
    values = {name: value.value for name, value in given.items() if value.value is not None}
    for name in ("categories", "tags"):
        if name in spelled and isinstance(values.get(name), str):
            known = topics if name == "categories" else ()
            values[name] = names.as_words(values[name], known)
    return values, {name: value.line for name, value in given.items()}
