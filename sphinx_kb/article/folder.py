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

FOLDER = "posts"
DRAFTS = "_drafts"  # in any letters, capital or small
LARGEST = 2_000_000  # bytes of an article
LONGEST = 200  # bytes of a name, so that its page's file has room for an ending
_MARKDOWN = {".markdown", ".mkdown", ".mkdn", ".mkd", ".mdown", ".mdwn"}
_OTHERS = {  # texts that are no Markdown -> what to do
    ".html": "write it as Markdown in '{}.md': HTML may stand in it",
    ".htm": "write it as Markdown in '{}.md': HTML may stand in it",
    ".rst": "write it as Markdown in '{}.md': reStructuredText is not read",
    ".adoc": "write it as Markdown in '{}.md': AsciiDoc is not read",
    ".asciidoc": "write it as Markdown in '{}.md': AsciiDoc is not read",
    ".org": "write it as Markdown in '{}.md': Org is not read",
    ".textile": "write it as Markdown in '{}.md': Textile is not read",
    ".mdx": "save it as '{}.md', without the components of MDX",
    ".qmd": "save it as '{}.md', with the results of its code",
    ".rmd": "save it as '{}.md', with the results of its code",
    ".ipynb": "save it as '{}.md', with the results of its code",
    ".txt": "save it as '{}.md' if it is an article, or move it into assets/",
}
_ALMOST = _MARKDOWN | _OTHERS.keys()


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
            if name.lower().endswith((".md", *_ALMOST)) and not _is_download(folder / name):
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
    return any(each in _text(other) for other in file.parent.glob("*.md") for each in names)


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
        remedy = _OTHERS.get(file.suffix.lower(), "rename the file to '{}.md'")
        return remedy.format(file.stem), None
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
