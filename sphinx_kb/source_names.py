"""The names of Markdown files: how they may end, and the name of the page made of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")  # ours first; the others are Jekyll's


def without_ending(path: str) -> str:
    """Return the path of a Markdown file without its ending: the name of its page."""
    ending = next(filter(path.endswith, ENDINGS), "")
    return path.removesuffix(ending)


def file_of(root: Path, docname: str) -> str:
    """Return the path, from the site's root, of the file that a page is made of.

    Where there is none, or more than one, it is the one with our own ending.
    """
    paths = (docname + ending for ending in ENDINGS)
    return next((path for path in paths if (root / path).is_file()), docname + ENDINGS[0])
