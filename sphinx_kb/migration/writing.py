"""The files of an import, written into a site: twice does no harm, and no work of the owner is lost."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_kb.migration.convert import Converted
    from sphinx_kb.migration.source import Source

RECORD = ".kb-import.json"  # path -> digest of what an import wrote there


def write(folder: Path, source: Source, found: Converted, more: dict[str, bytes]) -> list[str]:
    """Write what was converted; return the paths that stay as the owner has them."""
    record = _record(folder)
    kept = []
    for path, data in _all(source, found, more):
        digest = hashlib.sha256(data).hexdigest()
        target = folder / path
        if any(part.is_symlink() for part in (target, *target.parents) if part != folder.parent):
            kept.append(path)
            continue
        if target.exists():
            present = hashlib.sha256(target.read_bytes()).hexdigest() if target.is_file() else ""
            if present not in {digest, record.get(path)}:
                kept.append(path)
                continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        record[path] = digest
    (folder / RECORD).write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", "utf-8")
    return kept


def _all(source: Source, found: Converted, more: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from {**found.files, **more}.items()
    for old, new in found.copies.items():
        if (data := source.read(old)) is not None:
            yield new, data


def _record(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
