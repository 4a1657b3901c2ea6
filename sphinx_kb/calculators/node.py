"""The node of a calculator, and how it is written: tables and a sentence, in listed classes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_kb.decisions.worked import Cell, Table, Worked


class calculator(nodes.General, nodes.Element):  # noqa: N801  # docutils names so
    """A calculator: ``kind``, ``anchor``, and what is ``worked``. Its children stand above it."""


def visit_calculator(self: HTML5Translator, node: calculator) -> None:
    """Open the box; what stands above the tables follows."""
    self.body.append(f'<div class="kb-calc kb-calc-{node["kind"]}" id="{node["anchor"]}">\n')


def depart_calculator(self: HTML5Translator, node: calculator) -> None:
    """Write the tables and the sentence."""
    self.body.append("".join(html(node["worked"])) + "</div>\n")


def html(worked: Worked) -> Iterator[str]:
    """Yield the HTML of the tables and of the sentence of a calculator."""
    for table in worked.tables:
        yield from _table(table)
    yield f'<p class="kb-calc-words">{escape(worked.words)}</p>\n'


def _table(table: Table) -> Iterator[str]:
    yield '<div class="kb-scroll"><table class="table">'
    yield f"<caption>{escape(table.caption)}</caption>\n"
    side = "" if table.plain else ' class="text-right"'
    heads = [f'<th scope="col"{side}>{escape(name)}</th>' for name in table.columns]
    yield f"<thead><tr><td></td>{''.join(heads)}</tr></thead>\n<tbody>\n"
    for name, hint, cells in table.rows:
        more = f" <small>{escape(hint)}</small>" if hint else ""
        yield f'<tr><th scope="row">{escape(name)}{more}</th>{_cells(table, cells)}</tr>\n'
    yield "</tbody></table></div>\n"


def _cells(table: Table, cells: Iterable[Cell]) -> str:
    side = "" if table.plain else "text-right "
    return "".join(
        f'<td class="{side}{_classes(table.kind, cell)}">{escape(cell.text)}</td>'
        if cell.key
        else "<td></td>"
        for cell in cells
    )


def _classes(kind: str, cell: Cell) -> str:
    form = f" kb-f-{cell.form}" if cell.form else ""
    return f"kb-{kind} kb-k-{cell.key}{form}"


def show_words(self: Any, node: calculator) -> None:
    """Leave the tables out of what is not HTML: a builder of texts has no page for them."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (show_words, None))
    app.add_node(calculator, html=(visit_calculator, depart_calculator), **others)  # type: ignore[arg-type]
    return {"parallel_read_safe": True, "parallel_write_safe": True}
