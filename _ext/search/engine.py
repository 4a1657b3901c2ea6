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


class Run:
    """A run of the engine over the records, which goes on while the build does other work.

    No filters: with them, two runs over the same records give other bytes.
    """

    def __init__(self, records: Mapping[str, str], language: str) -> None:
        self._language = language
        self._scratch = tempfile.TemporaryDirectory()
        site, self._out = Path(self._scratch.name, "site"), Path(self._scratch.name, FOLDER)
        site.mkdir()
        for path, text in records.items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        command = [
            str(get_executable()), "--site", str(site), "--output-path", str(self._out), "--silent",
            "--force-language", language, "--include-characters", SIGNS,
        ]  # fmt: skip
        try:
            self._engine = subprocess.Popen(  # noqa: S603
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
        except OSError as error:
            self._scratch.cleanup()
            raise EngineError(str(error)) from None

    def stop(self) -> None:
        """End the run: nobody waits for it."""
        self._engine.kill()
        self._engine.communicate()
        self._scratch.cleanup()

    def files(self) -> dict[str, bytes]:
        """Wait for the end, and return the files of the index. Raises EngineError."""
        with self._scratch:
            _, said = self._engine.communicate()
            files = {
                file.relative_to(self._out).as_posix(): file.read_bytes()
                for file in sorted(self._out.rglob("*"))
                if file.name in _NEEDED
                or file.suffix in _SUFFIXES
                or file.name == f"wasm.{self._language}.pagefind"
            }
        if self._engine.returncode or not any(name.endswith(".pf_meta") for name in files):
            raise EngineError((said.strip().splitlines() or ["it wrote nothing"])[-1])
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
