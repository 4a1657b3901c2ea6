"""Drawing a page: what the themes and Sphinx do for each, and we do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache
from sphinx.builders import html

from sphinx_kb.incremental import state
from sphinx_kb.patches.patch import Patch

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEMES = ("pydata_sphinx_theme", "sphinx_book_theme")


def drop_theme_handlers(app: Sphinx) -> None:
    """Take away what the themes do for each page: we draw the frame ourselves.

    They draw each part once more to see whether it is empty, and parse the contents with
    BeautifulSoup (pydata-sphinx-theme's utils.py and toctree.py).
    """
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler.__module__.startswith(THEMES):
            app.disconnect(listener.id)


def skip_localtoc(_: Sphinx) -> None:
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


def draw_frames_alone(app: Sphinx) -> None:
    """Keep the themes from drawing what we draw."""
    app.connect("builder-inited", drop_theme_handlers)  # the builder has loaded the themes


def compile_templates_once(app: Sphinx) -> None:
    """Keep what Jinja makes of templates from one build to the next."""
    app.connect("builder-inited", cache_templates)


PATCHES = (
    Patch(
        draw_frames_alone,
        target="the themes' handlers of html-page-context",
        why="they draw each part of a page once more to see whether it is empty",
        gain=0.0,
        tested_with={"pydata-sphinx-theme": "0.20", "sphinx-book-theme": "1.4"},
    ),
    Patch(
        compile_templates_once,
        target="the environment of Jinja in sphinx.jinja2glue",
        why="each process compiles all templates, and looks for newer ones for each page",
        gain=0.0,
        tested_with={"sphinx": "9.0", "jinja2": "3"},
    ),
    Patch(
        skip_localtoc,
        target="sphinx.builders.html.document_toc",
        why="Sphinx copies and draws a page's contents for a template that we do not use",
        gain=0.0,
        tested_with={"sphinx": "9.0"},
    ),
)
