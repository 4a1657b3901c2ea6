"""The pages of files to fill in: what each is for, what it looks like, and in which formats it is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.generated_pages import skip_unchanged_pages
from sphinx_kb.pages import downloads
from sphinx_kb.pages.forms import files, sums, table, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.incremental.generated_pages import Page
    from sphinx_kb.site.model import Download

MOST_ROWS = 60  # of a preview
FILL = "fill"  # the tool of a form with fields


def collect_form_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages that have to be drawn; an e-book has no files to fill in."""
    if is_site(app):
        yield from skip_unchanged_pages(app, form_pages(app))


def form_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page of each file to fill in."""
    articles = CatalogDomain.of(app.env).articles
    for entry, source, forms, article in files.of_site(app):
        name = app.env.dlfiles[Path(downloads.FOLDER, entry.file)][1]
        yield downloads.page(entry), {
            "title": entry.name, "line": entry.use,
            "up": (downloads.PAGE, "Templates"), "anchor": downloads.anchor(entry.file),
            "forms": [{"name": one.name, "kind": one.kind, "path": one.path} for one in forms],
            "plain": {"path": f"_downloads/{name}", "kind": PurePosixPath(name).suffix[1:].upper()},
            "pages": entry.pages, "article_page": article, "from": articles[article].title,
            "sums": [(table.title(column), sum_) for column, sum_ in entry.formulas.items()],
            **_preview(entry, source), "kb_tools": (FILL,) if is_filled(entry, source) else (),
        }, "template.html"  # fmt: skip


def is_filled(entry: Download, source: bytes) -> bool:
    """Return whether a file can be filled in on its page."""
    try:
        if not entry.fill or not entry.file.endswith(".csv"):
            return False
        return not any(sums.faults(table.read(source), entry))
    except ValueError:
        return False  # ``files.check`` has told the owner


def _preview(entry: Download, source: bytes) -> dict[str, Any]:
    """Return what a page shows of a file: a table, the blocks of a text, or its lines."""
    nothing: dict[str, Any] = {"table": None, "blocks": (), "code": ""}
    try:
        if entry.file.endswith(".csv"):
            read = table.read(source)
            numeric = [_is_numeric(column) for column in zip(*read.rows, strict=True)]
            rows = {"head": read.head, "rows": read.rows[:MOST_ROWS], "notes": read.notes}
            more = max(0, len(read.rows) - MOST_ROWS)
            filled = _filled(read, entry) if is_filled(entry, source) else {"fill": False}
            return nothing | {"table": rows | {"numeric": numeric, "more": more} | filled}
        if entry.file.endswith(".txt"):
            words = text.read(source)
            return nothing | (
                {"code": words} if entry.code else {"blocks": list(text.blocks(words))}
            )
    except ValueError:
        pass  # ``files.check`` has told the owner
    return nothing


def _filled(read: table.Table, entry: Download) -> dict[str, Any]:
    """Return what a form on its page has of its own: its rows, and the row of its sums."""
    summed = [table.title(name) for name in entry.sum]
    row = zip(sums.row(read, entry), (name in summed for name in read.head), strict=True)
    return {"fill": True, "rows": sums.rows(read, entry), "total": list(row) if summed else []}


def tools(app: Sphinx) -> tuple[tuple[str, ...], ...]:
    """Tell of the tool of the pages with fields."""
    found = any(is_filled(entry, source) for entry, source, _, _ in files.of_site(app))
    return ((FILL,),) if found else ()


def _is_numeric(column: Iterable[str]) -> bool:
    """Return whether a column has figures alone, and at least one."""
    cells = [cell for cell in column if cell]
    return bool(cells) and all(table.number(cell) is not None for cell in cells)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the pages."""
    app.setup_extension("sphinx_kb.incremental.generated_pages")
    app.setup_extension("sphinx_kb.pages.tools")
    app.connect("html-collect-pages", collect_form_pages)
    app.connect("kb-tools", tools)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
