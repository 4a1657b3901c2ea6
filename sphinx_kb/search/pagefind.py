"""The index of the search: one run of Pagefind over the records, skipped when none changed."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

from sphinx_kb.incremental.written_files import write_if_changed
from sphinx_kb.search.index_state import (
    EXTRA_WORD_CHARS,
    engine_id,
    intact_files,
    is_content_addressed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx_kb.search.index_state import Index

FOLDER = "_pagefind"  # Pagefind takes no other name but this and "pagefind"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_META = ".pf_meta"


class EngineError(Exception):
    """Pagefind made no index."""


class PagefindRun:
    """A run of the engine over the records, which goes on while the build does other work.

    It works in a folder of its own, where it finds what an earlier run made: it does not make
    again what is there by its name, and it names its files by what they hold.

    No filters: with them, two runs over the same records give other bytes.
    """

    def __init__(
        self, folder: Path, records: Mapping[str, str], language: str, before: Index | None
    ) -> None:
        self._folder, self._records, self._language = folder, records, language
        self._site, self._out = folder / "site", folder / FOLDER
        _sync_folder(self._site, {path: text.encode() for path, text in records.items()})
        is_ours = before is not None and before.engine == engine_id(language)
        known = intact_files(before, self._out) if before and is_ours else set()
        _remove_others(self._out, set(filter(is_content_addressed, known)))
        command = [
            str(get_executable()), "--site", str(self._site), "--output-path", str(self._out),
            "--silent", "--force-language", language, "--include-characters", EXTRA_WORD_CHARS,
        ]  # fmt: skip
        try:
            self._engine = subprocess.Popen(  # noqa: S603
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
        except OSError as error:
            raise EngineError(str(error)) from None

    def stop(self) -> None:
        """End the run: nobody waits for it."""
        self._engine.kill()
        self._engine.communicate()

    def result(self) -> tuple[dict[str, bytes], dict[str, str]]:
        """Wait for the end; return the files of the index, and the engine's names of the records.

        Raises EngineError.
        """
        _, said = self._engine.communicate()
        metas = [gzip.decompress(file.read_bytes()) for file in self._out.glob(f"*{_META}")]
        if self._engine.returncode or not metas:
            raise EngineError((said.strip().splitlines() or ["it wrote nothing"])[-1])
        files = {}
        for file in sorted(self._out.rglob("*")):
            path = file.relative_to(self._out).as_posix()
            if is_content_addressed(path):
                wanted = file.stem.encode() in metas[0]  # or it is an earlier run's
            else:
                wanted = file.name in _NEEDED or file.suffix == _META
                wanted = wanted or file.name == f"wasm.{self._language}.pagefind"
            if wanted:
                files[path] = file.read_bytes()
        ids = _ids(files)
        if len(ids) < len(self._records):
            shutil.rmtree(self._out)  # two texts have one name: the earlier one is in the way
            return PagefindRun(self._folder, self._records, self._language, None).result()
        return files, ids


def _sync_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Let a folder hold these files and no others; what is there as it should be stays.

    Where files come or go, all are written anew in their order: the engine numbers records as the
    folder lists them, and some file systems list them as they were made.
    """
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if there != files.keys():
        shutil.rmtree(folder, ignore_errors=True)
    for path, data in sorted(files.items()):
        write_if_changed(folder / path, data)


def _remove_others(folder: Path, paths: Set[str]) -> None:
    """Remove the files of a folder that are not at these paths."""
    for file in folder.rglob("*") if folder.is_dir() else ():
        if file.is_file() and file.relative_to(folder).as_posix() not in paths:
            file.unlink()


def _ids(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what the engine calls each record, by its path."""
    found = {}
    for path, data in files.items():
        if path.endswith(".pf_fragment"):
            fragment = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            found[fragment["url"]] = Path(path).stem
    return found
