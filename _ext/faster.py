"""What a build need not do: the one room for what we change in our dependencies to save time.

Each change has its reason here, and a test that fails when it is no longer needed.
"""

from __future__ import annotations

import gc
from functools import cache
from typing import TYPE_CHECKING

from myst_parser.mdit_to_docutils import base

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

# Objects made before the youngest generation is collected, and collections of it before the
# next one. A build makes few cycles; Python's own (700, 10, 10) cost a fifth of its time.
THRESHOLDS = (50_000, 20, 50)
THEMES = ("pydata_sphinx_theme", "sphinx_book_theme")


def collect_less() -> None:
    """Let the garbage collector look less often, and never at what is loaded already."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def drop_theme_handlers(app: Sphinx, config: Config) -> None:
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
    base.make_document = cache(base.make_document)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Save the time."""
    collect_less()
    make_document_once()
    app.connect("config-inited", drop_theme_handlers, priority=900)  # after the themes are set up
    return {"parallel_read_safe": True, "parallel_write_safe": True}
