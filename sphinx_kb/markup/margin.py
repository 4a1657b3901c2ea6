"""Notes in the margin, whatever is built: the theme has their directive, and only pages have a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import is_directive_registered
from sphinx_book_theme.directives import Margin

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAME = "margin"


def add_directive(app: Sphinx) -> None:
    """Add the directive for a builder without a theme, as that of the e-book is."""
    if not is_directive_registered(NAME):
        app.add_directive(NAME, Margin)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment at which the theme has been loaded."""
    app.connect("builder-inited", add_directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
