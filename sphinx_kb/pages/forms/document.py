"""A text to fill in as a document (DOCX): A4, its labels as a table, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sphinx_kb.pages.forms.text import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from sphinx_kb.pages.forms.text import Block

CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no clock: the same bytes each day
PACKED = (1980, 1, 1, 0, 0, 0)
MARGIN, LETTERS, SIDE = 18, 10, (210, 297)  # mm, points, mm
LABELS = (42, 132)  # mm: a label, what stands beside it
WIDER = (70, 104)  # mm: the same, where labels are long
LONG = 22  # letters of a label: longer ones need more room
ROOM = 12  # mm: the least height of a row to write into
EMPTY = " "


def document(name: str, text: str, *, filled: bool, about: Iterable[str]) -> bytes:
    """Return the file of a text; a blank has its labels alone."""
    from docx import Document

    made = Document()
    _lay_out(made, name)
    for block in blocks(text):
        _write(made, block, filled=filled)
    for line in about:
        made.sections[0].footer.paragraphs[0].add_run(f"{line} ")
    out = io.BytesIO()
    made.save(out)
    return _packed(out.getvalue())


def _lay_out(made: Document, name: str) -> None:
    from docx.shared import Mm, Pt

    said = made.core_properties
    said.title, said.author, said.comments = name, "", ""
    said.created = said.modified = CREATED
    page = made.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in SIDE)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    plain: Any = made.styles["Normal"]
    plain.font.name, plain.font.size = "Liberation Sans", Pt(LETTERS)
    plain.paragraph_format.space_after = Pt(4)


def _write(made: Document, block: Block, *, filled: bool) -> None:
    if block.kind == "labels":
        _write_labels(made, block, filled=filled)
        made.add_paragraph()
        return
    style = {
        "heading": "Heading 1", "part": "Heading 2", "list": "List Bullet", "paragraph": "Normal",
    }[block.kind]  # fmt: skip
    for _, words in block.lines:
        made.add_paragraph(words, style=style)


def _write_labels(made: Document, block: Block, *, filled: bool) -> None:
    """Write labels as a table; the rows of a blank have room for a hand."""
    from docx.shared import Mm

    widths = WIDER if max(len(label) for label, _ in block.lines) > LONG else LABELS
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for label, words in block.lines:
        row = table.add_row()
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        row.cells[0].paragraphs[0].add_run(label).bold = True
        row.cells[1].text = words if filled else EMPTY
        if not filled:
            row.height = Mm(ROOM)


def _packed(data: bytes) -> bytes:
    """Return the same package without the time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            item = zipfile.ZipInfo(name, PACKED)
            item.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(item, old.read(name))
    return out.getvalue()
