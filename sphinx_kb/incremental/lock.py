"""One build at a time works in a folder; one that was killed is noticed by the next.

After a killed build everything is read again, so that a build leaves what a clean build leaves.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from sphinx.util import logging

from sphinx_kb.incremental import disk_errors, file_lock, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_held: dict[Path, IO[str]] = {}  # by this process, and by a build of it that failed to begin


class BuildLock:
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

    def acquire(self, app: Sphinx, config: Config) -> None:
        """Wait for the turn; forget the environment of other code, or of a build that did not end.

        Stops the build with one line where its folder cannot be written.
        """
        try:
            self._acquire(app)
        except OSError as error:
            raise SystemExit(disk_errors.explain(app, error)) from error

    def _acquire(self, app: Sphinx) -> None:
        app.doctreedir.mkdir(parents=True, exist_ok=True)
        path = app.doctreedir / "turn.lock"
        if left := _held.pop(path, None):
            left.close()
        self._file = _held[path] = path.open("w")
        if not file_lock.acquire(self._file, wait=False):
            _logger.info("Another build is at work in this folder: waiting for it to end.")
            file_lock.acquire(self._file, wait=True)
        state.forget_other_code(app)
        mark = _interruption_marker(app)
        if mark.exists():
            _logger.info("The last build was interrupted: everything is read again.")
            Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)
            for file in state.folder(app).glob("drawn-*.json"):
                file.unlink(missing_ok=True)
        mark.touch()

    def release(self, app: Sphinx, exception: Exception | None) -> None:
        """End the turn. A build that was stopped by an exception, or partial, leaves its mark."""
        if exception is None and not self._is_partial:
            _interruption_marker(app).unlink(missing_ok=True)
        if self._file:
            self._file.close()


def move_doctrees_out_of_output(app: Sphinx, config: Config) -> None:
    """Keep what builds keep out of the output: it names what is not published yet.

    Without ``-d``, Sphinx puts it there.
    """
    if app.doctreedir.is_relative_to(app.outdir):
        app.doctreedir = app.srcdir / "_build" / f".doctrees-{app.outdir.name}"


def _interruption_marker(app: Sphinx) -> Path:
    """Return the file that is there while a build is at work, for all builders of a folder."""
    return app.doctreedir / "building"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moments at which a turn begins and ends."""
    turn = BuildLock()
    app.connect("config-inited", move_doctrees_out_of_output, priority=0)
    app.connect("config-inited", turn.acquire, priority=1)  # before the environment is loaded
    app.connect("builder-inited", turn.note_partial)
    app.connect("build-finished", turn.release, priority=1000)  # after everything
    return {"parallel_read_safe": True, "parallel_write_safe": True}
