"""The cache of made pictures: each is made once, on all cores, and kept by its content.

It may be kept between builds and by CI; a part of it is complete or not there at all, and what was
damaged since it was made is made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import PIL
from sphinx.util.display import status_iterator

from sphinx_kb.incremental.code_version import code_digest
from sphinx_kb.incremental.state import fingerprint
from sphinx_kb.pictures.facts import BadPicture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

_SEALS = ".seals.json"  # of each file of a key: its size, its time, its digest
Job = Callable[[], dict[str, bytes]]  # returns files by name; may raise Unusable


class Cache:
    """Folders of made files, one for each key. Another Pillow makes its own, and so does other code."""

    def __init__(self, app: Sphinx) -> None:
        named = os.environ.get("KB_PICTURE_CACHE")
        self._is_shared, self._verbosity = bool(named), app.verbosity
        place = Path(named) if named else _beside_doctrees(app)
        self.root = place / f"{PIL.__version__}-{code_digest('pictures')[:16]}"

    def has(self, key: str) -> bool:
        """Return whether everything of a key is made, and as it was made.

        A file is read only where its time or its size is another than when it was made.
        """
        folder = f"{self.root}/{key}"
        try:
            with open(f"{folder}/{_SEALS}", encoding="utf-8") as read:  # noqa: PTH123  # of each picture
                seals = json.load(read)
            return bool(seals) and all(
                _is_sound(f"{folder}/{name}", *seals[name]) for name in seals
            )
        except (OSError, ValueError, TypeError):
            return False

    def fill(self, jobs: Mapping[str, Job]) -> dict[str, str]:
        """Make what is missing; return the remedies of what cannot be made, by key.

        Pillow frees the interpreter while it works, so that threads use all cores.
        """
        missing = {key: job for key, job in jobs.items() if not self.has(key)}
        if not missing:
            return {}
        self._make_root()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = zip(missing, pool.map(self._make, missing, missing.values()), strict=True)
            told = status_iterator(
                made,
                "making pictures... ",
                "darkgreen",
                len(missing),
                self._verbosity,
                itemgetter(0),
            )
            return dict(filter(None, (remedy for _, remedy in told)))

    def _make_root(self) -> None:
        """Make the folder. What other code made goes, but from a place that others may share."""
        if self.root.is_dir():
            return
        self.root.mkdir(parents=True, exist_ok=True)
        for other in self.root.parent.glob("[0-9]*") if not self._is_shared else ():
            if other != self.root:
                shutil.rmtree(other)

    def _make(self, key: str, job: Job) -> tuple[str, str] | None:
        """Make and keep what belongs to a key; return a remedy if that is impossible."""
        try:
            files = job()
        except BadPicture as error:
            return key, str(error)
        folder = Path(tempfile.mkdtemp(prefix=".making-", dir=self.root))
        for name, data in files.items():
            (folder / name).write_bytes(data)
        seals = {name: _seal(folder / name, data) for name, data in files.items()}
        (folder / _SEALS).write_text(json.dumps(seals), "utf-8")
        folder.chmod(0o755)
        if (self.root / key).exists() and not self.has(key):
            shutil.rmtree(self.root / key)
        try:
            folder.rename(self.root / key)
        except OSError:
            if not self.has(key):
                raise
            shutil.rmtree(folder)  # another build was quicker, with the same result
        return None

    def publish(self, key: str, made: str, target: str) -> None:
        """Copy a file of a key to the output, unless it is there."""
        source = f"{self.root}/{key}/{made}"
        if not _same(source, target):
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _seal(file: Path, data: bytes) -> tuple[int, int, str]:
    """Return the size, the time and the digest of a file that was just written."""
    return len(data), file.stat().st_mtime_ns, fingerprint(data)


def _is_sound(file: str, size: int, time: int, digest: str) -> bool:
    """Return whether a file has the bytes that were written."""
    now = os.stat(file)  # noqa: PTH116  # of each picture
    if (now.st_size, now.st_mtime_ns) == (size, time):
        return True
    return now.st_size == size and fingerprint(Path(file).read_bytes()) == digest


def _beside_doctrees(app: Sphinx) -> Path:
    """Return the folder beside the doctrees; where they are in the output, one outside it."""
    places = app.doctreedir.parent, app.srcdir / ".cache"
    return next(place for place in places if not place.is_relative_to(app.outdir)) / "pictures"


def _same(source: str, target: str) -> bool:
    """Return whether a file is already there, by its size and its time."""
    try:
        there, made = os.stat(target), os.stat(source)  # noqa: PTH116  # of each picture
    except FileNotFoundError:
        return False
    return (there.st_size, there.st_mtime_ns) == (made.st_size, made.st_mtime_ns)
