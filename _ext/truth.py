"""A build leaves what a clean build leaves, whatever happened before it.

One build at a time works in a folder; one that was killed is noticed by the next, which
reads everything again; so does one after our own code changed. A file that was replaced by
an *older* one is read again, too: Sphinx looks for newer ones only.
"""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar

from sphinx.util import logging
from sphinx.util.index_entries import split_index_msg

from _ext.store import Store

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)


class StampDomain(Store):
    """The time and size of each page's file as it was read, kept in the environment."""

    name = "stamp"
    label = "Stamps"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"stamps": {}}  # docname -> (modified ns, bytes)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the state of the file that was just read."""
        self.data["stamps"][docname] = stamp(Path(env.doc2path(docname)))

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again, or gone."""
        self.data["stamps"].pop(docname, None)


def stamp(file: Path) -> tuple[int, int]:
    """Return when a file was modified (ns), and its size (bytes)."""
    state = file.stat()
    return state.st_mtime_ns, state.st_size


def read_replaced(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages whose file is not the one that was read."""
    stamps = StampDomain.of(env).data["stamps"]
    known = (env.found_docs & env.all_docs.keys()) - added - changed
    return [name for name in known if stamps.get(name) != stamp(Path(env.doc2path(name)))]


def complete_index(app: Sphinx) -> list[Any]:
    """Make Sphinx's own search index what a clean build makes it.

    Sphinx keeps words that no page has any more, with an empty list, and forgets the index
    entries of pages that are not written again. It runs when pages are collected, which is
    the last moment before the index is written.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is None:
        return []
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, names in words.items() if not names]:
            del words[word]
    indexer._index_entries = {
        docname: sorted(
            (word, anchor or "", main)
            for kind, value, anchor, main, _ in entries
            for word in split_index_msg(kind, value)
        )
        for docname, entries in sorted(app.env.domains.index_domain.entries.items())
    }
    return []


class Turn:
    """One build's turn in its folder: held from before the environment is loaded to the end."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None

    def take(self, app: Sphinx, config: Config) -> None:
        """Wait for the turn; forget the environment if the last build did not end."""
        app.doctreedir.mkdir(parents=True, exist_ok=True)
        self._file = (app.doctreedir / "turn.lock").open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _logger.info("Another build is at work in this folder: waiting for it to end.")
            fcntl.flock(self._file, fcntl.LOCK_EX)
        mark = _mark(app)
        if mark.exists():
            _logger.info("The last build was interrupted: everything is read again.")
            for pattern in ("environment.pickle", "drawn-*.json"):
                for file in Path(app.doctreedir).glob(pattern):
                    file.unlink(missing_ok=True)
        mark.touch()

    def give_back(self, app: Sphinx, exception: Exception | None) -> None:
        """End the turn. A build that an exception stopped leaves its mark."""
        if exception is None:
            _mark(app).unlink(missing_ok=True)
        if self._file:
            self._file.close()


def _mark(app: Sphinx) -> Path:
    """Return the file that is there while a build is at work, for all builders of a folder."""
    return app.doctreedir / "building"


def code_digest() -> str:
    """Return a digest of our own code, so that a build with other code reads all again."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the stamps, and the moments at which a turn begins and ends."""
    turn = Turn()
    app.add_config_value("kb_code", code_digest(), "env", types=frozenset({str}))
    app.add_domain(StampDomain)
    app.connect("config-inited", turn.take, priority=1)  # before the environment is loaded
    app.connect("env-get-outdated", read_replaced)
    app.connect("html-collect-pages", complete_index)
    app.connect("build-finished", turn.give_back, priority=1000)  # after everything
    return {"parallel_read_safe": True, "parallel_write_safe": True}
