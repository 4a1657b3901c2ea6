"""Files of the site by their names, wherever an article writes them: in Markdown, in HTML, in a directive.

A name is read as it is written, and without its ``%20``: whichever is there. A link in HTML to a file
becomes the same download as a link in Markdown.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.transforms import SphinxTransform

from sphinx_kb.article.raw_yaml import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

IS_NAMED = "kb_names_files"  # of a document that is read: whether it may name files in such ways
MARKS = ("%", "<a", "<A", "[[", "figure", "image", "img-")
_LINK = re.compile(r'(<a\b[^<>]*\shref="[^"]*"[^<>]*>|</a>)')
_HREF = re.compile(r'\shref="([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\Z")


def names(written: str) -> Iterator[str]:
    """Yield the names that an address may stand for, the likelier one first."""
    for name in dict.fromkeys((unquote(written), written)):
        if not CONTROL.search(name):
            yield name


def find(env: BuildEnvironment, docname: str, written: str) -> str:
    """Return the name of the file that is there, as Sphinx takes it, or ""."""
    for name in names(written):
        try:
            if Path(env.relfn2path(name, docname)[1]).is_file():
                return name
        except (OSError, ValueError):
            continue
    return ""


class FindFiles(SphinxTransform):
    """Give pictures and links to files the names of files. It runs before files are checked (6)."""

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Look at every picture, and at every link in HTML."""
        docname = self.env.current_document.docname
        if not self.env.current_document.get(IS_NAMED):
            return
        for image in self.document.findall(nodes.image):
            if "%" in image["uri"] and not _ELSEWHERE.match(image["uri"]):
                likely = next(names(image["uri"]), image["uri"])
                image["uri"] = find(self.env, docname, image["uri"]) or likely
        parents = {
            id(raw.parent): raw.parent
            for raw in self.document.findall(nodes.raw)
            if "<a " in raw.astext() and self.files_of(raw.astext())
        }
        for parent in parents.values():
            parent[:] = self.linked(parent.children)

    def files_of(self, html: str) -> list[str]:
        """Return the files that a piece of HTML links to."""
        return [file for tag in _LINK.findall(html) if (file := self.file_of(tag))]

    def file_of(self, tag: str) -> str:
        """Return the file that a tag links to, or ""."""
        href = _HREF.search(tag)
        written = unescape(href[1]) if href else ""
        if not href or _ELSEWHERE.match(written):
            return ""
        docname = self.env.current_document.docname
        found = find(self.env, docname, written)
        return (
            "" if not found or self.env.path2doc(self.env.relfn2path(found, docname)[0]) else found
        )

    def linked(self, children: list[nodes.Node]) -> list[nodes.Node]:
        """Return the parts of a text, those of such a link within it."""
        result: list[nodes.Node] = []
        link: download_reference | None = None
        for part in self.parts(children):
            tag = part.astext() if isinstance(part, nodes.raw) else ""
            if link is None and (file := self.file_of(tag) if tag.startswith("<a ") else ""):
                link = download_reference(
                    "", "", refdomain=None, reftype="myst", refexplicit=True, reftarget=file,
                    refdoc=self.env.current_document.docname,
                )  # fmt: skip
                link.source, link.line = part.source, part.line
                result.append(link)
            elif link is not None and tag == "</a>":
                link = None
            elif link is not None:
                link.append(part)
            else:
                result.append(part)
        return result

    def parts(self, children: list[nodes.Node]) -> Iterator[nodes.Node]:
        """Yield the parts of a text, its HTML divided at the tags of links."""
        for child in children:
            if isinstance(child, nodes.raw) and _LINK.search(child.astext()):
                for text in filter(None, _LINK.split(child.astext())):
                    raw = nodes.raw("", text, format="html")
                    raw.source, raw.line = child.source, child.line
                    yield raw
            else:
                yield child


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(FindFiles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
