"""The files of pictures that articles name: where they are, and whether they may be shown."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_kb.article.folder import is_draft
from sphinx_kb.article.names import nearest
from sphinx_kb.article.svg_cleaned import cleaned
from sphinx_kb.article.svg_tree import Unsafe

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
FOLDERS = ("assets", "posts")
LARGEST = 10_000_000  # bytes
SAVE = "save the picture under assets/ and write its path"
LONGEST = 80  # characters of a path in a warning
MOST_LISTED = 5_000  # files among which one of a similar name is looked for


def find(root: Path, docname: str, written: str) -> str:
    """Return the path from the site's root of the picture that an article names.

    It is looked for from the root, beside the article, then under assets/, as other systems do with
    their folder of pictures. Raises ValueError with the remedy where it may not be shown, and
    FileNotFoundError where it is not there.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", written):
        raise ValueError(SAVE)
    beside = PurePosixPath(docname).parent
    for name in dict.fromkeys((written, unquote(written))):
        for base in (PurePosixPath(), beside, PurePosixPath(FOLDERS[0])):
            path = _inside(
                base / re.sub(r"^(?:\.*/)+", "", name)
                if base.name == FOLDERS[0]
                else base / name.lstrip("/")
            )
            if path and is_file(root / path):
                if remedy := unpublished(str(path), docname):
                    raise ValueError(remedy)
                return _allowed(root, path)
    raise FileNotFoundError


def is_file(path: Path) -> bool:
    """Return whether a path leads to a file; one that can be no path does not."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def missing(root: Path, written: str) -> str:
    """Return what to do about a picture that is not there."""
    shown = written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"
    files = (path for path in (root / FOLDERS[0]).rglob("*") if path.suffix.lower() in SUFFIXES)
    by_name = {path.name: path for path in islice(files, MOST_LISTED)}
    near = nearest(PurePosixPath(unquote(written)[-200:]).name, by_name)
    hint = f": did you mean '/{by_name[near].relative_to(root).as_posix()}'?" if near else ""
    return f"add the picture '{shown}', or correct its path{hint}"


def unpublished(path: str, docname: str) -> str:
    """Return what to do about a file among the drafts that an article elsewhere names, or ""."""
    if is_draft(path) and not is_draft(docname):
        return f"move '{path}' out of the drafts: nothing in them is published"
    return ""


def lexical(docname: str, written: str) -> PurePosixPath | None:
    """Return the path from the site's root that a page names, if it is in the site; no link is followed."""
    folder = PurePosixPath() if written.startswith("/") else PurePosixPath(docname).parent
    return _inside(folder / written.lstrip("/"))


def _inside(path: PurePosixPath) -> PurePosixPath | None:
    """Return a path without its dots, or None where it leads out of the site."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts) if parts and all("\x00" not in part for part in parts) else None


def _allowed(root: Path, path: PurePosixPath) -> str:
    """Return the path as text if the file may be shown; raises ValueError if not."""
    if path.parts[0] not in FOLDERS:
        raise ValueError("move the picture into assets/ or posts/")
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError("save the picture as PNG, JPEG, GIF, WebP, AVIF or SVG")
    step = root
    for part in path.parts:
        step /= part
        if step.is_symlink():
            raise ValueError("replace the symbolic link by the picture itself")
        if part.startswith("."):
            raise ValueError("rename the picture: no hidden file is published")
    if step.stat().st_size > LARGEST:
        raise ValueError("make the picture smaller than 10 MB")
    if path.suffix.lower() == ".svg":
        try:
            cleaned(step.read_bytes())
        except Unsafe as error:
            raise ValueError(f"mend the drawing '{path}': {error}") from None
    return path.as_posix()
