"""Cards as HTML, each drawn once for all the pages that show it: only its addresses differ."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    PathTo = Callable[..., str]  # the address of a page, or of a file (True), from the page drawn

TEMPLATE = "macros.html"
_PLACE = re.compile("\0([^\0]*)\0([^\0]*)\0")  # a name, and whether it is a file's


class DrawnCards:
    """The cards of a build, by the names of their pages."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._drawn: dict[tuple[Any, ...], list[str]] = {}  # text, name, kind, text, name, ...

    def draw(self, card: dict[str, Any], pathto: PathTo, *form: Any, **also: Any) -> str:
        """Return a card (from sphinx_kb/pages/cards.py) for a page. Further arguments are the macro's."""
        key = (card["page"], *form, *sorted(also.items()))
        if key not in self._drawn:
            self._drawn[key] = _PLACE.split(self._macro()(card, _place, *form, **also))
        parts = self._drawn[key]
        addresses = map(_addresses(pathto), parts[1::3], map(bool, parts[2::3]))
        return parts[0] + "".join(chain(*zip(addresses, parts[3::3], strict=True)))

    def _macro(self) -> Callable[..., str]:
        """Return the macro that draws a card."""
        templates = self._app.builder.templates
        macro: Callable[..., str] = templates.environment.get_template(TEMPLATE).module.card
        return macro


@lru_cache(maxsize=1)
def _addresses(pathto: PathTo) -> PathTo:
    """Return the addresses from one page, each found once for all its cards."""
    return cache(pathto)


def _place(name: str, resource: bool = False) -> str:
    """Return the place of an address in a card."""
    return f"\0{name}\0{'file' if resource else ''}\0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Give the drawing of cards to all templates."""
    cards = DrawnCards(app)

    def add(
        app: Sphinx, name: str, template: str, context: dict[str, Any], tree: nodes.document | None
    ) -> None:
        """Give the template what draws a card."""
        context["card"] = cards.draw

    app.connect("html-page-context", add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
