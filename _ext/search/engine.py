"""The index of the search: one run of Pagefind over the records, skipped when none changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "_pagefind"  # Pagefind takes no other name but this and "pagefind"
SIGNS = "&+#"  # part of a word: D&O, C++, C#
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_SUFFIXES = (".pf_meta", ".pf_index", ".pf_fragment")


class EngineError(Exception):
    """Pagefind made no index."""


class Index(NamedTuple):
    """An index: what it was made from, its files, and what the engine calls each record."""

    digest: str
    sizes: dict[str, int]  # path in the index -> bytes
    ids: dict[str, str]  # path of a record -> its name in the engine's answers


def digest(records: Mapping[str, str], language: str) -> str:
    """Return what stands for the records and for the engine that reads them."""
    binary = Path(get_executable()).stat()
    whole = hashlib.blake2b(f"{language} {SIGNS} {binary.st_size}".encode(), digest_size=16)
    for path, text in sorted(records.items()):
        whole.update(f"\0{path}\0{text}".encode())
    return whole.hexdigest()


def run(records: Mapping[str, str], language: str) -> dict[str, bytes]:
    """Return the files of the index of the records. Raises EngineError.

    No filters: with them, two runs over the same records give other bytes.
    """
    with tempfile.TemporaryDirectory() as scratch:
        site, out = Path(scratch, "site"), Path(scratch, FOLDER)
        site.mkdir()
        for path, text in records.items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        command = [
            str(get_executable()), "--site", str(site), "--output-path", str(out), "--silent",
            "--force-language", language, "--include-characters", SIGNS,
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        except OSError as error:
            raise EngineError(str(error)) from None
        files = {
            file.relative_to(out).as_posix(): file.read_bytes()
            for file in sorted(out.rglob("*"))
            if file.name in _NEEDED
            or file.suffix in _SUFFIXES
            or file.name == f"wasm.{language}.pagefind"
        }
    if done.returncode or not any(name.endswith(".pf_meta") for name in files):
        raise EngineError((done.stderr.strip().splitlines() or ["it wrote nothing"])[-1])
    return files


def described(files: Mapping[str, bytes], whole: str) -> Index:
    """Return what is kept of an index for the next build."""
    ids = {}
    for path, data in files.items():
        if path.endswith(".pf_fragment"):
            fragment = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            ids[fragment["url"]] = Path(path).stem
    return Index(whole, {path: len(data) for path, data in files.items()}, ids)


def kept(file: Path) -> Index | None:
    """Return what the last build kept, or None."""
    try:
        return Index(*json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def keep(file: Path, index: Index) -> None:
    """Keep for the next build what this one made."""
    file.write_text(json.dumps(index), "utf-8")


def is_whole(index: Index, folder: Path) -> bool:
    """Return whether every file of an index is in a folder."""
    for path, size in index.sizes.items():
        try:
            if (folder / path).stat().st_size != size:
                return False
        except OSError:
            return False
    return True
