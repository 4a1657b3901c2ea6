"""The files of posts/: which of them are articles, and which cannot be."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sphinx_kb.article.addresses import Addresses
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.folder_remedies import _OTHERS, _folder_remedy, _remedy
from sphinx_kb.source_names import ENDINGS, without_ending

FOLDER = "posts"
DRAFTS = "_drafts"  # in any letters, capital or small
LARGEST = 2_000_000  # bytes of an article
_MARKDOWN = {*ENDINGS, ".mdown", ".mdwn"}
_ALMOST = _MARKDOWN | _OTHERS.keys()


class Entry(NamedTuple):
    """An article's file: its path from the site's root, with slashes, and its state."""

    path: str
    file: Path
    stamp: tuple[int, int]  # modified (ns), size (bytes)

    @property
    def docname(self) -> str:
        """Return the name of its page."""
        return without_ending(self.path)


class Posts(NamedTuple):
    """The articles' files in order; what cannot be one, and why; what Sphinx must not read."""

    entries: list[Entry]
    faults: list[tuple[str, Fault]]
    excluded: list[str]


def scan(root: Path, *, has_folders: bool = False) -> Posts:
    """Look through the folder of articles of a site, following no symbolic link.

    With ``has_folders``, each page is in a folder of its own: "a.md" and "a/index.md" are one page.
    """
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

    addresses = Addresses(has_folders)
    for place, subfolders, files in os.walk(root / FOLDER, onerror=closed):
        folder = Path(place)
        base = folder.relative_to(root).as_posix()
        _prune(posts, folder, base, subfolders)
        for name in sorted(files):
            if name.lower().endswith(tuple(_ALMOST)) and not _is_download(folder / name):
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


def _add(posts: Posts, file: Path, path: str, addresses: Addresses) -> None:
    """Add a file to the articles, or to the faults; note its address."""
    if file.name.startswith("."):
        posts.excluded.append(path)
        return
    remedy, state = _remedy(file)
    other = addresses.first(path)
    if not remedy and other != path:
        is_beside = other.rpartition("/")[0] == path.rpartition("/")[0]
        shown = other.rpartition("/")[2] if is_beside else other
        remedy = f"rename the file: '{shown}' has the same address"
    if remedy or not state:
        posts.excluded.append(path)
        _reject(posts, path, remedy)
    else:
        posts.entries.append(Entry(path, file, (state.st_mtime_ns, state.st_size)))


def _is_download(file: Path) -> bool:
    """Return whether a text is named by an article beside it, and so is no article itself."""
    if file.suffix.lower() != ".txt":
        return False
    name = file.name.encode("utf-8", "surrogateescape")
    names = (name, quote(name).encode())
    articles = (other for other in file.parent.iterdir() if other.name.endswith(ENDINGS))
    return any(each in _text(other) for other in articles for each in names)


def _text(file: Path) -> bytes:
    """Return what an ordinary file holds; a pipe would never end."""
    try:
        with open(file, "rb", opener=_without_waiting) as opened:  # Path has no opener
            is_file = stat.S_ISREG(os.fstat(opened.fileno()).st_mode)
            return opened.read(LARGEST) if is_file else b""
    except OSError:
        return b""


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; of a pipe nobody may ever write into the other end."""
    return os.open(path, flags | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))


def is_draft(path: str) -> bool:
    """Return whether a file lies in a folder of drafts, or in one that only seems to be one."""
    return any(map(_means_drafts, path.split("/")[:-1]))


def _means_drafts(name: str) -> bool:
    """Return whether a folder's name says nothing but that it has drafts: _Drafts, draft, drafts-2."""
    letters = re.sub(r"[\W\d_]", "", unicodedata.normalize("NFKC", name)).casefold()
    return letters in {"draft", "drafts"}


def _reject(posts: Posts, path: str, remedy: str) -> None:
    """Note what must be mended before a file or folder can be read."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in shown)
    posts.faults.append((shown, Fault(1, "file", remedy, fatal=True)))
