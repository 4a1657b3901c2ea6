"""Reading a text: what docutils, MyST and Sphinx make anew for each, and need not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docutils.frontend import OptionParser
from myst_parser.mdit_to_docutils import base
from sphinx import builders
from sphinx.builders import Builder
from sphinx.util import docutils as sphinx_docutils

from sphinx_kb.incremental.warning_places import in_order, settle
from sphinx_kb.parallel import chunks, use_processes
from sphinx_kb.patches.patch import Patch, wrap_method

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.application import Sphinx

MAKE_DOCUMENT = cache(base.make_document)  # wrapped once, however many builds a process runs


def make_document_once(_: Sphinx) -> None:
    """Keep MyST from making a document that it throws away, with an option parser, per text.

    ``setup_render`` evaluates ``options.get("document", make_document())`` whether or not there
    is a document. The one made here is never written to, for we always give one.
    """
    base.make_document = MAKE_DOCUMENT


def option_parser_once(_: Sphinx) -> None:
    """Keep Sphinx from making docutils' parser of command lines anew for each file.

    ``sphinx.util.docutils._get_settings`` makes one, with some hundred options, only to ask it
    for the defaults. They are the same for each kind of parser.
    """

    @cache
    def made(components: tuple[Any, ...]) -> tuple[OptionParser, dict[str, Any]]:
        parser = OptionParser(components=components, read_config_files=True)
        return parser, dict(parser.defaults)

    def option_parser(
        components: Sequence[Any], defaults: dict[str, Any], read_config_files: bool
    ) -> OptionParser:
        if not read_config_files:
            return OptionParser(components=components, defaults=defaults)
        kinds = (part if isinstance(part, type) else type(part) for part in components)
        parser, own = made(tuple(kinds))
        parser.defaults = own | defaults
        return parser

    sphinx_docutils.OptionParser = option_parser  # type: ignore[assignment, attr-defined]


def read_in_one_go(_: Sphinx) -> None:
    """Let each process that reads take its whole share at once, and few pages be read here.

    Each task sends the whole environment back, with all that was read before it started: the cost
    of ``Builder._read_parallel`` grows with pages times tasks. (Tasks that write send nothing.)
    """
    module: Any = builders
    of_sphinx = module.make_chunks

    def read_parallel(
        read: Callable[..., None], builder: Builder, docnames: list[str], nproc: int
    ) -> None:
        if not use_processes(builder._app, docnames):
            builder._read_serial(docnames)
            return
        module.make_chunks = chunks
        try:
            with in_order():
                read(builder, docnames, nproc)
        finally:
            module.make_chunks = of_sphinx

    def read_doc(
        read: Callable[..., None], builder: Builder, docname: str, *, _cache: bool = True
    ) -> None:
        read(builder, docname, _cache=_cache)
        settle(docname)  # so that what several processes tell can be put in order

    wrap_method(Builder, "_read_parallel", read_parallel)
    wrap_method(Builder, "read_doc", read_doc)


PATCHES = (
    Patch(
        make_document_once,
        target="myst_parser.mdit_to_docutils.base.make_document",
        why="MyST makes a document per text that it throws away, with a parser of options",
        gain=0.041,
        tested_with={"myst-parser": "5"},
        upstream="myst-parser-make-document.md",
    ),
    Patch(
        option_parser_once,
        target="sphinx.util.docutils.OptionParser",
        why="Sphinx makes a parser of command lines per file, to ask it for its defaults",
        gain=0.026,
        tested_with={"sphinx": "9.0"},
    ),
    Patch(
        read_in_one_go,
        target="sphinx.builders.Builder._read_parallel and read_doc",
        why="each of many small tasks sends the whole environment back",
        gain=0.031,
        tested_with={"sphinx": "9.0"},
    ),
)
