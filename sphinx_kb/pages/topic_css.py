"""The style sheet that is made from data: each topic's color, and the counts in the navigation.

A count that stood in the pages would have all of them written again for each new article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.pages import navigation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

TOPIC_CSS = "kb-topics.css"


def css_rules(app: Sphinx) -> Iterator[str]:
    """Yield the rules of the sheet."""
    for slug, topic in CatalogDomain.of(app.env).site.topics.items():
        yield f".kb-topic-{slug} {{ --kb-hue: {topic.color}; }}\n"
    for page, count in navigation.counts(app.env).items():
        yield f'[data-kb-count="{page}"]::after {{ content: "{count}"; }}\n'


@after_success(*WEB)
def write_topic_css(app: Sphinx) -> None:
    """Write the sheet."""
    OutputManifest.of(app.env).write(app, f"_static/{TOPIC_CSS}", "".join(css_rules(app)).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_topic_css)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
