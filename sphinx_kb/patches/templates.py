"""Drawing a page: what the themes and Sphinx do for each, and we do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache
from sphinx.builders import html

from sphinx_kb.incremental import state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THEMES = ("pydata_sphinx_theme", "sphinx_book_theme")


def drop_theme_handlers(app: Sphinx) -> None:
    """Take away what the themes do for each page: we draw the frame ourselves.

    They draw each part once more to see whether it is empty, and parse the contents with
    BeautifulSoup (pydata-sphinx-theme's utils.py and toctree.py).
    """
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler.__module__.startswith(THEMES):
            app.disconnect(listener.id)


def skip_localtoc() -> None:
    """Keep Sphinx from drawing a page's contents for templates that do not show them.

    ``StandaloneHTMLBuilder.get_doc_context`` copies and renders them for ``localtoc.html``. Ours
    come from ``env.tocs`` (sphinx_kb/pages/article.py).
    """
    html.document_toc = lambda env, docname, tags: None  # type: ignore[assignment, attr-defined, return-value]


def cache_templates(app: Sphinx) -> None:
    """Compile each template once, not in each process that writes, and do not look for newer ones."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None:
        folder = state.folder(app) / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
        environment.auto_reload = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Save the time."""
    skip_localtoc()
    app.connect("builder-inited", drop_theme_handlers)  # the builder has loaded the themes
    app.connect("builder-inited", cache_templates)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
