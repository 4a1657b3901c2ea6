"""The directive of a calculator: ``{calculator} rosi``, its example as options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinx_kb.article.names import slug
from sphinx_kb.calculators import clocks
from sphinx_kb.calculators.node import calculator
from sphinx_kb.calculators.options import leading
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.decisions.inputs import INPUTS
from sphinx_kb.decisions.layouts import LAYOUTS
from sphinx_kb.decisions.register_values import nearest
from sphinx_kb.decisions.worked import worked
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.decisions.worked import Worked

CLOCKS = "clocks"
LONGEST = 40  # characters of a name that is told
KINDS = (*LAYOUTS, CLOCKS)
KEY = "kb_calculators"  # the kinds that a document has so far
_BETWEEN = re.compile(r",(?!\d{3}(?!\d))")  # numbers: no comma of thousands


class Calculator(SphinxDirective):
    """A calculator with example numbers, and one paragraph above it.

    Its options are read here, not by MyST: which there are depends on the kind, and each has its
    own line.
    """

    has_content = True
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[None] = None

    def run(self) -> list[nodes.Node]:
        """Return the calculator; what is wrong is told, and the example stands in its place."""
        kind = " ".join(" ".join(self.arguments).split()).lower()[:LONGEST]
        if kind not in KINDS:
            known = ", ".join(KINDS)
            hint = nearest(kind, KINDS) or f": write one of {known}"
            self._tell(self.lineno, f"correct the calculator '{kind}'{hint}")
            return []
        texts, lines, rest = self._options(kind)
        found, remedies = self._worked(kind, texts)
        for key, remedy in remedies.items():
            self._tell(lines.get(key, self.lineno), f"correct '{key}' of {{calculator}}: {remedy}")
        node = calculator("", kind=kind, anchor=self._anchor(kind), worked=found)
        if any(line.strip() for line in rest):
            self.state.nested_parse(
                StringList(list(rest), self.env.docname), self.content_offset, node
            )
        return [node]

    def _worked(self, kind: str, texts: dict[str, str]) -> tuple[Worked, dict[str, str]]:
        """Return the calculator, and what is wrong of its example."""
        if kind != CLOCKS:
            return worked(kind, texts)
        catalog = CatalogDomain.of(self.env)
        self.env.note_dependency(str(catalog.env.srcdir / "_data/clocks.yml"))
        names = texts.pop("only", "").replace(",", " ").split()
        listed = catalog.site.clocks
        found, remedies = clocks.worked(clocks.chosen(listed, names), texts, catalog.now.date())
        if not listed:
            remedies["only"] = "add _data/clocks.yml, which has the instruments"
        elif unknown := [name for name in names if name not in listed]:
            hint = nearest(unknown[0], listed) or f": write one of {', '.join(listed)}"
            remedies["only"] = f"there is no clock '{unknown[0]}'{hint}"
        return found, remedies

    def _options(self, kind: str) -> tuple[dict[str, str], dict[str, int], list[str]]:
        """Return the numbers by their keys, the line of each, and the lines behind them."""
        texts: dict[str, str] = {}
        lines: dict[str, int] = {}
        found, rest = leading(list(self.content), self.lineno + 1)
        for name, text, line in found:
            keys = _keys(kind, name)
            parts = _BETWEEN.split(text) if len(keys) > 1 else [text]
            values = [part.strip() for part in parts]
            if not keys or len(values) not in (1, len(keys)):
                self._tell(line, _remedy(kind, name, keys))
                continue
            for key, value in zip(keys, values * (len(keys) // len(values)), strict=True):
                texts[key], lines[key] = value, line
        return texts, lines, rest

    def _anchor(self, kind: str) -> str:
        """Return the id of the calculator: each is there once on a page."""
        known: list[str] = self.state.document.settings.env.temp_data.setdefault(KEY, [])
        known.append(kind)
        more = "" if known.count(kind) == 1 else f"-{known.count(kind)}"
        return f"calc-{slug(kind, 'x')}{more}"

    def _tell(self, line: int, remedy: str) -> None:
        warn("calculator", remedy, (f"{self.env.docname}.md", line))


def _inputs(kind: str) -> list[str]:
    """Return the keys of the inputs of a kind."""
    if kind == CLOCKS:
        return [*clocks.EXAMPLE, "only"]
    return [each.key for each in INPUTS[kind]]


def _keys(kind: str, name: str) -> list[str]:
    """Return the inputs that an option stands for: one by its key, several by their stem."""
    keys = _inputs(kind)
    if name in keys:
        return [name]
    return [key for key in keys if key[:-1] == name and key[-1].isdigit()]


def _remedy(kind: str, name: str, keys: list[str]) -> str:
    if keys:
        return f"write one number for '{name}' of {{calculator}}, or {len(keys)} with commas"
    known = _inputs(kind)
    known += sorted({key[:-1] for key in known if key[-1].isdigit()})
    hint = nearest(name, known) or f": write {', '.join(known)}"
    return f"correct the option '{name}' of {{calculator}}{hint}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("calculator", Calculator)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
