"""What builds keep for the next build, for the same code only; and fingerprints of values.

Each digest of our code has a folder of its own beside the doctrees, never in the output: it names
what is not published. What other code kept is never read: it may have another shape, or the same
shape and another meaning.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

Value = TypeVar("Value", dict, list)  # type: ignore[type-arg]  # of whatever JSON can hold


def fingerprint(value: object, size: int = 12) -> str:
    """Return a digest of ``size`` bytes, in hexadecimal, of bytes or of a value's ``repr``."""
    data = value if isinstance(value, bytes) else repr(value).encode()
    return hashlib.blake2b(data, digest_size=size).hexdigest()


def folder(app: Sphinx) -> Path:
    """Return the folder of our code's digest, for whatever is kept as files."""
    return Path(app.doctreedir, f"state-{app.config.kb_code[:16]}")


def forget_other_code(app: Sphinx) -> None:
    """Remove what other code kept, the environment too, before anything of it is loaded."""
    if not folder(app).is_dir():
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)
        for other in Path(app.doctreedir).glob("state-*"):
            shutil.rmtree(other)
        folder(app).mkdir()


class BuildState:
    """A value of JSON that the builds of one builder keep, in a file of its own."""

    def __init__(self, app: Sphinx, name: str) -> None:
        self._file = folder(app) / f"{name}-{app.builder.name}.json"

    def load(self, kind: type[Value]) -> Value:
        """Return what the last build saved; an empty value where there is none of this kind."""
        return _read(self._file, kind)

    def save(self, value: object) -> None:
        """Keep a value for the next build: it is there whole, or not at all."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(value), "utf-8")
        new.replace(self._file)


def load_all(app: Sphinx, name: str, kind: type[Value]) -> Iterator[Value]:
    """Yield what the builds of every builder have saved under a name."""
    for file in sorted(folder(app).glob(f"{name}-*.json")):
        yield _read(file, kind)


def _read(file: Path, kind: type[Value]) -> Value:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return kind()
    return found if isinstance(found, kind) else kind()
