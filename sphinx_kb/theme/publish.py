"""Our scripts and style sheets as readers get them: without the comments that explain them.

No minifier: a line stays a line, so that what a browser tells can be found in the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.theme import STATIC

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = re.compile(r"/\*\* .*? \*/ ?")  # of a value, in one line of a script
_SHEET_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def script(text: str) -> str:
    """Return one of our scripts without its comments and indentation.

    It knows the manner of our scripts alone: a comment has a line of its own, or is a type, and
    no text goes over several lines.
    """
    lines = (line.strip() for line in _TYPES.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def sheet(text: str) -> str:
    """Return one of our style sheets without its comments and indentation."""
    lines = (line.strip() for line in _SHEET_COMMENTS.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def rewrite(folder: Path) -> None:
    """Rewrite the copies of our scripts and style sheets in a folder."""
    for source in STATIC.glob("kb*"):
        make = {".js": script, ".css": sheet}[source.suffix]
        (folder / source.name).write_text(make(source.read_text("utf-8")), "utf-8", newline="\n")
