"""The style sheet that is made from data: colors of the site and of its topics, and counts in the navigation.

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

    from sphinx_kb.site.settings import Settings

TOPIC_CSS = "kb-topics.css"


def css_rules(app: Sphinx) -> Iterator[str]:
    """Yield the rules of the sheet."""
    yield from _own_colors(CatalogDomain.of(app.env).site.settings)
    for slug, topic in CatalogDomain.of(app.env).site.topics.items():
        yield f".kb-topic-{slug} {{ --kb-hue: {topic.color}; }}\n"
    for page, count in navigation.counts(app.env).items():
        yield f'[data-kb-count="{page}"]::after {{ content: "{count}"; }}\n'


def _own_colors(settings: Settings) -> Iterator[str]:
    """Yield the colors of links and marks that the owner has chosen."""
    for selector, color in (
        ('html, html[data-theme="light"]', settings.color), ('html[data-theme="dark"]', settings.color_dark),
    ):  # fmt: skip
        if color:
            names = ("primary", "secondary", "accent", "link")
            own = "".join(f" --pst-color-{name}: {color};" for name in names)
            hover = f"color-mix(in srgb, {color} 75%, var(--pst-color-text-base))"
            soft = f"color-mix(in srgb, {color} 12%, var(--pst-color-background))"
            yield (
                f"{selector} {{{own} --pst-color-link-hover: {hover};"
                f" --pst-color-link-higher-contrast: {hover}; --pst-color-primary-bg: {soft}; }}\n"
            )


@after_success(*WEB)
def write_topic_css(app: Sphinx) -> None:
    """Write the sheet."""
    OutputManifest.of(app.env).write(app, f"_static/{TOPIC_CSS}", "".join(css_rules(app)).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_topic_css)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
