"""The scripts and style sheets of a page: what it uses, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from _ext.catalogue import CatalogueDomain
from _ext.tidy import TidyDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SHEETS = {  # in their order: the sheet -> the mark of a page that needs it
    "theme.css": "",
    "pygments.css": 'class="highlight',
    "sphinx-design.min.css": 'class="sd-',
    "kb.css": "",
    "kb-topics.css": "",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "manifest-src": "'self'",
}
POLICY_TEXT = "; ".join(f"{name} {value}" for name, value in POLICY.items())
POLICY_TAG = f'<meta http-equiv="Content-Security-Policy" content="{POLICY_TEXT}">'


def choose(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the frame of a page its sheets and its policy, and take all other scripts away."""
    body = str(context.get("body", ""))
    context["kb_sheets"] = [name for name, mark in SHEETS.items() if mark in body]
    context["kb_wide"] = doctree is None
    context["metatags"] = POLICY_TAG + str(context.get("metatags", ""))
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
