"""The templates of a site, compiled once: for all processes that write, and for the next build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from sphinx_kb.incremental import state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def cache_templates(app: Sphinx) -> None:
    """Keep compiled templates beside the doctrees; while a build runs, do not look for newer ones."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None:
        folder = state.folder(app) / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
        environment.auto_reload = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment at which the builder is ready."""
    app.connect("builder-inited", cache_templates)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
