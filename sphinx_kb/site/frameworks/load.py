"""The frameworks as _data/controls/ has them: a file each, and the crosswalk.

The package brings some, which a site may share: a file of the same name in _data/controls/ stands for one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from sphinx_kb.article import raw_yaml
from sphinx_kb.article.remedies import remedy
from sphinx_kb.site.frameworks import crosswalk_rows
from sphinx_kb.site.frameworks.crosswalk_rows import CROSSWALK, USUAL
from sphinx_kb.site.frameworks.entries import File
from sphinx_kb.site.frameworks.model import Framework, Frameworks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_kb.article.raw_yaml import Faults

SHARED = Path(__file__).parent / "shared"
RESERVED = frozenset({  # names of other roles, and of other pages of frameworks
    "abbr", "any", "attr", "cite", "class", "code", "coverage", "doc", "download", "emphasis", "eq", "func", "index",
    "kbd", "keyword", "literal", "math", "meth", "mod", "numref", "obj", "option", "pep", "raw", "ref", "rfc",
    "source", "strong", "sub", "subscript", "sup", "superscript", "term", "title", "token", "unknown",
})  # fmt: skip
_KEY = re.compile(r"[a-z][a-z0-9-]{0,30}")


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
            said = File.model_validate(plain)
        except ValidationError as error:
            faults += _remedies(f"{key}.yml", given, error)
            continue
        groups = tuple(group.made(key, said.mark) for group in said.groups)
        found[key] = Framework(key, **said.model_dump(exclude={"groups"}), groups=groups)
    shown = dict(sorted(found.items(), key=lambda item: item[1].order))  # else in the order of keys
    if shared and not (folder / CROSSWALK).exists():  # a row of what the site does not have is none
        return Frameworks(shown, dict(crosswalk_rows.read(SHARED, shown, []))), faults
    return Frameworks(shown, dict(crosswalk_rows.read(folder, shown, faults))), faults


def _remedies(
    name: str, given: dict[str, raw_yaml.Field], error: ValidationError
) -> Iterator[tuple[str, int, str]]:
    """Yield the faults of a framework's file, each with the line of its field."""
    for problem in error.errors():
        where = ".".join(str(part) for part in problem["loc"])
        line = given[key].line if (key := str(problem["loc"][0])) in given else 1
        yield name, line, f"correct '{where}': {remedy(problem)}"
