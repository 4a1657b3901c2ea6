"""The search: an index of the articles, and what the script in the page knows beside it.

What it does in the page is in _static/kb-search*.js. Without an index, and on a disk,
the script takes Sphinx's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.search.build import IndexBuild

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def describe_site(app: Sphinx, config: Config) -> None:
    """Let browsers add the search where the address of the site is known."""
    config.html_use_opensearch = config.html_baseurl.rstrip("/")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the description of the site, and the making of the search."""
    app.setup_extension("sphinx_kb.references.glossary")
    app.setup_extension("sphinx_kb.incremental.manifest")
    making = IndexBuild()
    app.connect("config-inited", describe_site)
    app.connect("html-collect-pages", making.start)
    app.connect("build-finished", making.end, priority=700)  # the engine has had its time
    return {"parallel_read_safe": True, "parallel_write_safe": True}
