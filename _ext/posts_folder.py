"""The files of posts/: which of them are articles, and which cannot be."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from _ext.article.fault import Fault

FOLDER = "posts"
_ALMOST = {".markdown", ".mkdown", ".mkdn", ".mkd", ".mdown", ".mdwn", ".html", ".htm", ".rst"}


class Entry(NamedTuple):
    """An article's file: its path from the site's root, with slashes, and its state."""

    path: str
    file: Path
    stamp: tuple[int, int]  # modified (ns), size (bytes)

    @property
    def docname(self) -> str:
        """Return the name of its page."""
        return self.path.removesuffix(".md")


class Posts(NamedTuple):
    """The articles' files in order; what cannot be one, and why; what Sphinx must not read."""

    entries: list[Entry]
    faults: list[tuple[str, Fault]]
    excluded: list[str]


def scan(root: Path) -> Posts:
    """Look through the folder of articles of a site, following no symbolic link."""
    posts = Posts([], [], [])
    taken: dict[str, str] = {}
    for folder, subfolders, files in os.walk(root / FOLDER):
        base = Path(folder).relative_to(root).as_posix()
        for name in sorted(subfolders):
            if name.startswith(".") or (Path(folder) / name).is_symlink():
                posts.excluded.append(f"{base}/{name}/**")
                if not name.startswith("."):
                    _refuse(posts, f"{base}/{name}", "replace the symbolic link by the folder itself")
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(files):
            path = f"{base}/{name}"
            if not name.lower().endswith((".md", *_ALMOST)):
                continue
            if name.startswith("."):
                posts.excluded.append(path)
                continue
            remedy, state = _remedy(Path(folder) / name)
            other = taken.setdefault(path.casefold(), path)
            if not remedy and other != path:
                remedy = f"rename the file: '{other.rsplit('/', 1)[-1]}' has the same address"
            if remedy or not state:
                posts.excluded.append(path)
                _refuse(posts, path, remedy)
            else:
                stamp = (state.st_mtime_ns, state.st_size)
                posts.entries.append(Entry(path, Path(folder) / name, stamp))
    return posts


def is_draft(path: str) -> bool:
    """Return whether an article's place keeps it back."""
    return "/_drafts/" in path


def _remedy(file: Path) -> tuple[str, os.stat_result | None]:
    """Return what to do so that a file can be an article ("" if it can), and its state."""
    name = file.name
    try:
        name.encode()
    except UnicodeEncodeError:
        return "rename the file: its name is not UTF-8", None
    if not name.isprintable() or "\\" in name:
        return "rename the file without control characters and backslashes", None
    if not name.endswith(".md"):
        return f"rename the file to '{file.stem}.md'", None
    if not file.stem.strip(" ."):
        return "give the file a name", None
    try:
        state = file.lstat()
    except OSError:
        return "make the file readable", None
    if stat.S_ISLNK(state.st_mode):
        return "replace the symbolic link by the file itself", None
    if not stat.S_ISREG(state.st_mode):
        return "replace it by an ordinary file", None
    return "", state


def _refuse(posts: Posts, path: str, remedy: str) -> None:
    """Note what must be mended before a file or folder can be read."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in shown)
    posts.faults.append((shown, Fault(1, "file", remedy, fatal=True)))
