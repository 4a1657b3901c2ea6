"""What a build need not do: the one room for what we change in our dependencies to save time.

Each change has its reason here, and a test that fails when it is no longer needed.
"""

from __future__ import annotations

import atexit
import gc
import logging
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import OptionParser
from jinja2 import FileSystemBytecodeCache
from myst_parser.mdit_to_docutils import base
from sphinx import builders
from sphinx.builders import Builder, html
from sphinx.search import IndexBuilder
from sphinx.util import docutils as sphinx_docutils

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# Objects made before the youngest generation is collected, and collections of it before the
# next one. A build makes few cycles; Python's own (700, 10, 10) cost a fifth of its time.
THRESHOLDS = (50_000, 20, 50)
MAKE_DOCUMENT = cache(base.make_document)  # wrapped once, however many builds a process runs
THEMES = ("pydata_sphinx_theme", "sphinx_book_theme")


def collect_less() -> None:
    """Let the garbage collector look less often, and never at what is loaded already."""
    gc.unfreeze()  # what an earlier build in this process left
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    atexit.register(gc.freeze)  # and do not look through everything once more to leave


def drop_theme_handlers(app: Sphinx) -> None:
    """Take away what the themes do for each page: we draw the frame ourselves.

    They draw each part once more to see whether it is empty, and parse the contents with
    BeautifulSoup (pydata-sphinx-theme's utils.py and toctree.py).
    """
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler.__module__.startswith(THEMES):
            app.disconnect(listener.id)


def make_document_once() -> None:
    """Keep MyST from making a document that it throws away, with an option parser, per text.

    ``setup_render`` evaluates ``options.get("document", make_document())`` whether or not there
    is a document. The one made here is never written to, for we always give one.
    """
    base.make_document = MAKE_DOCUMENT


def keep_what_was_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the collector pass over what was read: it stays to the end.

    The processes that write then share its memory with this one, for nobody writes to it.
    """
    gc.freeze()


def option_parser_once() -> None:
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


def draw_contents_once() -> None:
    """Keep Sphinx from drawing a page's contents for templates that do not show them.

    ``StandaloneHTMLBuilder.get_doc_context`` copies and renders them for ``localtoc.html``. Ours
    come from ``env.tocs`` (_ext/article_page.py).
    """
    html.document_toc = lambda env, docname, tags: nodes.paragraph()  # type: ignore[attr-defined]


def prune_by_sets() -> None:
    """Keep Sphinx from going through all pages for each word of its index.

    ``dump_search_index`` prunes by ``env.all_docs``, a dict, and a set that is intersected with
    anything but a set looks at each element of that: the cost grows with words times pages.
    """
    prune = IndexBuilder.prune
    if not hasattr(prune, "__wrapped__"):

        @wraps(prune)
        def by_sets(self: IndexBuilder, docnames: Iterable[str]) -> None:
            prune(self, frozenset(docnames))

        IndexBuilder.prune = by_sets  # type: ignore[method-assign]


def read_in_one_go() -> None:
    """Let each process that reads take its whole share at once.

    Each task sends the whole environment back, with all that was read before it started: the cost
    of ``Builder._read_parallel`` grows with pages times tasks. (Tasks that write send nothing.)
    """
    module: Any = builders
    read, chunks = Builder._read_parallel, module.make_chunks
    if not hasattr(read, "__wrapped__"):

        @wraps(read)
        def read_parallel(self: Builder, docnames: list[str], nproc: int) -> None:
            size = -(-len(docnames) // nproc)
            module.make_chunks = lambda names, nproc: [
                names[start : start + size] for start in range(0, len(names), size)
            ]
            try:
                read(self, docnames, nproc)
            finally:
                module.make_chunks = chunks

        Builder._read_parallel = read_parallel  # type: ignore[method-assign]


def log_less(app: Sphinx) -> None:
    """Do not make records of what nobody asked to see: two for each event of each page."""
    if not app.verbosity:
        logging.getLogger("sphinx").setLevel(logging.INFO)


def keep_templates(app: Sphinx) -> None:
    """Compile each template once, not in each process that writes, and do not look for newer ones."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None:
        folder = app.doctreedir / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
        environment.auto_reload = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Save the time."""
    collect_less()
    make_document_once()
    option_parser_once()
    draw_contents_once()
    prune_by_sets()
    read_in_one_go()
    log_less(app)
    app.connect("builder-inited", drop_theme_handlers)  # the builder has loaded the themes
    app.connect("builder-inited", keep_templates)
    app.connect("env-updated", keep_what_was_read, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
