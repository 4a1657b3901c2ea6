"""Room for what a build writes, where an earlier one wrote something else.

An article may become a folder, and a folder an article.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


def make(outdir: Path, paths: Iterable[str], previous_files: Callable[[], set[str]]) -> None:
    """Remove what an earlier build wrote in the place of files to come, or of their folders.

    Raises FileExistsError where something is that no build of ours wrote: it stays.
    """
    known: set[str] | None = None
    seen: set[str] = set()
    for path in paths:
        place = outdir / path
        folders = [outdir / folder for folder in _new_parents(path, seen)]
        blocking = [folder for folder in folders if folder.is_file()]
        if place.is_dir():
            blocking += [found for found in place.rglob("*") if not found.is_dir()]
        for file in blocking:
            known = previous_files() if known is None else known
            if file.relative_to(outdir).as_posix() not in known:
                raise FileExistsError(errno.EEXIST, "the site needs this place", str(file))
            file.unlink()
        if place.is_dir():
            for folder in sorted(place.rglob("*"), reverse=True):
                folder.rmdir()
            place.rmdir()


def _new_parents(path: str, seen: set[str]) -> Iterator[str]:
    """Yield the folders of a path that were not looked at before."""
    while (path := path.rpartition("/")[0]) and path not in seen:
        seen.add(path)
        yield path
