"""Which files an article may publish: real ones, inside the site, of allowed types."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

from sphinx_kb.article.files import (
    FOLDERS,
    LARGEST,
    is_file,
)
from sphinx_kb.article.files import SUFFIXES as PICTURES
from sphinx_kb.article.svg_cleaned import cleaned
from sphinx_kb.article.svg_tree import Unsafe

DOWNLOADS = PICTURES | {
    ".csv", ".tsv", ".txt", ".log", ".pdf", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ics", ".epub",
    ".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt", ".pptx", ".ppt", ".odp", ".odg", ".vsdx", ".rtf",
    ".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".tar", ".pcap", ".pcapng", ".evtx", ".yar", ".yara",
    ".rules", ".sigma", ".asc", ".sig", ".pem",
}  # fmt: skip
OUTSIDE = "move the file into assets/: it is outside the site"
LONGEST = 80  # characters of a path in a warning


def is_there(full: Path) -> bool:
    """Return whether there is something at a path, if only a link that leads nowhere."""
    try:
        os.lstat(full)
    except (OSError, ValueError):
        return False
    return True


def fault(root: Path, full: str, allowed: frozenset[str]) -> str:
    """Return what to do about the file at a full path, or "" if it may be published."""
    path = Path(os.path.normpath(full))
    if not path.is_relative_to(root):
        return OUTSIDE
    inside = PurePosixPath(path.relative_to(root).as_posix())
    if inside.parts[:1] and inside.parts[0] not in FOLDERS:
        return f"move '{shortened(str(inside))}' into assets/"
    if remedy := _step_fault(root, inside):
        return remedy
    return _content_fault(path, inside, allowed) if is_file(path) else ""  # told elsewhere


def _step_fault(root: Path, inside: PurePosixPath) -> str:
    """Return what to do about a hidden or linked part of a path, or ""."""
    step = root
    for part in inside.parts:
        step /= part
        if part.startswith("."):
            return f"rename '{shortened(str(inside))}': no hidden file is published"
        if step.is_symlink():
            return f"replace the symbolic link '{shortened(str(inside))}' by the file itself"
    return ""


def _content_fault(path: Path, inside: PurePosixPath, allowed: frozenset[str]) -> str:
    """Return what to do about a file's type, size or drawing, or ""."""
    if inside.suffix.lower() not in allowed:
        types = " ".join(sorted(allowed))
        return f"'{shortened(inside.name)}': link to a file of one of the types {types}"
    if path.stat().st_size > LARGEST:
        return f"make '{shortened(inside.name)}' smaller than 10 MB"
    if inside.suffix.lower() == ".svg":
        try:
            drawing = cleaned(path.read_bytes())
        except Unsafe as error:
            return f"mend the drawing '{shortened(str(inside))}': {error}"
        if allowed is DOWNLOADS and drawing != path.read_bytes():
            return f"link to '{shortened(inside.name)}' as a PNG or PDF, or save it as a plain SVG"
    return ""


def not_a_file(full: str, path: str) -> str:
    """Return what to do about a folder, pipe or device in a file's place, which nobody may open."""
    try:
        state = os.lstat(full)
    except (OSError, ValueError):
        return ""  # Sphinx says that it is missing
    return "" if stat.S_ISREG(state.st_mode) else f"replace '{shortened(path)}' by an ordinary file"


def shortened(text: str) -> str:
    """Return a path that fits on a line."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
