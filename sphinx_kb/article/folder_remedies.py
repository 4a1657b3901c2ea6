"""What to do about a file or folder of posts/ that can be no article."""

from __future__ import annotations

import stat
import unicodedata
from typing import TYPE_CHECKING

from sphinx_kb.source_names import ENDINGS

if TYPE_CHECKING:
    import os
    from pathlib import Path

LONGEST = 200  # bytes of a name, so that its page's file has room for an ending
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
    if not name.endswith(ENDINGS):
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
