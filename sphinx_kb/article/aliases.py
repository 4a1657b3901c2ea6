"""The fields that a head gives, under their canonical names; what it may not say is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article import front_matter, names
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.raw_yaml import Field

if TYPE_CHECKING:
    from collections.abc import Collection


def resolve_aliases(
    given: dict[str, Field], faults: list[Fault], ignored: Collection[str] = ()
) -> dict[str, Field]:
    """Return the fields under their canonical names; report those that are neither ours nor ``ignored``."""
    result: dict[str, Field] = {}
    for key, value in given.items():
        name = front_matter.ALIASES.get(key, key)
        if key in front_matter.REFUSED:
            remedy = f"remove the field '{key}', which an article may not use"
            faults.append(Fault(value.line, "gate", remedy, True))
        elif name in front_matter.NAMES:
            if name in result and (key != name or value.value is None):
                continue  # the canonical spelling wins, wherever it stands
            result[name] = value
        elif key not in front_matter.IGNORED and key not in ignored:
            near = names.nearest(key, [*front_matter.NAMES, *front_matter.ALIASES])
            hint = f"did you mean '{near}'?" if near else "the site does not know it"
            remedy = f"remove or correct the field '{key}': {hint}"
            faults.append(Fault(value.line, "front_matter", remedy))
    result |= {
        name: value
        for name, value in given.items()
        if name in front_matter.NAMES and value.value is not None
    }
    image = result.get("image")
    if image and isinstance(image.value, dict) and "image_alt" not in result:
        result["image_alt"] = Field(image.value.get("alt"), image.line)
    return result


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
