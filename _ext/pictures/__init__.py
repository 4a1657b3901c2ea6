"""Pictures: covers and those in texts, in the size and the format that a reader's screen needs.

Nothing that a camera notes is published. An article without a picture gets a drawn cover, and
one without a photograph a card to be shared by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from _ext.pictures.domain import PictureDomain
from _ext.pictures.publish import publish_first, publish_last
from _ext.pictures.survey import survey
from _ext.pictures.texts import ShowPictures, text_picture, visit_picture
from _ext.pictures.written_html import TakeOver

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the pictures in texts; connect the making and the publishing."""
    app.setup_extension("_ext.raw_html")  # rebuilds the HTML that TakeOver reads
    app.setup_extension("_ext.shown")
    app.setup_extension("_ext.tidy")
    app.add_domain(PictureDomain)
    app.add_node(text_picture, html=(visit_picture, None))
    app.add_transform(TakeOver)
    app.add_post_transform(ShowPictures)
    app.connect("env-updated", survey, priority=300)  # before pages compare what they show
    app.connect("write-started", publish_first)
    app.connect("build-finished", publish_last)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
