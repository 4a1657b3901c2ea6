"""What the directives of the register have in common: options with their lines, and remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_kb.calculators.options import Option, leading
from sphinx_kb.decisions.register_values import nearest
from sphinx_kb.risks.assessed import assessment
from sphinx_kb.risks.figures import LONGEST
from sphinx_kb.risks.shown import ShownRegister
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes

    from sphinx_kb.decisions.assessment import Assessment


class RegisterDirective(SphinxDirective):
    """A directive that shows something of the register; its options are read here, not by MyST."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[None] = None
    known: ClassVar[Sequence[str]] = ()  # its options

    def run(self) -> list[nodes.Node]:
        """Return what is shown; what is wrong is told, and left out."""
        ShownRegister.of(self.env).note(self.env.docname)
        found = assessment(self.env)
        if found is None:
            self.tell(self.lineno, f"add _data/risks.yml, or remove {{{self.name}}}")
            return []
        options: dict[str, Option] = {}
        listed, rest = leading(list(self.content), self.lineno + 1)
        for one in listed:
            if one.name in self.known:
                options[one.name] = one
            else:
                hint = nearest(one.name, self.known) or f": write {', '.join(self.known)}"
                self.tell(one.line, f"correct the option '{one.name}' of {{{self.name}}}{hint}")
        if text := next((line.strip() for line in rest if line.strip()), ""):
            self.tell(self.lineno, f"move the text '{text[:LONGEST]}' out of {{{self.name}}}")
        return self.shown(found, options)

    def shown(self, found: Assessment, options: Mapping[str, Option]) -> list[nodes.Node]:
        """Return the nodes of the directive."""
        raise NotImplementedError

    def tell(self, line: int, remedy: str) -> None:
        """Tell the author what to mend."""
        warn("risk", remedy, (f"{self.env.docname}.md", line))


def chosen(
    directive: RegisterDirective, option: Option | None, known: Sequence[str], what: str
) -> list[str]:
    """Return the names that an option lists, each once; one that is not known is told."""
    found: list[str] = []
    for name in option.text.replace(",", " ").split() if option else ():
        if name in known:
            found += [name] if name not in found else []
        elif option:
            hint = nearest(name, known) or f": write one of {', '.join(known)}"
            directive.tell(option.line, f"correct the {what} '{name[:LONGEST]}'{hint}")
    return found
