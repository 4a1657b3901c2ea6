"""The files of posts/: which of them are articles, and which cannot be."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

from sphinx_kb.article.fault import Fault

FOLDER = "posts"
DRAFTS = "_drafts"  # in any letters, capital or small
LONGEST = 200  # bytes of a name, so that its page's file has room for an ending
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
    if (root / FOLDER).is_symlink():
        posts.excluded.append(f"{FOLDER}/**")
        _reject(posts, FOLDER, "replace the symbolic link by the folder itself")
        return posts

    if not (root / FOLDER).exists():
        return posts  # no repository keeps an empty folder

    def closed(error: OSError) -> None:
        place = Path(error.filename).relative_to(root).as_posix()
        _reject(posts, place, "make the folder readable")

    addresses: dict[str, str] = {}
    for place, subfolders, files in os.walk(root / FOLDER, onerror=closed):
        folder = Path(place)
        base = folder.relative_to(root).as_posix()
        _prune(posts, folder, base, subfolders)
        for name in sorted(files):
            if name.lower().endswith((".md", *_ALMOST)):
                _add(posts, folder / name, f"{base}/{name}", addresses)
    return posts


def _prune(posts: Posts, folder: Path, base: str, subfolders: list[str]) -> None:
    """Leave out the subfolders that can hold no article, and sort the others."""
    for name in sorted(subfolders):
        remedy = _folder_remedy(folder / name)
        if remedy or name.startswith("."):
            posts.excluded.append(f"{base}/{name}/**")
            subfolders.remove(name)
        if remedy:
            _reject(posts, f"{base}/{name}", remedy)
        elif _means_drafts(name) and name.lower() != DRAFTS and not is_draft(f"{base}/"):
            remedy = f"rename the folder to '{DRAFTS}', or give it another name"
            remedy += ": nothing in it is published"
            posts.faults.append((f"{base}/{name}", Fault(1, "file", remedy)))
    subfolders.sort()


def _add(posts: Posts, file: Path, path: str, addresses: dict[str, str]) -> None:
    """Add a file to the articles, or to the faults; note its address."""
    if file.name.startswith("."):
        posts.excluded.append(path)
        return
    remedy, state = _remedy(file)
    other = addresses.setdefault(path.casefold(), path)
    if not remedy and other != path:
        remedy = f"rename the file: '{other.rsplit('/', 1)[-1]}' has the same address"
    if remedy or not state:
        posts.excluded.append(path)
        _reject(posts, path, remedy)
    else:
        posts.entries.append(Entry(path, file, (state.st_mtime_ns, state.st_size)))


def is_draft(path: str) -> bool:
    """Return whether a file lies in a folder of drafts, or in one that only seems to be one."""
    return any(map(_means_drafts, path.split("/")[:-1]))


def _means_drafts(name: str) -> bool:
    """Return whether a folder's name says nothing but that it has drafts: _Drafts, draft, drafts-2."""
    letters = re.sub(r"[\W\d_]", "", unicodedata.normalize("NFKC", name)).casefold()
    return letters in {"draft", "drafts"}


def _name_remedy(name: str, kind: str) -> str:
    """Return what to do so that a file or folder can have its name in an address."""
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return f"rename the {kind}: its name is not UTF-8"
    if not name.isprintable() or "\\" in name:
        return f"rename the {kind} without control characters and backslashes"
    if name != unicodedata.normalize("NFC", name):  # Sphinx would look for it by another name
        return f"rename the {kind}: write each letter with its accent as one character (NFC)"
    return f"shorten the {kind}'s name to {LONGEST} bytes" if size > LONGEST else ""


def _folder_remedy(folder: Path) -> str:
    """Return what to do so that a folder can hold articles, "" if it can or is hidden."""
    if folder.name.startswith("."):
        return ""
    if folder.is_symlink():
        return "replace the symbolic link by the folder itself"
    if folder.name.lower().endswith((".html", ".htm")):
        return "rename the folder: its name ends like a page's"
    return _name_remedy(folder.name, "folder")


def _remedy(file: Path) -> tuple[str, os.stat_result | None]:
    """Return what to do so that a file can be an article ("" if it can), and its state."""
    if remedy := _name_remedy(file.name, "file"):
        return remedy, None
    name = file.name
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


def _reject(posts: Posts, path: str, remedy: str) -> None:
    """Note what must be mended before a file or folder can be read."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in shown)
    posts.faults.append((shown, Fault(1, "file", remedy, fatal=True)))
