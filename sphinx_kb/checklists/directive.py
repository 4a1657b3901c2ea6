"""The directive of a checklist: ``{checklist} incident-hours`` around task lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_kb.article.names import slug
from sphinx_kb.checklists.node import checklist
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LONGEST = 40  # characters of a name
KEY = "kb_checklists"  # the names that a document has so far
_BETWEEN = re.compile(r"[^a-z0-9]+")  # words of a name


def is_wanted(text: str | None) -> bool:
    """Return whether an option is switched on; without a value it is."""
    word = (text or "yes").strip().lower()
    if word not in {"yes", "true", "on", "no", "false", "off"}:
        raise ValueError("write yes or no")
    return word in {"yes", "true", "on"}


class Checklist(SphinxDirective):
    """Task lists that a reader ticks, with headings among them; named, for a browser keeps it."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"clock": is_wanted}

    def run(self) -> list[nodes.Node]:
        """Return the checklist; without a name of its own its boxes are fixed."""
        node = checklist("", name="", clock=self.options.get("clock", False))
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        node["name"] = self._name()
        if not node["name"]:
            return list(node.children)
        return [node]

    def _name(self) -> str:
        """Return the name, told what is wrong of it; nothing where there is none to use."""
        written = " ".join(" ".join(self.arguments).split())
        known: list[str] = self.state.document.settings.env.temp_data.setdefault(KEY, [])
        if not written:
            self._tell(
                "name the checklist, as in {checklist} first-hour: a browser keeps it by its name"
            )
            return ""
        name = _BETWEEN.sub("-", slug(written))[:LONGEST].strip("-") or "list"
        if name != written:
            self._tell(f"name the checklist '{name}': small letters, digits and hyphens")
        if name in known:
            self._tell(f"give the second checklist '{name}' of this page another name")
            return ""
        known.append(name)
        return name

    def _tell(self, remedy: str) -> None:
        warn("checklist", remedy, (f"{self.env.docname}.md", self.lineno))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("checklist", Checklist)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
