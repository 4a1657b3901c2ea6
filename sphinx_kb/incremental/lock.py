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

from sphinx_kb.facts_domain import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        if docname in indexer._titles  # a build may be asked for some pages only
    }
    return []


class Turn:
    """One build's turn in its folder: held from before the environment is loaded to the end."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None
        self._is_partial = False

    def note_partial(self, app: Sphinx) -> None:
        """Note a build of some files alone: the other pages do not show what it has read."""
        build = app.builder.build_specific

        def build_specific(filenames: Sequence[Path]) -> None:
            self._is_partial = True
            build(filenames)

        app.builder.build_specific = build_specific  # type: ignore[method-assign, misc]

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
        """End the turn. A build that was stopped by an exception, or partial, leaves its mark."""
        if exception is None and not self._is_partial:
            _mark(app).unlink(missing_ok=True)
        if self._file:
            self._file.close()


def keep_apart(app: Sphinx, config: Config) -> None:
    """Keep what builds keep out of the output: it names what is not published yet.

    Without ``-d``, Sphinx puts it there.
    """
    if app.doctreedir.is_relative_to(app.outdir):
        app.doctreedir = app.srcdir / "_build" / f".doctrees-{app.outdir.name}"


def _mark(app: Sphinx) -> Path:
    """Return the file that is there while a build is at work, for all builders of a folder."""
    return app.doctreedir / "building"


def code_digest() -> str:
    """Return a digest of our code and of the packages that it needs: other ones read all again."""
    folder = Path(__file__).parent.parent
    digest = hashlib.sha256((folder.parent / "requirements.txt").read_bytes())
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the stamps, and the moments at which a turn begins and ends."""
    turn = Turn()
    app.add_config_value("kb_code", code_digest(), "env", types=frozenset({str}))
    app.add_domain(StampDomain)
    app.connect("config-inited", keep_apart, priority=0)
    app.connect("config-inited", turn.take, priority=1)  # before the environment is loaded
    app.connect("builder-inited", turn.note_partial)
    app.connect("env-get-outdated", read_replaced)
    app.connect("html-collect-pages", complete_index)
    app.connect("build-finished", turn.give_back, priority=1000)  # after everything
    return {"parallel_read_safe": True, "parallel_write_safe": True}
