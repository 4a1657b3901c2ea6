"""Which pictures the site shows, and what is known of them."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_kb.article.files import FOLDERS
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.pictures.encode import encode
from sphinx_kb.pictures.facts import BadPicture, Facts, examine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path
    from typing import Any, ClassVar

    from sphinx_kb.pictures.cache import Cache


class PictureDomain(FactsDomain):
    """The facts of every picture that is shown, kept by time and size of its file."""

    name = "pictures"
    label = "Pictures"
    data_version = 1  # raise it when the shape of Facts changes
    initial_data: ClassVar[dict[str, Any]] = {"facts": {}}  # path -> (stamp, Facts or a remedy)

    # Of this build alone, set by ``survey``:
    covers: Mapping[str, str]  # docname -> path of the article's own picture
    portraits: AbstractSet[str]  # paths of the pictures of authors
    plain: bool  # whether pages get one file of each picture: an e-book

    def clear_doc(self, docname: str) -> None:
        """Forget nothing: facts are of files, whichever page shows them."""

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over nothing: facts are found after reading, in one process."""

    def facts(self, path: str) -> Facts | None:
        """Return the facts of a picture, or None if it cannot be shown."""
        known = self.data["facts"].get(path, (None, None))[1]
        return known if isinstance(known, Facts) else None

    def examine_all(self, root: Path, paths: Iterable[str]) -> None:
        """Find out the facts of some pictures, where a file changed, and forget all others."""
        before = self.data["facts"]
        now: dict[str, tuple[tuple[int, int], Facts | str]] = {}
        self.data["facts"] = now
        for path in sorted(paths):
            try:
                state = (root / path).lstat()
            except OSError:
                continue  # Sphinx or the catalog has told the author
            stamp = state.st_mtime_ns, state.st_size
            if not stat.S_ISREG(state.st_mode) or _is_linked(
                root, path
            ):  # since its page was read, or of an owner's page
                now[path] = stamp, f"replace the picture '{path}' by an ordinary file"
                continue
            if path in before and before[path][0] == stamp:
                now[path] = before[path]
                continue
            try:
                now[path] = stamp, examine(root / path, path)
            except BadPicture as error:
                now[path] = stamp, str(error)

    def make_all(self, root: Path, cache: Cache) -> None:
        """Make what is missing of all pictures; note which turn out to be damaged."""
        known = self.data["facts"]
        usable = {path: facts for path in known if (facts := self.facts(path))}

        def job(path: str, facts: Facts) -> dict[str, bytes]:
            return encode((root / path).read_bytes(), facts, path)

        jobs = {facts.key: partial(job, path, facts) for path, facts in usable.items()}
        remedies = cache.fill(jobs)
        for path, facts in usable.items():
            if facts.key in remedies:
                known[path] = known[path][0], remedies[facts.key]

    def remedy(self, path: str) -> str | None:
        """Return what to do about a picture that cannot be shown."""
        known = self.data["facts"].get(path, (None, None))[1]
        return known if isinstance(known, str) else None


def _is_linked(root: Path, path: str) -> bool:
    """Return whether a file among those of articles is reached by a linked folder."""
    folders = list(PurePosixPath(path).parents)[:-1]
    return path.startswith(FOLDERS) and any((root / folder).is_symlink() for folder in folders)
