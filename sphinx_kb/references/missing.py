"""Articles that a file of _data/ names and that do not exist: one line for each entry that names some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.article import raw_yaml
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.warn import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx

SHOWN = 3  # names in a line


def tell(
    app: Sphinx, subtype: Subtype, file: str, slugs: Iterable[str], key: str = "", kind: str = ""
) -> None:
    """Warn of the articles of one entry that nobody has written, at the first of them.

    ``file`` is that of _data/, ``key`` the entry's own in it, and ``kind`` what an entry is called.
    An article that is held back is one.
    """
    catalog = CatalogDomain.of(app.env)
    known = catalog.hidden | set(catalog.articles)
    missing = [slug for slug in dict.fromkeys(slugs) if f"posts/{slug}" not in known]
    if missing:
        where = f" in the {kind} '{key}'" if kind else ""
        place = (f"_data/{file}", _line(app.srcdir / "_data", file, key, missing[0]))
        warn(subtype, f"correct {_names(missing)}{where}: {_verdict(missing)}", place)


def _names(missing: list[str]) -> str:
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    return ", ".join(f"'{slug}'" for slug in missing[:SHOWN]) + more


def _verdict(missing: list[str]) -> str:
    return "there is no such article" if len(missing) == 1 else "there are no such articles"


def _line(folder: Path, file: str, key: str, slug: str) -> int:
    """Return the first line of an entry that has a name, else that of the entry."""
    lines = raw_yaml.read_text(folder, file, []).splitlines()
    heads = (f"{key}:", f'"{key}":', f"'{key}':")
    starts = [at for at, line in enumerate(lines) if key and line.lstrip().startswith(heads)]
    start = min(starts, key=lambda at: (len(lines[at]) - len(lines[at].lstrip()), at), default=0)
    name = re.compile(  # no word of a text
        rf"(?:^|[\[,(:-])[ \t]*[\"']?{re.escape(slug)}(?=[\"'\s,\])}}]|$)"
    )
    return next((at + 1 for at in range(start, len(lines)) if name.search(lines[at])), start + 1)
