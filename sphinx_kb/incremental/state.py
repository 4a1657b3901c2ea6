"""What a builder keeps for its next build, and fingerprints by which a build tells what changed.

The files lie beside the doctrees, never in the output: they name what is not published.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def fingerprint(value: object, size: int = 12) -> str:
    """Return a digest of ``size`` bytes, in hexadecimal, of bytes or of a value's ``repr``."""
    data = value if isinstance(value, bytes) else repr(value).encode()
    return hashlib.blake2b(data, digest_size=size).hexdigest()


class BuildState:
    """A value of JSON that one builder keeps for its next build, in a file of its own.

    What other code kept, and what is damaged, is as if it were not there.
    """

    def __init__(self, app: Sphinx, name: str) -> None:
        self._file = Path(app.doctreedir, f"{name}-{app.builder.name}.json")
        self._code = str(app.config.kb_code)

    def load(self, default: Any = None) -> Any:
        """Return the value that the last build saved, or the default."""
        try:
            code, value = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, TypeError):
            return default
        return value if code == self._code else default

    def save(self, value: Any) -> None:
        """Save a value: whole, or not at all."""
        write_atomically(self._file, json.dumps([self._code, value]).encode())


def write_atomically(file: Path, data: bytes) -> None:
    """Write a file so that a reader, or a build that was killed, sees it whole or not at all."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
