"""The names by which the search leads to calculators, and answers for the clocks of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.calculators import clocks
from sphinx_kb.calculators.domain import CalculatorDomain
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.decisions.layouts import LAYOUTS
from sphinx_kb.sections import Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.model import Clock

CLOCKS = "clocks"
_WORD = re.compile(r"[a-z]{2,}")


def add_names(app: Sphinx) -> list[Name]:
    """Tell of each kind of calculator on the first page that has it, and of each clock there."""
    return [*_calculators(app.env), *_clocks(app.env)]


def first_pages(env: BuildEnvironment) -> dict[str, str]:
    """Return the first page that has each kind of calculator."""
    found: dict[str, str] = {}
    for docname, kinds in sorted(CalculatorDomain.of(env).data["kinds"].items()):
        for kind in kinds:
            found.setdefault(kind, docname)
    return found


def _calculators(env: BuildEnvironment) -> Iterator[Name]:
    for kind, page in first_pages(env).items():
        title = LAYOUTS[kind].title if kind in LAYOUTS else "Deadlines of notices"
        spellings = (title, f"{title} calculator", f"{kind} calculator", f"calculator {kind}")
        yield Name("Calculator", title, page, spellings, f"calc-{kind}")


def _clocks(env: BuildEnvironment) -> Iterator[Name]:
    """Yield each clock, with the words that name it: of its name, and of its key ("nydfs")."""
    page = first_pages(env).get(CLOCKS)
    catalog = CatalogDomain.of(env)
    for key, clock in catalog.site.clocks.items() if page else ():
        yield Name(
            "Clock", clock.name, str(page), (clock.name, _words(key, clock)), f"calc-{CLOCKS}",
            clocks.in_a_line(clock, catalog.now.date()),
        )  # fmt: skip


def _words(key: str, clock: Clock) -> str:
    return " ".join(dict.fromkeys(_WORD.findall(f"{key} {clock.jurisdiction}".lower())))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the names."""
    app.setup_extension("sphinx_kb.sections")
    app.connect("kb-names", add_names)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
