"""What a small site tells of its faults, a large one tells as well, made by two processes.

A test's site has a few pages, which one process reads and writes. Its twin is a copy of it with more
documents than one process would write, built with ``-j 2`` and then built again: both builds must tell
what the small site tells, line by line.

A twin costs twice the time of its site. So each test has one for each kind of warning that it meets,
not for each of its parameters.
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
LARGE = MIN_ITEMS + 1
FILLER = "---\norphan: true\n---\n\n# Filler\n"
MET: Path | None = None  # a folder with a file for each kind of warning that a test has met
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|\{[^}]*\}|<[^>]*>|`[^`]*`|\d+|\S*/\S*")  # of one text


def kinds(warnings: Iterable[str]) -> set[str]:
    """Return the kinds of warnings: without what differs from text to text."""
    return {_OWN.sub("…", line.partition("WARNING: ")[2] or line) for line in warnings}


def is_new(warnings: Iterable[str]) -> bool:
    """Return whether no test of the session has met one of the warnings, and note them all."""
    if MET is None:
        return False
    MET.mkdir(exist_ok=True)
    new = False
    for kind in kinds(warnings):
        with suppress(FileExistsError):
            test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0].partition("[")[0]
            (MET / hashlib.sha256(f"{test} {kind}".encode()).hexdigest()).open("x").close()
            new = True
    return new


def copy(root: Path) -> Path:
    """Make the twin of a site: its files as they are, and documents that have nothing to tell."""
    twin = root.with_name(f"{root.name}-twin")
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(root, twin, symlinks=True, copy_function=_copy, ignore=_built)
    for number in range(LARGE):
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


def check(warnings: list[str], build: Callable[[], list[str]]) -> None:
    """Build a twin twice, and compare what it tells with what its site told."""
    lowered, parallel.MIN_ITEMS = parallel.MIN_ITEMS, MIN_ITEMS
    try:
        told = {"first": build(), "second": build()}
    finally:
        parallel.MIN_ITEMS = lowered
    for which, lines in told.items():
        missing = sorted(set(warnings) - set(lines))
        more = sorted(set(lines) - set(warnings))
        if sorted(lines) != sorted(warnings):
            raise AssertionError(f"{which} build of a large site, with -j 2: {missing=} {more=}")
