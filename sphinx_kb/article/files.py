"""The files of pictures that articles name: where they are, and whether they may be shown."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_kb.article import svg
from sphinx_kb.article.folder import is_draft

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
FOLDERS = ("assets", "posts")
LARGEST = 10_000_000  # bytes


def find(root: Path, docname: str, written: str) -> str:
    """Return the path from the site's root of the picture that an article names.

    It is looked for from the root, then beside the article. Raises ValueError with
    the remedy where it may not be shown, and FileNotFoundError where it is not there.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", written):
        raise ValueError("save the picture under assets/ and write its path")
    beside = PurePosixPath(docname).parent
    for name in dict.fromkeys((written, unquote(written))):
        for base in (PurePosixPath(), beside):
            path = _inside(base / name.lstrip("/"))
            if path and (root / path).is_file():
                if remedy := unpublished(str(path), docname):
                    raise ValueError(remedy)
                return _allowed(root, path)
    raise FileNotFoundError


def unpublished(path: str, docname: str) -> str:
    """Return what to do about a file among the drafts that an article elsewhere names, or ""."""
    if is_draft(path) and not is_draft(docname):
        return f"move '{path}' out of the drafts: nothing in them is published"
    return ""


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
        for line, remedy in svg.faults(step.read_bytes()):
            raise ValueError(f"{path}, line {line}: {remedy}")
    return path.as_posix()
