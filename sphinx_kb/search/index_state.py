"""An index of the engine as a build keeps it: what it was made from, and its files."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

from sphinx_kb.incremental.state import BuildState, fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTRA_WORD_CHARS = "&+#"  # part of a word: D&O, C++, C#


class Index(NamedTuple):
    """An index: what it was made from, its files, what the engine calls each record, its words."""

    digest: str
    files: dict[str, str]  # path in the index -> digest of its bytes
    ids: dict[str, str]  # path of a record -> its name in the engine's answers
    words: str  # of all records, as lists.words lists them
    engine: str  # what stands for the engine that made it


def engine_id(language: str) -> str:
    """Return what stands for the engine, and for how it is asked."""
    return f"{language} {EXTRA_WORD_CHARS} {Path(get_executable()).stat().st_size}"


def digest(records: Mapping[str, str], language: str) -> str:
    """Return what stands for the records and for the engine that reads them."""
    whole = hashlib.blake2b(engine_id(language).encode(), digest_size=16)
    for path, text in sorted(records.items()):
        whole.update(f"\0{path}\0{text}".encode())
    return whole.hexdigest()


def intact_files(index: Index, folder: Path) -> set[str]:
    """Return the paths of an index that are in a folder as the engine wrote them."""
    found = set()
    for path, digest in index.files.items():
        with contextlib.suppress(OSError):
            if digest_of((folder / path).read_bytes()) == digest:
                found.add(path)
    return found


def is_content_addressed(path: str) -> bool:
    """Return whether a file of an index has another name when it holds something else."""
    return path.endswith((".pf_fragment", ".pf_index"))


def digest_of(data: bytes) -> str:
    """Return a digest of a file."""
    return fingerprint(data, 8)


def load(state: BuildState) -> Index | None:
    """Return the index that the last build saved, or None."""
    try:
        return Index(*state.load(list))
    except TypeError:
        return None
