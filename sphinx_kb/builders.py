"""The builders of HTML, made to write side by side from end to end.

Sphinx resolves every page, and feeds its index, in the one process that hands the pages to those
that draw them: they wait for it (``Builder._write_parallel``, and a page's whole tree goes over
to them in memory). Here a process does all that a page needs, and returns what the index needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import progress_message
from sphinx.util.fileutil import copy_asset
from sphinx.util.matching import DOTFILES

from sphinx_kb import parallel, theme
from sphinx_kb.incremental import search_index, warning_places
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.theme import publish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder
    from sphinx.util.typing import ExtensionMetadata

_OF_PAGES = ("_titles", "_filenames", "_all_titles", "_index_entries")  # docname -> what it has
_OF_WORDS = ("_mapping", "_title_mapping")  # word -> set of docnames


class WriteResult(NamedTuple):
    """What the writing of some pages leaves behind for the end of the build."""

    images: dict[str, str]  # path in the sources -> name in the output
    found: dict[str, dict[str, Any]]  # part of Sphinx's index -> what the pages add to it


class ParallelHtmlBuilder(StandaloneHTMLBuilder):
    """Writes documents, and the pages of extensions, in as many processes as it may."""

    indexer: IndexBuilder  # there is one as soon as writing is prepared

    def init(self) -> None:
        """Keep the place of each page once it is known: a build asks for it ten times."""
        super().init()
        self._places: dict[str, Path] = {}

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file of a page."""
        place = self._places.get(page_name)
        if place is None:
            place = self._places[page_name] = super().get_output_path(page_name)
        return place

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the theme's files, then the engine's over them; the site's own come after both."""
        for folder in theme.static_folders(self.theme):
            copy_asset(
                folder,
                self._static_dir,
                DOTFILES,
                context=context,
                renderer=self.templates,
                force=True,
            )
        copy_asset(theme.STATIC, self._static_dir, excluded=DOTFILES, force=True)
        publish.rewrite(Path(self._static_dir))

    def write_documents(self, docnames: Set[str]) -> None:
        """Write documents, each from its tree to its file in one process."""
        first, *names = sorted(docnames)
        if not self.parallel_ok or not parallel.use_processes(self._app, names):
            self._write_serial([first, *names])
            return
        self._write_serial([first])  # what it loads, templates above all, the others find loaded
        with warning_places.in_order(), progress_message(f"writing {len(names)} pages"):
            for left in parallel.map_in_processes(self._app, self._write_share, names):
                self.images |= left.images
                add_to_index(self.indexer, left.found)

    def _write_share(self, docnames: Sequence[str]) -> WriteResult:
        """Write some documents in another process."""
        self.images = {}
        for part in _OF_PAGES + _OF_WORDS:
            setattr(self.indexer, part, {})
        for docname in docnames:
            self.phase = BuildPhase.RESOLVING
            doctree = self.env.get_doctree(docname)
            unresolved = [*doctree.findall(pending_xref)]
            self.env.get_and_resolve_doctree(docname, self, doctree=doctree, tags=self.tags)
            self.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
            break_reference_cycles(doctree, *unresolved)
        found = {part: getattr(self.indexer, part) for part in _OF_PAGES + _OF_WORDS}
        return WriteResult(self.images, found)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a document, and settle what its writing has to tell."""
        super().write_doc(docname, doctree)
        warning_places.settle(docname)

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the pages that have to be written: all, if the index is not what we left.

        Sphinx would add to it the pages that it writes now, and go without the others.
        """
        if search_index.is_untouched(self):
            yield from super().get_outdated_docs()
        else:
            yield from self.env.found_docs

    def load_indexer(self, docnames: Set[str]) -> None:
        """Load Sphinx's index to change it, unless there is nothing to change."""
        self._keeps_index = search_index.is_current(self, docnames)
        if not self._keeps_index:
            super().load_indexer(docnames)

    def dump_search_index(self) -> None:
        """Write Sphinx's index, if it was loaded."""
        if not self._keeps_index:
            super().dump_search_index()
            search_index.save(self)

    def gen_pages_from_extensions(self) -> None:
        """Write the pages that extensions have collected, as documents are."""
        pages = [page for found in self.events.emit("html-collect-pages") for page in found]
        OutputManifest.of(self.env).add_pages(self._app, (name for name, _, _ in pages))
        for _ in parallel.map_in_processes(self._app, self._write_pages, pages):
            pass

    def _write_pages(self, pages: Sequence[tuple[str, Mapping[str, Any], str]]) -> None:
        """Write some pages."""
        for name, context, template in pages:
            self.handle_page(name, dict(context), template)


class HtmlBuilder(ParallelHtmlBuilder):
    """``html``: a page is a file."""


class DirectoryBuilder(ParallelHtmlBuilder, DirectoryHTMLBuilder):
    """``dirhtml``: a page is a folder."""


def break_reference_cycles(document: nodes.document, *removed: nodes.Element) -> None:
    """Undo the circles of a document that nobody uses any more: it is empty then.

    A node and its children hold each other, and so do the document and its nodes; those, too,
    that were ``removed`` from it and in whose place others are.
    """
    todo: list[nodes.Element] = [document, *removed]
    while todo:
        element = todo.pop()
        todo += [child for child in element.children if isinstance(child, nodes.Element)]
        element.children, element.parent = [], None
    vars(document).clear()


def add_to_index(indexer: IndexBuilder, more: dict[str, dict[str, Any]]) -> None:
    """Add to Sphinx's index what the writing of some pages has found."""
    for part in _OF_PAGES:
        getattr(indexer, part).update(more[part])
    for part in _OF_WORDS:
        known = getattr(indexer, part)
        for word, docnames in more[part].items():
            known.setdefault(word, set()).update(docnames)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builders in the place of Sphinx's own."""
    app.add_builder(HtmlBuilder, override=True)
    app.add_builder(DirectoryBuilder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
