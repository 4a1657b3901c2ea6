"""The covers of articles, at the addresses that they have in the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _ext.cards import picture
from _ext.catalogue import CatalogueDomain
from _ext.tidy import TidyDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the cover of every article in the site."""
    if exception is not None or app.builder.format != "html":
        return
    covers = {picture(app.env, docname) for docname in CatalogueDomain.of(app.env).articles}
    for path in sorted(filter(None, covers)):
        TidyDomain.of(app.env).write(app, path, (app.srcdir / path).read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing of the covers."""
    app.setup_extension("_ext.tidy")
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
