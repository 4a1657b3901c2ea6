"""The e-book, checked by epubcheck, where that is installed (Debian's package, or the program).

    python -m tools.epub_check

It builds the e-book into _build/check-epub.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BUILT = ROOT / "_build" / "check-epub"
JAR = Path("/usr/share/java/epubcheck.jar")  # Debian's; its command asks for more than Java
_FAULT = re.compile(r"(?:FATAL|ERROR|WARNING)\(.*")


def command() -> list[str]:
    """Return what runs epubcheck, or nothing where it is not installed."""
    if JAR.is_file() and (java := shutil.which("java")):
        return [java, "-jar", str(JAR)]
    return [program] if (program := shutil.which("epubcheck")) else []


def missing() -> str:
    """Return why e-books cannot be checked here, or nothing."""
    return "" if command() else "epubcheck is not installed (apt-get install epubcheck)"


def faults_of(book: Path) -> Iterator[str]:
    """Yield each fault of an e-book, in epubcheck's words."""
    run = subprocess.run(
        [*command(), "--quiet", str(book)], capture_output=True, text=True, check=False
    )
    found = _FAULT.findall(run.stdout + run.stderr)
    if run.returncode and not found:
        yield f"epubcheck did not run: {(run.stderr or run.stdout).strip()}"
    yield from found


def faults() -> Iterator[str]:
    """Build this site's e-book, and yield its faults."""
    if reason := missing():
        if os.environ.get("CI"):
            yield f"the e-book is not checked: {reason}"
        else:
            print(f"  skipped: {reason}")
        return
    build = [sys.executable, "-m", "sphinx", "-q", "-j", "auto", "-W", "--keep-going", "-b", "epub"]
    arguments = ["-d", str(BUILT.with_suffix(".doctrees")), str(ROOT), str(BUILT)]
    if subprocess.run([*build, *arguments], check=False).returncode:
        yield "the e-book cannot be built"
        return
    for book in BUILT.glob("*.epub"):
        yield from faults_of(book)


if __name__ == "__main__":
    told = list(faults())
    print("\n".join(told) or "The e-book is sound.")
    sys.exit(1 if told else 0)
