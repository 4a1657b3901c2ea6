"""The place of each warning: its file and line, found while the document is whole.

Sphinx keeps the record of a warning until all is read or written, and asks its node for the
place only then: a process that works for another has taken the document apart by that time.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager, nullcontext
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import NAMESPACE, MemoryHandler, convert_serializable, pending_warnings

from sphinx_kb.source_names import file_of, without_ending

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Place = tuple[str | None, int | None]  # a file or a docname, and a line


def of(node: nodes.Node) -> Place:
    """Return the file and the line of a node, or of the nearest around it that have them.

    docutils' ``get_source_line`` gives up at the first node that has one of the two.
    """
    source, line, around = None, None, node
    while around is not None and not (source and line):
        found = around.source
        if isinstance(around, nodes.document):
            found = found or around.get("source")
        if found and not found.startswith("<"):  # "<string>" is no file
            source = source or found
        line, around = line or around.line, around.parent
    return source, line


def written_out(place: object, root: Path, docnames: Collection[str]) -> str | None:
    """Return the place that a record names as ``path from the site's root:line``.

    It may be a node, ``(docname or path, line)``, a docname, or a path with its line. A line that
    nobody knows is the first.
    """
    file, line = _file_and_line(place, docnames)
    if not file:
        return None
    file = file.removeprefix(f"{root}/")
    if file.endswith(".md") and not (root / file).is_file():  # of a page by its name alone
        file = file_of(root, without_ending(file))
    return f"{file}:{line or 1}"


def _file_and_line(place: object, docnames: Collection[str]) -> Place:
    """Return the file, and its line if it is known, of a place."""
    if isinstance(place, nodes.Node):
        return of(place)
    if isinstance(place, tuple):
        return _file(place[0]), place[1]
    text = str(place or "")
    file, colon, line = text.rpartition(":")
    if text in docnames or not colon or (line and not line.isdecimal()):
        return _file(text), None
    return file, int(line or 0)


def _file(name: object) -> str | None:
    """Return the file of a page, by its docname or its path: directives give either."""
    if not name:
        return None
    return str(name) if Path(str(name)).is_absolute() else f"{name}.md"


def settle(docname: str) -> None:
    """Turn what the reading or writing of a page has to tell into text, while its document is whole.

    A warning without a place gets its page's.
    """
    for memory in _memories():
        for record in takewhile(lambda one: not hasattr(one, "page"), reversed(memory.buffer)):
            place = getattr(record, "location", None)
            if isinstance(place, nodes.Node):
                source, line = of(place)
                place = (source or docname, line)
            if record.levelno >= logging.WARNING:
                record.location = place or docname
            record.page = docname
            convert_serializable([record])


@contextmanager
def in_order() -> Iterator[None]:
    """Hold back what several processes tell, and tell it in the order of pages, as one would."""
    with nullcontext() if any(_memories()) else pending_warnings():
        memory = next(_memories())
        start = len(memory.buffer)
        yield
        memory.buffer[start:] = sorted(memory.buffer[start:], key=_page)


def _page(record: logging.LogRecord) -> str:
    """Return the page that was read or written when something was told."""
    return getattr(record, "page", "")


def _memories() -> Iterator[MemoryHandler]:
    """Yield Sphinx's handlers that keep records until they may be told."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, MemoryHandler):
            yield handler
