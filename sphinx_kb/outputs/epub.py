"""The e-book: every page is well-formed XHTML, and it holds what this build wrote and no more.

Sphinx packs all that lies in the output, an article that was withdrawn and the doctrees too,
and takes for granted that templates and bodies are XML.
"""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from bs4 import BeautifulSoup
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util.osutil import relative_uri

from sphinx_kb import theme
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental import manifest
from sphinx_kb.outputs.epub_svg import svg_1_1
from sphinx_kb.outputs.page_text import DONE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

TEMPLATES = theme.TEMPLATES / "epub"
SHEET = "kb-book.css"
SHEETS = ("epub.css", "pygments.css", SHEET)
NAMESPACES = {
    "math": "http://www.w3.org/1998/Math/MathML",
    "svg": "http://www.w3.org/2000/svg",
}
CASED = {
    name.lower(): name for name in ("preserveAspectRatio", "viewBox")
}  # of drawings: HTML folds them
_LATER = {"fetchpriority"}  # attributes that the HTML of e-books does not know
_RESOURCE = re.compile(r"url\(\s*[\"']?(?![a-z]+:|#)([^\"')]+)")  # that a sheet names
_PAGE = re.compile(r'<item id="[^"]*" href="([^"]+)" media-type="application/xhtml\+xml"(?= />)')
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


def xhtml(page: str) -> str:
    """Return a page of HTML as well-formed XHTML; a task has its box in text."""
    soup = BeautifulSoup(page, "html.parser")
    for box in soup.select("input[type=checkbox]"):
        box.replace_with(DONE if box.has_attr("checked") else OPEN)
    for name, namespace in NAMESPACES.items():
        for element in soup.find_all(name):
            element["xmlns"] = namespace
    for element in soup.find_all(True):
        for name in _LATER & element.attrs.keys():
            del element[name]
        for name in CASED.keys() & element.attrs.keys():
            element[CASED[name]] = element.attrs.pop(name)
    return _FORBIDDEN.sub("", soup.decode(formatter="minimal"))


class BookTemplates(theme.Templates):
    """The template loader of the e-book: its own templates stand before those of the site."""

    first = TEMPLATES


class Book(Epub3Builder):
    """Sphinx's builder of e-books, for this site."""

    def create_template_bridge(self) -> None:
        """Take the templates of the book before those of the site."""
        self.templates = BookTemplates()

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Write the book's own style sheet, which every page links."""
        super().prepare_writing(docnames)
        self.globalcontext["kb_book_sheets"] = SHEETS
        sheet = self.templates.render("book.css", {})
        manifest.OutputManifest.of(self.env).write(self.app, f"_static/{SHEET}", sheet.encode())

    def handle_page(
        self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", **more: Any
    ) -> None:
        """Write a page as XHTML; its links to itself lead to it, which Sphinx's own do not."""
        own = self.get_target_uri(pagename)

        def pathto(other: str, resource: bool = False) -> str:
            address = other if resource else self.get_target_uri(other)
            return relative_uri(own, address) or posixpath.basename(own)

        super().handle_page(pagename, addctx | {"pathto": pathto}, templatename, **more)
        path = Path(more.get("outfilename") or self.get_output_path(pagename))
        path.write_text(xhtml(path.read_text("utf-8")), "utf-8")

    def toc_add_files(self, refnodes: list[dict[str, Any]]) -> None:
        """Add the articles to the contents, the newest first: no toctree names them."""
        super().toc_add_files(refnodes)
        known = {node["refuri"] for node in refnodes}
        refnodes.extend(node for node in self._articles() if node["refuri"] not in known)

    def _articles(self) -> Iterator[dict[str, Any]]:
        """Yield the articles as entries of the contents."""
        catalog = CatalogDomain.of(self.env)
        for docname in catalog.collections.newest_first:
            title = escape(catalog.articles[docname].title)
            yield {"level": 1, "refuri": docname + self.out_suffix, "text": title}

    def build_content(self) -> None:
        """List what this build wrote; of the style sheets, those that pages link, and what they name."""
        written = manifest.current_files(self.app)
        packed = {path for path in written if not path.startswith("_static/")} | self._styles()
        files = (path for path in self.outdir.rglob("*") if path.is_file())
        there = [path.relative_to(self.outdir).as_posix() for path in files]
        others = [name for name in there if name not in packed]
        self.config.epub_exclude_files = [*self.config.epub_exclude_files, *others]
        for name in there:
            if name in packed and name.endswith(".svg"):
                drawing = self.outdir / name
                drawing.write_text(svg_1_1(drawing.read_text("utf-8")), "utf-8", newline="\n")
        super().build_content()
        self._declare_properties()

    def _styles(self) -> set[str]:
        """Return the style sheets that pages link, and what these name."""
        sheets = {f"_static/{name}" for name in SHEETS}
        for sheet in sorted(sheets):
            for name in _RESOURCE.findall((self.outdir / sheet).read_text("utf-8")):
                sheets.add(posixpath.normpath(posixpath.join("_static", name.strip())))
        return sheets

    def _declare_properties(self) -> None:
        """Say in the package which pages have formulas or drawings: readers prepare for them."""
        package = self.outdir / "content.opf"

        def declared(item: re.Match[str]) -> str:
            page = (self.outdir / unquote(unescape(item[1]))).read_text("utf-8")
            marks = {"<math": "mathml", "<svg": "svg"}
            found = " ".join(name for mark, name in marks.items() if mark in page)
            return f'{item[0]} properties="{found}"' if found else item[0]

        package.write_text(_PAGE.sub(declared, package.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the book's builder in the place of Sphinx's."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.add_builder(Book, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
