"""What lies in the output: a digest of each file, its size, and what a page or a sheet names.

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
_TEXTS = (".html", ".css")  # what names other files


class File(NamedTuple):
    """A file of the output."""

    digest: str
    size: int
    named: list[str]  # addresses in it, as they are written


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
        now[path] = known if known and known[0] == stamp else [stamp, *_facts(file, path)]
    if now != before:
        state.save(now)
    return {path: File(*facts) for path, (_, *facts) in now.items()}


def _facts(file: Path, path: str) -> File:
    data = file.read_bytes()
    named = addresses(path, data.decode("utf-8", "replace")) if path.endswith(_TEXTS) else ()
    return File(fingerprint(data, 6), len(data), sorted(named))
