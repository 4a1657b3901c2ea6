"""The gate: the directives, roles and options that an article may use. An article is data.

It is asked where MyST and docutils look a name up, so that no nesting slips past.
The site's own pages do not come here: they are the owner's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.util.docutils import CustomReSTDispatcher, SphinxDirective

from sphinx_kb.article.names import nearest
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security import directive_options
from sphinx_kb.security.links import SCHEMES, is_link
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from docutils import nodes
    from docutils.utils import Reporter
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

DIRECTIVES = frozenset({
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note",
    "seealso", "tip", "warning",
    "figure", "image", "code", "code-block", "sourcecode", "table", "list-table",
    "tab-set", "tab-item", "card", "grid", "grid-item", "grid-item-card", "dropdown",
    "epigraph", "pull-quote", "rubric", "sidebar", "margin", "math", "calculator", "checklist",
    "risk-table", "risk-curve",
})  # fmt: skip
ROLES = frozenset({
    "abbr", "doc", "ref", "term", "source", "csf", "cis", "iso", "risk", "option",
    "kbd", "sub", "sup", "subscript", "superscript",
    "emphasis", "strong", "literal", "math",
})  # fmt: skip
HINTS = {
    "contents": "set 'toc: true' in the front matter",
    "include": "copy the text into the article",
    "literalinclude": "copy the code into a fence",
    "csv-table": "write the rows as a Markdown table",
    "raw": "write the HTML into the text: what is allowed of it is kept",
    "eval-rst": "write it in Markdown",
    "toctree": "the site makes the navigation by itself",
    "download": "link to the file: [text](../assets/downloads/file.csv)",
}
ADDRESSED = {"target", "link", "url"}  # options that lead somewhere


class _RefusedDirective(SphinxDirective):
    """Stands in for a refused directive, so that MyST adds no warning of its own."""

    has_content = True
    optional_arguments = 1000
    final_argument_whitespace = True
    option_spec: ClassVar[None] = None  # takes whatever stands there

    def run(self) -> list[nodes.Node]:
        """Give nothing."""
        return []


def _refused_role(*args: Any, **kwargs: Any) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Stand in for a refused role."""
    return [], []


class Gate(CustomReSTDispatcher):
    """Lets one article use what is listed, and refuses it for anything else."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        super().__init__()
        self._env = env
        self._docname = docname
        self._known: dict[type[Any], type[Any]] = {}  # directives with their options limited

    def reject(self, line: int, remedy: str) -> None:
        """Leave the article out, and tell its author why."""
        CatalogDomain.of(self._env).reject(self._docname)
        self.tell(line, remedy)

    def tell(self, line: int, remedy: str) -> None:
        """Tell the author of the article what to mend."""
        warn("gate", remedy, (f"{self._docname}.md", max(1, line)))

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[Any, list[nodes.system_message]]:
        """Look a directive up, with its options limited."""
        if directive_name.lower() in DIRECTIVES:
            found, messages = super().directive(directive_name, language_module, document)
            return (self._limited(found) if isinstance(found, type) else found), messages
        self.reject(document.current_line or 1, _remedy(directive_name, DIRECTIVES))
        return _RefusedDirective, []

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[RoleFunction, list[nodes.system_message]]:
        """Look a role up."""
        if (
            role_name.lower() in ROLES
            or role_name in CatalogDomain.of(self._env).site.frameworks.of
        ):
            return super().role(role_name, language_module, lineno, reporter)
        self.reject(lineno, _remedy(role_name, ROLES))
        return _refused_role, []

    def _limited(self, directive: type[Any]) -> type[Any]:
        """Return a directive whose options give only what an article may ask for."""
        if directive not in self._known:
            options = directive_options.limited(directive.option_spec or {})
            for name in ADDRESSED & options.keys():
                options[name] = _only_safe(options[name])
            limited = {"option_spec": options}
            self._known[directive] = type(directive.__name__, (directive,), limited)
        return self._known[directive]


def _only_safe(convert: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a converter that accepts an address that is a link, and no other."""

    def converted(text: str) -> Any:
        if not is_link(text or ""):
            raise ValueError(f"write a link with {', '.join(SCHEMES)}, or a page of the site")
        return convert(text)

    return converted


def _remedy(name: str, allowed: frozenset[str]) -> str:
    """Return what to do about a name that is not on the list."""
    near = nearest(name, allowed)
    hint = HINTS.get(name.lower()) or (f"did you mean {{{near}}}?" if near else "")
    return f"remove {{{name}}}, which an article may not use" + (f": {hint}" if hint else "")
