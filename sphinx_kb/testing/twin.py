"""What a small site tells of its faults, a large one tells as well, made by two processes.

A test's site is built by one process. Its twin is a copy of it with more documents than one process
would write, built with ``-j 2``: that must tell what the small site tells, line by line. So must a
second build of it, where no test of the session has met this kind of warning.

With ``EACH_TEST`` every test has a twin for each kind of warning that it meets, though others have
met it; never for each of its parameters.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx_kb import parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MIN_ITEMS = parallel.MIN_ITEMS  # as it is for authors: tests lower it
FILLER = "---\norphan: true\n---\n\n# Filler\n"
EACH_TEST = False
MET: Path | None = None  # a folder with a file for each kind of warning that a test has met
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|\{[^}]*\}|<[^>]*>|`[^`]*`|\d+|\S*/\S*")  # of one text


def kinds(warnings: Iterable[str]) -> set[str]:
    """Return the kinds of warnings: without what differs from text to text."""
    return {_OWN.sub("…", line.partition("WARNING: ")[2] or line) for line in warnings}


def builds(warnings: Iterable[str]) -> int:
    """Return how often a twin is to be built for some warnings, and note them all.

    Twice where the session meets one of them first; else not at all, or once where the test does.
    """
    if MET is None:
        return 0
    MET.mkdir(exist_ok=True)
    found = kinds(warnings)
    if True in {_is_first(kind) for kind in found}:
        return 2
    test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0].partition("[")[0]
    return int(EACH_TEST and True in {_is_first(f"{test} {kind}") for kind in found})


def _is_first(name: str) -> bool:
    with suppress(FileExistsError):
        (MET / hashlib.sha256(name.encode()).hexdigest()).open("x").close()  # type: ignore[operator]
        return True
    return False


def copy(root: Path) -> Path:
    """Make the twin of a site: its files as they are, and documents that have nothing to tell."""
    twin = root.with_name(f"{root.name}-twin")
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(root, twin, symlinks=True, copy_function=_copy, ignore=_built)
    for number in range(parallel.MIN_ITEMS + 1):
        file = twin / "pages" / "fillers" / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FILLER)
    return twin


def _built(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "_build"]


def _copy(source: str, target: str) -> None:
    """Copy a file with its times; of a pipe there is another."""
    if stat.S_ISFIFO(os.lstat(source).st_mode):
        os.mkfifo(target)
    else:
        shutil.copy2(source, target)


def check(warnings: list[str], builds: int, build: Callable[[], list[str]]) -> None:
    """Build a twin once or twice, and compare what it tells with what its site told."""
    for which in ("first", "second")[:builds]:
        lines = build()
        missing = sorted(set(warnings) - set(lines))
        more = sorted(set(lines) - set(warnings))
        if sorted(lines) != sorted(warnings):
            raise AssertionError(f"{which} build of a large site, with -j 2: {missing=} {more=}")
