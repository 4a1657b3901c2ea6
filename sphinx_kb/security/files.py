"""The files that an article brings into the site: real ones, inside it, of allowed types.

Pictures and links to files are looked at before Sphinx collects them; an article with a
wrong one is left out whole.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.transforms import SphinxTransform

from sphinx_kb.article import svg
from sphinx_kb.article.files import FOLDERS, LARGEST
from sphinx_kb.article.files import SUFFIXES as PICTURES
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security.allowlist import is_link
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
        for node in self.document.findall():
            remedy = ""
            if isinstance(node, nodes.image):
                remedy = self.check(docname, node["uri"], PICTURES)
            elif isinstance(node, download_reference):
                remedy = self.check(docname, node["reftarget"], DOWNLOADS)
            elif isinstance(node, nodes.reference) and not is_link(node.get("refuri", "")):
                remedy = "write a link with http, https or mailto, or to a page of the site"
            if remedy:
                catalog.reject(docname)
                warn("file", remedy, _place(node, docname))
            if remedy and isinstance(node, nodes.image):
                node["uri"] = "data:,"  # or Sphinx would open the file, to learn its type

    def check(self, docname: str, written: str, allowed: frozenset[str]) -> str:
        """Return what to do about a file, or nothing if it may be published or is not there."""
        if "://" in written or written.startswith(("//", "data:")) or not is_link(written):
            return f"save the picture under assets/ and name that file, not '{_short(written)}'"
        if "*" in written:
            return f"name one file, not '{_short(written)}'"
        _, full = self.env.relfn2path(written, docname)
        return fault(Path(self.env.srcdir), full, allowed)


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


def check_found(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse an article for which Sphinx found another file than the one that it names.

    It looks for one in the site's language beside each picture: picture.en.png.
    """
    docname = app.env.current_document.docname
    catalog = CatalogDomain.of(app.env)
    if docname not in catalog.articles:
        return
    for node in doctree.findall(nodes.image):
        found: dict[str, str] = node.get("candidates", {})
        for path in set(found.values()):
            if remedy := fault(Path(app.srcdir), str(app.srcdir / path), PICTURES):
                catalog.reject(docname)
                warn("file", remedy, _place(node, docname))


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
