"""Pictures: covers and those in texts, in the size and the format that a reader's screen needs.

Nothing that a camera notes is published. An article without a picture gets a drawn cover, and
one without a photograph a card to be shared by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.pictures.collect import collect_pictures
from sphinx_kb.pictures.domain import PictureDomain
from sphinx_kb.pictures.html_images import ReplaceHtmlImages
from sphinx_kb.pictures.inline import ShowPictures, responsive_image, visit_responsive_image
from sphinx_kb.pictures.publish import publish_first, publish_last

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the pictures in texts; connect the making and the publishing."""
    app.setup_extension("sphinx_kb.security.raw_html")  # rebuilds the HTML that TakeOver reads
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.add_domain(PictureDomain)
    app.add_node(responsive_image, html=(visit_responsive_image, None))
    app.add_transform(ReplaceHtmlImages)
    app.add_post_transform(ShowPictures)
    app.connect(
        "env-updated", collect_pictures, priority=300
    )  # before pages compare what they show
    app.connect("write-started", publish_first)
    app.connect("build-finished", publish_last)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
