"""The scripts and style sheets of a page: what it uses, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from _ext.catalogue import CatalogueDomain
from _ext.tidy import TidyDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SHEETS = ("styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css", "pygments.css", "kb.css", "kb-topics.css")
DESIGN = "sphinx-design.min.css"


def choose(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the frame of a page its sheets, and tell it whether it has contents at its side."""
    body = str(context.get("body", ""))
    context["kb_sheets"] = [*SHEETS, *([DESIGN] if 'class="sd-' in body else [])]
    shown = bool(context.get("side_contents", True)) and doctree is not None
    shown = shown and str(context.get("toc", "")).count("<li") > 2  # the title and two headings
    context["kb_side_contents"] = shown
    if not shown:
        context["meta"] = {**(context.get("meta") or {}), "html_theme.sidebar_secondary.remove": ""}
    context["script_files"] = []


def write_topic_colors(app: Sphinx, exception: Exception | None) -> None:
    """Write the sheet that gives each topic its color."""
    if exception is not None or app.builder.format != "html":
        return
    topics = CatalogueDomain.of(app.env).site.topics
    rules = [f".kb-topic-{slug} {{ --kb-hue: {topic.color}; }}\n" for slug, topic in topics.items()]
    TidyDomain.of(app.env).write(app, "_static/kb-topics.css", "".join(rules).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the choice, and the sheet that is made from data."""
    app.setup_extension("_ext.tidy")
    app.connect("html-page-context", choose, priority=900)  # after all that adds to a page
    app.connect("build-finished", write_topic_colors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
