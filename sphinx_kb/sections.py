"""The sections of the site: what is generated tells navigation, home, foot and search of itself.

A kind of page connects to the event ``kb-sections`` and returns its section; nothing else has to
know of it. What has no page of its own, as a tool within an article, is told of on ``kb-names``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.once_per_build import once_per_build

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

EVENT = "kb-sections"
NAMES = "kb-names"


class Name(NamedTuple):
    """A name by which the search leads to a page, or to a place on it."""

    kind: str  # as readers are told: "Term", "Template"
    shown: str
    page: str
    spellings: tuple[str, ...]  # how readers write it
    anchor: str = ""
    answer: str = ""  # what a reader wants to know of it, in a line


@dataclass(frozen=True)
class Section:
    """One kind of page: where it is listed, and what the search finds of it."""

    page: str  # the name of its first page
    name: str
    order: int  # in the navigation
    count: int = 0  # of what it lists; 0: it is not counted
    line: str = ""  # for its tile on the home page; none: it has no tile
    in_foot: bool = False
    in_navigation: bool = True
    names: tuple[Name, ...] = ()


@once_per_build
def sections(env: BuildEnvironment) -> list[Section]:
    """Return the sections that have something to show, in the order of the navigation."""
    found = [section for section in env.events.emit(EVENT) if section]
    shown = (one for one in found if one.count or one.page in env.found_docs)
    return sorted(shown, key=lambda section: section.order)


def further_names(env: BuildEnvironment) -> list[Name]:
    """Return the names that lead to places within pages, in the order of those who tell of them."""
    return [name for names in env.events.emit(NAMES) for name in names]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the events."""
    app.add_event(EVENT)
    app.add_event(NAMES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
