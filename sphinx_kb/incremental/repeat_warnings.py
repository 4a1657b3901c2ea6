"""Faults are told where authors look, and told again in every build until they are mended.

Sphinx gives a warning only when a page is read, and with the path of one machine.
"""

from __future__ import annotations

import logging
import re
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from sphinx.util.logging import (
    NAMESPACE,
    NewLineStreamHandler,
    WarningLogRecordTranslator,
    WarningStreamHandler,
)

from sphinx_kb.incremental import warning_places
from sphinx_kb.incremental.state import BuildState, load_all
from sphinx_kb.source_names import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    Reword = Callable[[str, str], tuple[str, str]]

_UNREADABLE = "Ignored unreadable document"
_TWICE = re.compile(r'multiple files found for the document "([^"]+)"')
_STATE = "faults"
_PAGE = re.compile(r"(.+)\.(?:md|markdown|mkdown|mkdn|mkd):\d+")


class StatusLine(logging.Filter):
    """Knows whether the line of the build's status has ended: a warning begins a line of its own."""

    def __init__(self, handler: NewLineStreamHandler) -> None:
        super().__init__()
        self._handler = handler
        self._is_open = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through, and note where it leaves the line."""
        self._is_open = getattr(record, "nonl", False)
        return True

    def end(self) -> None:
        """End the line."""
        if self._is_open:
            self._handler.stream.write("\n")
            self._handler.flush()
            self._is_open = False


class WarningRecorder(logging.Filter):
    """Puts each warning on one line, with a path of the site, and notes the page."""

    def __init__(self, app: Sphinx, status: StatusLine) -> None:
        super().__init__()
        self._app, self._status = app, status
        self.told_elsewhere: tuple[str, ...] = ()  # folders whose unreadable files others tell of
        self.reword: Reword | None = None  # for what other programs say of a page
        self.pages: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every warning through but those that the catalog gives with their remedies."""
        root, env = self._app.srcdir, getattr(self._app, "env", None)
        message = logging.LogRecord.getMessage(record).replace(f"{root}/", "")
        record.msg, record.args = one_line(first_paragraph(message)), ()
        place = getattr(record, "location", None)
        place = warning_places.written_out(place, root, env.found_docs if env else ())
        if twice := _TWICE.match(record.msg):
            place = f"{file_of(root, twice[1])}:1"
            record.type, record.subtype = "kb", "file"
            record.msg = f"keep one of the files of the page '{twice[1]}': it has two"
        record.location = place
        if (
            place
            and (twice or record.msg.startswith(_UNREADABLE))
            and place.startswith(self.told_elsewhere)
        ):
            return False
        if place and (found := _PAGE.fullmatch(place)):
            if self.reword and getattr(record, "type", "") != "kb":
                record.subtype, record.msg = self.reword(record.msg, found[1])
                record.type, record.levelno, record.levelname = "kb", logging.WARNING, "WARNING"
            self.pages.add(found[1])
            record.once = bool(twice)  # else a page's fault is its own, though another has the same
        self._status.end()
        return True


def tell_of_unreadable(folder: str) -> None:
    """Take over from Sphinx what it says of the unreadable files of a folder."""
    for recorder in recorders():
        recorder.told_elsewhere = (*recorder.told_elsewhere, folder)


def say_in_other_words(reword: Reword) -> None:
    """Let a function say what other programs say of a page: of (message, page) the kind and the remedy."""
    for recorder in recorders():
        recorder.reword = reword


def recorders() -> Iterator[WarningRecorder]:
    """Yield the recorders of this build."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        for found in handler.filters:
            if isinstance(found, WarningRecorder):
                yield found


def first_paragraph(text: str) -> str:
    """Return a text up to its first empty line: below it, docutils quotes the author's block."""
    return "\n".join(takewhile(str.strip, text.strip().split("\n")))


def one_line(text: str) -> str:
    """Return a text on one line, without what a terminal would take for an order."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))


def install_recorder(app: Sphinx, config: Config) -> None:
    """Look at every warning from now on, once Sphinx has dropped those that are suppressed."""
    handlers = logging.getLogger(NAMESPACE).handlers
    shown = next(handler for handler in handlers if isinstance(handler, NewLineStreamHandler))
    status = StatusLine(shown)
    shown.addFilter(status)
    for handler in handlers:
        if isinstance(handler, WarningStreamHandler):
            translate = next(
                at
                for at, found in enumerate(handler.filters)
                if isinstance(found, WarningLogRecordTranslator)
            )
            handler.filters.insert(translate, WarningRecorder(app, status))


def outdated_with_warnings(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages with a fault, in a site or in a book: their faults are told anew."""
    return [*chain(*load_all(app, _STATE, list))]


def save(app: Sphinx, exception: Exception | None) -> None:
    """Note the pages with a fault, for the next build."""
    pages: set[str] = set()
    state = BuildState(app, _STATE)
    for recorder in recorders():
        pages |= recorder.pages
    if exception is not None:
        pages.update(state.load(list))
    state.save(sorted(pages))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the listening and the keeping."""
    app.connect("config-inited", install_recorder, priority=50)  # before the first fault
    app.connect("env-get-outdated", outdated_with_warnings)
    app.connect("build-finished", save, priority=999)  # after the last fault
    return {"parallel_read_safe": True, "parallel_write_safe": True}
