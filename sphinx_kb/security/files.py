"""The files that an article brings into the site: real ones, inside it, of allowed types.

Pictures and links to files are looked at before Sphinx collects them. An article with one that
is unsafe is left out whole; where a file only cannot be shown, its words are.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.transforms import SphinxTransform

from sphinx_kb.article import svg
from sphinx_kb.article.files import FOLDERS, LARGEST, unpublished
from sphinx_kb.article.files import SUFFIXES as PICTURES
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security.links import is_link
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LONGEST = 80  # characters of a path in a warning
DOWNLOADS = PICTURES | {
    ".csv", ".txt", ".pdf", ".json", ".xlsx", ".ods", ".docx", ".odt", ".pptx", ".odp", ".ics",
    ".zip",
}  # fmt: skip


class CheckFiles(SphinxTransform):
    """Refuse an article that names a file it may not publish.

    It runs before docutils and Sphinx look at pictures (from 10 on).
    """

    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Check every picture and every link to a file."""
        docname = self.env.current_document.docname
        catalog = CatalogDomain.of(self.env)
        if docname not in catalog.articles:
            return
        for node in list(self.document.findall()):
            remedy = harmless = ""
            if isinstance(node, nodes.image):
                remedy, harmless = self.check(docname, node["uri"], PICTURES)
            elif isinstance(node, download_reference):
                remedy, harmless = self.check(docname, node["reftarget"], DOWNLOADS)
            elif isinstance(node, nodes.reference) and not is_link(node.get("refuri", "")):
                remedy = "write a link with http, https or mailto, or to a page of the site"
            if remedy:
                catalog.reject(docname)
            if remedy or harmless:
                warn("file", remedy or harmless, _place(node, docname))
                show_words(node)

    def check(self, docname: str, written: str, allowed: frozenset[str]) -> tuple[str, str]:
        """Return what to do about a file that is unsafe, and about one that cannot be shown."""
        if "://" in written or written.startswith(("//", "data:")) or not is_link(written):
            remedy = f"save the picture under assets/ and name that file, not '{_short(written)}'"
            return remedy, ""
        if "*" in written:
            return f"name one file, not '{_short(written)}'", ""
        path, full = self.env.relfn2path(written, docname)
        remedy = fault(Path(self.env.srcdir), full, allowed)
        return remedy, not_a_file(full, path) or unpublished(_short(path), docname)


def fault(root: Path, full: str, allowed: frozenset[str]) -> str:
    """Return what to do about the file at a full path, or "" if it may be published."""
    path = Path(os.path.normpath(full))
    if not path.is_relative_to(root):
        return "move the file into assets/: it is outside the site"
    inside = PurePosixPath(path.relative_to(root).as_posix())
    if inside.parts[:1] and inside.parts[0] not in FOLDERS:
        return f"move '{_short(str(inside))}' into assets/"
    if remedy := _step_fault(root, inside):
        return remedy
    return _content_fault(path, inside, allowed) if path.is_file() else ""  # Sphinx misses it


def _step_fault(root: Path, inside: PurePosixPath) -> str:
    """Return what to do about a hidden or linked part of a path, or ""."""
    step = root
    for part in inside.parts:
        step /= part
        if part.startswith("."):
            return f"rename '{_short(str(inside))}': no hidden file is published"
        if step.is_symlink():
            return f"replace the symbolic link '{_short(str(inside))}' by the file itself"
    return ""


def _content_fault(path: Path, inside: PurePosixPath, allowed: frozenset[str]) -> str:
    """Return what to do about a file's type, size or drawing, or ""."""
    if inside.suffix.lower() not in allowed:
        types = " ".join(sorted(allowed))
        return f"'{_short(inside.name)}': link to a file of one of the types {types}"
    if path.stat().st_size > LARGEST:
        return f"make '{_short(inside.name)}' smaller than 10 MB"
    if inside.suffix.lower() == ".svg":
        for line, remedy in svg.faults(path.read_bytes()):
            return f"{inside}, line {line}: {remedy}"
    return ""


def not_a_file(full: str, path: str) -> str:
    """Return what to do about a folder, pipe or device in a file's place, which nobody may open."""
    try:
        state = os.lstat(full)
    except (OSError, ValueError):
        return ""  # Sphinx says that it is missing
    return "" if stat.S_ISREG(state.st_mode) else f"replace '{_short(path)}' by an ordinary file"


def check_found(app: Sphinx, doctree: nodes.document) -> None:
    """Look again, at what Sphinx found for each picture of an article.

    It looks for one in the site's language, picture.en.png, and tells of one that is missing:
    where the writer of HTML finds no picture, it would look for one beside the place of the build.
    """
    docname = app.env.current_document.docname
    catalog = CatalogDomain.of(app.env)
    if docname not in catalog.articles:
        return
    for node in list(doctree.findall(nodes.image)):
        found: dict[str, str] = node.get("candidates", {})
        path = found.get("*", "")
        full = str(app.srcdir / path)
        remedy = fault(Path(app.srcdir), full, PICTURES)
        if remedy:
            catalog.reject(docname)
        if remedy or (remedy := not_a_file(full, path) if path else ""):
            warn("file", remedy, _place(node, docname))
        if remedy or path not in app.env.images:
            show_words(node)


def show_words(node: nodes.Node) -> None:
    """Put what a picture or a file would have been in words in its place.

    Sphinx takes for granted that a link outside of a text has a picture in it.
    """
    if isinstance(node, download_reference):
        node.parent.replace(node, node.children if node.get("refexplicit") else [])
    elif isinstance(node, nodes.image):
        words: nodes.Element = nodes.inline("", node.get("alt", ""), classes=["kb-no-picture"])
        place: nodes.Element = node
        link = node.parent
        if isinstance(link, nodes.reference) and not isinstance(link.parent, nodes.TextElement):
            place, words = link, nodes.paragraph("", "", words)
        place.replace_self(words)


def _place(node: nodes.Node, docname: str) -> tuple[str, int]:
    """Return the place of a node in its article's file."""
    at: nodes.Node | None = node
    while at is not None and not at.line:
        at = at.parent
    return f"{docname}.md", (at.line if at is not None and at.line else 1)


def _short(text: str) -> str:
    """Return a path that fits on a line."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform, and the second look."""
    app.add_transform(CheckFiles)
    app.connect("doctree-read", check_found)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
