"""Build a site and note every file that Python opens: a program, for an audit hook stays.

python tests/support/audited.py LOG SITE [more arguments of sphinx-build]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main(log: str, site: str, *arguments: str) -> int:
    """Build; write the path of each file that is opened into a log, the other processes' too."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(event: str, given: tuple[object, ...]) -> None:
        if event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(given[0]))
            os.write(file, path.encode("utf-8", "surrogateescape") + b"\0")

    sys.path.insert(0, str(ROOT))
    sys.addaudithook(note)
    from sphinx.cmd.build import build_main

    trees = f"{site}/_build/.doctrees"
    return build_main(["-d", trees, *arguments, site, f"{site}/_build/html"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
