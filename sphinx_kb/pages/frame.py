"""The scripts and style sheets of a page: what it uses, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinx_kb.pages import theme_options, tools, topic_css

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SHEETS = {  # in their order: the sheet -> the mark of a page that needs it
    "theme.css": "",
    "pygments.css": 'class="highlight',
    "sphinx-design.min.css": 'class="sd-',
    "kb.css": "",
    topic_css.TOPIC_CSS: "",
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
HEADING_LINK = '<a class="headerlink"'  # of each heading: shown at it, and no stop of the tab key
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'  # docutils'
POLICY_TEXT = "; ".join(f"{name} {value}" for name, value in POLICY.items())
POLICY_TAG = f'<meta http-equiv="Content-Security-Policy" content="{POLICY_TEXT}">'


def set_page_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the frame of a page its sheets and its policy, and take away all else in its head."""
    body = str(context.get("body", ""))
    if body:
        context["body"] = body.replace(HEADING_LINK, f'{HEADING_LINK} tabindex="-1"')
    used = tools.on_page(body, context.get("kb_tools", ()))
    context["kb_sheets"] = [name for name, mark in SHEETS.items() if mark in body]
    context["kb_sheets"] += tools.sheets(used)
    context["kb_scripts"] = list(filter(None, [tools.script(used)]))
    context["kb_sheets"] += theme_options.files(app.config.html_css_files)
    if os.environ.get("READTHEDOCS") == "True":
        context["kb_scripts"].append("kb-versions.js")
    context["kb_scripts"] += theme_options.files(app.config.html_js_files)
    context["kb_wide"] = doctree is None
    own = str(context.get("metatags", ""))
    context["metatags"] = POLICY_TAG + own.replace(VIEWPORT, "")
    context["script_files"] = []
    context["pageurl"] = None  # page-meta.html tells the address, once


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the choice."""
    app.connect("html-page-context", set_page_assets, priority=900)  # after all that adds to a page
    return {"parallel_read_safe": True, "parallel_write_safe": True}
