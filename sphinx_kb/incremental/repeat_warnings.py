"""Faults are told where authors look, and told again in every build until they are mended.

Sphinx gives a warning only when a page is read, and with the path of one machine.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from sphinx_kb.article.folder import FOLDER
from sphinx_kb.incremental.state import BuildState

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

STATE = "faults"
_QUOTED = re.compile(r"\n\s*\n.*?(?=( \[[\w.-]+\])?$)", re.DOTALL)  # docutils quotes the block
_UNREADABLE = "Ignored unreadable document"
_PAGE = re.compile(r"(.+\.md)(?::\d+)?$")


class WarningRecorder(logging.Filter):
    """Puts each warning on one line, with a path of the site, and notes the page."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = f"{root}/"
        self.pages: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every warning through but one, which the catalog gives with its remedy."""
        message = logging.LogRecord.getMessage(record).replace(self.root, "")
        record.msg, record.args = one_line(_QUOTED.sub("", message)), ()
        place = getattr(record, "location", None)
        if isinstance(place, str):
            place = place.removeprefix(self.root).rstrip(":")
            if place.endswith(".md"):
                place += ":1"  # docutils does not always know the line
            record.location = place
            if record.msg.startswith(_UNREADABLE) and place.startswith(FOLDER):
                return False
            if found := _PAGE.match(place):
                self.pages.add(found[1].removesuffix(".md"))
        return True


def one_line(text: str) -> str:
    """Return a text on one line, without what a terminal would take for an order."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))


def install_recorder(app: Sphinx, config: Config) -> None:
    """Look at every warning from now on."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(WarningRecorder(app.srcdir))


def outdated_with_warnings(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages with a fault: their faults are told anew."""
    return list(BuildState(app, STATE).load([]))


def save(app: Sphinx, exception: Exception | None) -> None:
    """Note the pages with a fault beside the environment, for the next build."""
    pages: set[str] = set()
    for handler in logging.getLogger(NAMESPACE).handlers:
        for notice in handler.filters:
            if isinstance(notice, WarningRecorder):
                pages |= notice.pages
    if exception is not None:
        pages.update(outdated_with_warnings(app, app.env, set(), set(), set()))
    BuildState(app, STATE).save(sorted(pages))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the listening and the keeping."""
    app.connect("config-inited", install_recorder, priority=50)  # before the first fault
    app.connect("env-get-outdated", outdated_with_warnings)
    app.connect("build-finished", save, priority=999)  # after the last fault
    return {"parallel_read_safe": True, "parallel_write_safe": True}
