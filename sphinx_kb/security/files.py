"""The files that a page brings into the site: real ones, inside it, of allowed types.

Pictures and links to files are looked at before Sphinx collects them. What may not be published is
left out of its page, with its words in its place, and its author is told. What lies among the files
of articles is looked at whoever shows it: it may have come with an article.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.transforms import SphinxTransform

from sphinx_kb.article.files import (
    FOLDERS,
    SAVE,
    find,
    lexical,
    missing,
    unpublished,
)
from sphinx_kb.article.files import SUFFIXES as PICTURES
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security.alternatives import show_words
from sphinx_kb.security.file_policy import (
    DOWNLOADS,
    OUTSIDE,
    fault,
    is_there,
    not_a_file,
    shortened,
)
from sphinx_kb.security.html_values import is_web
from sphinx_kb.security.links import is_link
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util._files import FilenameUniqDict
    from sphinx.util.typing import ExtensionMetadata

NO_LINK = "write a link with http, https, mailto or tel, or to a page of the site"


class CheckFiles(SphinxTransform):
    """Leave out what may not be published.

    It runs before docutils and Sphinx look at pictures (from 10 on).
    """

    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Check every picture and every link to a file."""
        docname = self.env.current_document.docname
        is_article = docname in CatalogDomain.of(self.env).articles
        for node in list(self.document.findall(nodes.Element)):
            remedy = ""
            if isinstance(node, nodes.image):
                remedy = self.check(docname, node, "uri", PICTURES, is_article)
            elif isinstance(node, download_reference):
                remedy = self.check(docname, node, "reftarget", DOWNLOADS, is_article)
            elif isinstance(node, nodes.reference) and is_article:
                remedy = "" if is_link(node.get("refuri", "")) else NO_LINK
            if remedy:
                warn("file", remedy, _place(node, docname))
                show_words(node)

    def check(
        self,
        docname: str,
        node: nodes.Element,
        name: str,
        allowed: frozenset[str],
        is_article: bool,
    ) -> str:
        """Return what to do about a file that a node names, or "" if it may be published."""
        written = node[name]
        if isinstance(node, nodes.image):
            written = node[name] = of_mode(node, written)
        if is_article and (remedy := _no_file(written)):
            return remedy
        root = Path(self.env.srcdir)
        inside = lexical(docname, written)
        if not is_article and not (inside and inside.parts[0] in FOLDERS):
            return ""
        if not inside:
            return OUTSIDE
        if isinstance(node, nodes.image) and "*" not in written and not is_there(root / inside):
            try:
                inside = PurePosixPath(find(root, docname, written))
                node[name] = f"/{inside}"
            except FileNotFoundError:
                return missing(root, written) if is_article else ""
            except ValueError as error:
                return str(error)
        path = str(root / inside)
        return (
            fault(root, path, allowed)
            or not_a_file(path, str(inside))
            or unpublished(shortened(str(inside)), docname)
        )


def of_mode(node: nodes.Element, written: str) -> str:
    """Return the path of a picture for one color mode, as GitHub writes it, and show it in that mode alone."""
    if found := re.fullmatch(r"(.+)#(?:gh-)?(?:only-)?(dark|light)(?:-mode-only)?", written):
        node["classes"].append(f"only-{found[2]}")
        return str(found[1])
    return written


def _no_file(written: str) -> str:
    """Return what to do about an address that names no file of the site, or several."""
    if is_web(written):
        return SAVE
    if written.startswith(("data:", "//")) or "://" in written or not is_link(written):
        return f"save the picture under assets/ and name that file, not '{shortened(written)}'"
    return f"name one file, not '{shortened(written)}'" if "*" in written else ""


def check_found(app: Sphinx, doctree: nodes.document) -> None:
    """Look again, at what Sphinx found for each picture.

    It looks for one in the site's language, picture.en.png, and tells of one that is missing:
    where the writer of HTML finds no picture, it would look for one beside the place of the build.
    """
    docname = app.env.current_document.docname
    is_article = docname in CatalogDomain.of(app.env).articles
    for node in list(doctree.findall(nodes.image)):
        found: dict[str, str] = node.get("candidates", {})
        paths = [path for path in found.values() if is_article or path.startswith(FOLDERS)]
        remedy = ""
        for path in paths:
            full = str(app.srcdir / path)
            remedy = remedy or fault(Path(app.srcdir), full, PICTURES) or not_a_file(full, path)
        if remedy:
            warn("file", remedy, _place(node, docname))
            for path in paths:
                _forget(app.env.images, docname, path)
        if remedy or (is_article and found.get("*", "") not in app.env.images):
            show_words(node)


def _forget(images: FilenameUniqDict, docname: str, path: str) -> None:
    """Forget that a page shows a picture, which Sphinx has noted."""
    pages, name = images.get(path, (set(), ""))
    pages.discard(docname)
    if not pages and path in images:
        del images[path]
        images._existing.discard(name)


def _place(node: nodes.Node, docname: str) -> tuple[str, int]:
    """Return the place of a node in its article's file."""
    at: nodes.Node | None = node
    while at is not None and not at.line:
        at = at.parent
    return f"{docname}.md", (at.line if at is not None and at.line else 1)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform, and the second look."""
    app.add_transform(CheckFiles)
    app.connect("doctree-read", check_found)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
