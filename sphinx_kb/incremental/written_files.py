"""The list of the files that builds of a builder wrote, kept beside the environment."""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING

from sphinx_kb.incremental import room

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx


def write_if_changed(file: Path, data: bytes) -> None:
    """Write a file, unless it is there already, byte for byte."""
    if not file.is_file() or file.read_bytes() != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def log_files(app: Sphinx, written: Iterable[str]) -> None:
    """Append paths to the list of what builds wrote, before they are written.

    A build that is killed has told what it left behind.
    """
    written = list(written)
    room.make(app.outdir, written, lambda: previous_files(app))
    with list_file(app).open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(path) + "\n" for path in written)


def list_file(app: Sphinx) -> Path:
    """Return the file that lists what builds of one builder wrote: a path in JSON a line."""
    return app.doctreedir / f"written-{app.builder.name}.jsonl"


def previous_files(app: Sphinx) -> set[str]:
    """Return what earlier builds wrote; a line that a kill has cut is passed over."""
    try:
        text = list_file(app).read_text("utf-8", "replace")
    except FileNotFoundError:
        return set()
    lines = text.splitlines()
    try:
        return set(map(str, json.loads(f"[{','.join(lines)}]")))
    except (ValueError, RecursionError):
        return set(filter(None, map(_path, lines)))


def _path(line: str) -> str:
    """Return the path in a line of the list, or nothing."""
    try:
        return str(json.loads(line))
    except (ValueError, RecursionError):
        return ""


def remove(outdir: Path, path: str) -> None:
    """Remove a file inside the output, and the folders that it leaves empty."""
    file = outdir / path
    try:
        if not file.resolve().is_relative_to(outdir.resolve()) or file.is_dir():
            return
        file.unlink(missing_ok=True)
    except (ValueError, NotADirectoryError, RuntimeError):  # a line of other bytes; a file above it
        return
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        return
    for folder in file.parents:
        if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
