"""The pictures of authors: _data/authors.yml names a file that may be shown, or none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.article import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_kb.article.raw_yaml import Field
    from sphinx_kb.site.model import Author

FILE = "authors.yml"


def found(
    root: Path, authors: Mapping[str, Author], entries: Mapping[str, Field]
) -> tuple[dict[str, Author], list[tuple[str, int, str]]]:
    """Return the authors with the paths of their pictures, and faults as (file, line, remedy)."""
    result, faults = {}, []
    for key, author in authors.items():
        path = None
        if author.picture:
            line = entries[key].line
            try:
                path = files.find(root, "index", author.picture)
            except FileNotFoundError:
                remedy = f"correct '{key}.picture': there is no file '{author.picture}'"
                faults.append((FILE, line, remedy))
            except ValueError as error:
                faults.append((FILE, line, f"correct '{key}.picture': {error}"))
        result[key] = author.model_copy(update={"picture": path})
    return result, faults
