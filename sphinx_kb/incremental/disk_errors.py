"""What the disk refuses is told in one line: which path, why, and what to do.

Sphinx would print a traceback and ask to report it. It has ended the build by then as it ends
any that fails, so the next one reads everything again, and leaves what a clean build leaves.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxParallelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

REMEDIES = {
    errno.ENOSPC: "make room",
    errno.EDQUOT: "make room",
    errno.EFBIG: "allow larger files",
    errno.EROFS: "let it be written",
    errno.EACCES: "let it be written",
    errno.EPERM: "let it be written",
    errno.EISDIR: "remove this folder",
    errno.ENOTDIR: "remove the file in the place of this folder",
    errno.EEXIST: "remove it",
}
_IN_PROCESS = re.compile(r"\[Errno (\d+)\] ([^:\n]*)(?:: '([^'\n]*)')?")  # as Python writes it


def explain(app: Sphinx, error: BaseException) -> str:
    """Return the line for an error of the disk; nothing for any other."""
    found = next(_disk_errors(error), None)
    if found is None:
        return ""
    path = Path(os.fsdecode(found.filename or app.outdir))
    shown = path.relative_to(app.srcdir) if path.is_relative_to(app.srcdir) else path
    remedy = REMEDIES.get(found.errno or 0, "mend that")
    return f"{shown}: {found.strerror}: {remedy}, and build again"


def _disk_errors(error: BaseException | None) -> Iterator[OSError]:
    """Yield the errors of the disk that an error comes from."""
    while error is not None:
        if isinstance(error, OSError) and error.errno:
            yield error
        elif isinstance(error, SphinxParallelError) and (told := _IN_PROCESS.search(str(error))):
            yield OSError(int(told[1]), told[2], told[3])
        error = error.__cause__ or error.__context__


def stop_in_one_line(app: Sphinx, config: Config) -> None:
    """Let the build end with one line where the disk refuses something."""
    build = app.build

    def guarded(force_all: bool = False, filenames: Sequence[Path] = ()) -> None:
        try:
            build(force_all, filenames)
        except Exception as error:
            if line := explain(app, error):
                raise SystemExit(line) from error
            raise

    app.build = guarded  # type: ignore[method-assign]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment before anything is written."""
    app.connect("config-inited", stop_in_one_line, priority=0)  # before a turn is taken
    return {"parallel_read_safe": True, "parallel_write_safe": True}
