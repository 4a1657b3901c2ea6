"""Our scripts and style sheets as readers get them: without what explains them.

Sheets are minified. Scripts are not: a line stays a line, so that what a browser tells can be
found in the source. Minified they were 8% smaller, and the minifier without a parser that we
tried took half of a regular expression behind ``=>`` for a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rcssmin import cssmin

from sphinx_kb.theme import STATIC

if TYPE_CHECKING:
    from pathlib import Path

MADE = (
    "theme.css",
    "boxes.css",
    "asides.css",
    "design.css",
)  # sheets of others, of which we publish a part
_TYPES = re.compile(r"/\*\* .*? \*/ ?")  # of a value, in one line of a script


def script(text: str) -> str:
    """Return one of our scripts without its comments and indentation.

    It knows the manner of our scripts alone: a comment has a line of its own, or is a type, and
    no text goes over several lines.
    """
    lines = (line.strip() for line in _TYPES.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def sheet(text: str) -> str:
    """Return a style sheet, minified; a comment that begins with ``/*!`` is a license, and stays."""
    return f"{cssmin(text, keep_bang_comments=True).strip()}\n"


def rewrite(folder: Path) -> None:
    """Rewrite the copies of our scripts and style sheets in a folder."""
    names = [path.name for path in STATIC.glob("kb*")]
    for name in (*names, *MADE):
        rewrite_file(folder / name)


def rewrite_file(file: Path) -> None:
    """Rewrite a script or a style sheet of the output."""
    make = script if file.suffix == ".js" else sheet
    file.write_text(make(file.read_text("utf-8")), "utf-8", newline="\n")
