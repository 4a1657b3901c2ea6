"""What lies in the output: a digest of each file, and its size.

A file is read anew when it was written anew; of the others the last build has told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.incremental.manifest import current_files
from sphinx_kb.incremental.state import BuildState, fingerprint
from sphinx_kb.incremental.static_files import extra_paths
from sphinx_kb.offline.reachable import addresses

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

STATE = "offline"
_OF_SPHINX = {"searchindex.js"}  # which no list of ours has


class File(NamedTuple):
    """A file of the output."""

    digest: str
    size: int


def written_files(app: Sphinx) -> dict[str, File]:
    """Return the files of this build that are there, by their paths, in order."""
    state = BuildState(app, STATE)
    before, now = state.load(dict), {}
    for path in sorted(current_files(app) | extra_paths(app) | _OF_SPHINX):
        file = app.outdir / path
        if not file.is_file():
            continue
        seen = file.stat()
        stamp = [seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size]
        known = before.get(path)
        now[path] = known if known and known[0] == stamp else [stamp, *_facts(file)]
    if now != before:
        state.save(now)
    return {path: File(*facts) for path, (_, *facts) in now.items()}


def named(app: Sphinx, path: str) -> set[str]:
    """Return the addresses in a file of the output, as they are written."""
    is_text = path.endswith((".html", ".css"))
    return addresses(path, (app.outdir / path).read_text("utf-8", "replace")) if is_text else set()


def _facts(file: Path) -> File:
    data = file.read_bytes()
    return File(fingerprint(data, 6), len(data))
