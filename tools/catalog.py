"""The words of the engine in other languages: ``python -m tools.catalog`` compiles what translators wrote.

``sphinx_kb/locale/<language>/LC_MESSAGES/sphinx.po`` is written by hand; it has the name of Sphinx's own catalog, whose
words templates and modules ask for by ``_()``. The compiled file is kept in the repository, since a wheel is built
without a step of ours.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sphinx_kb.article.months import MONTHS
from sphinx_kb.markup import fence_info
from sphinx_kb.offline import page as offline
from sphinx_kb.outputs import subscribe
from sphinx_kb.pages import cards, listings, menus, news, reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[1] / "sphinx_kb"
KEYWORDS = {"_": None, "ngettext": (1, 2)}
CONSTANTS = {  # words that modules translate where they use them
    *MONTHS, *cards.LEVELS.values(), *listings.KIND_NAMES.values(), *menus.LIST_NAMES.values(), *news.KINDS.values(),
    fence_info.DIAGRAM, news.TITLE, news.LINE, subscribe.TITLE, subscribe.LINE, reviews.TITLE, offline.TITLE, offline.LINE,
}  # fmt: skip


def asked() -> set[str]:
    """Return each text that a template or a module asks to be translated; of a plural the singular."""
    found = set(CONSTANTS)
    for method, pattern in (("jinja2.ext:babel_extract", "theme/**/*.html"), ("python", "**/*.py")):
        for path in sorted(ROOT.glob(pattern)):
            with path.open("rb") as file:
                for _, message, _, _ in extract(method, file, KEYWORDS):
                    found.add(message if isinstance(message, str) else message[0])
    return found


def catalogs() -> Iterator[tuple[Path, Catalog]]:
    """Yield the catalog of each language, with its file."""
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/sphinx.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=path.parents[1].name)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as programs read it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


if __name__ == "__main__":
    for source, words in catalogs():
        source.with_suffix(".mo").write_bytes(compiled(words))
