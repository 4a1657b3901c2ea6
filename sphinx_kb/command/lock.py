"""``kb lock``: every package of the site at one version and hash."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

COMPILE = [
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-annotate", "--no-header", "--upgrade",
]  # fmt: skip


def lock(given: Namespace) -> int:
    """Write a requirements*.txt for each requirements*.in of this folder."""
    found = sorted(Path().glob("requirements*.in"), key=lambda path: path.stem)
    if not found:
        raise SystemExit("There is no requirements.in here: write into it what the site needs")
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    if not uv:
        raise SystemExit("Install uv, which knows the versions for every Python: pip install uv")
    for path in found:
        target = path.with_suffix(".txt")
        run = subprocess.run([uv, *COMPILE, str(path), "-o", str(target)], check=False)  # noqa: S603
        if run.returncode:
            return 1
        print(f"{target} has every version and hash")
    return 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "fix every version and hash anew, from requirements*.in"
    verbs.add_parser("lock", help=text, description=text).set_defaults(run=lock)
