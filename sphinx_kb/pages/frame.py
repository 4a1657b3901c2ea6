"""The scripts and style sheets of a page: what it uses, and nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.pages import theme_options, tools, topic_css
from sphinx_kb.theme import publish

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HIGHLIGHTING = "pygments.css"
LISTS = "kb-lists.css"  # of pages that are no articles
SHEETS = {  # in their order: the sheet -> the mark of a page that needs it
    "theme.css": "",
    "boxes.css": "",  # these two where a class of ``BOXES`` stands
    "asides.css": "",
    HIGHLIGHTING: 'class="highlight',
    "design.css": 'class="sd-',
    "kb.css": "",
    topic_css.TOPIC_CSS: "",
}
BOXES = {  # a sheet -> the classes that it is for
    "boxes.css": re.compile("admonition(?:-title)?"),
    "asides.css": re.compile("(?:sidebar|topic)(?:-title)?|margin|epigraph|pull-quote|attribution"),
}
DESIGN, WHOLE_DESIGN = "design.css", "sphinx-design.min.css"
DESIGN_CLASSES = re.compile(  # what design.css has: it is made by tools/theme_css.py
    r"""
    sd-(sphinx-override | tab-(set|label|content) | dropdown | summary-[a-z-]+
       | card(-(body|title|text|header|footer|hover|img(-top|-bottom)?))? | stretched-link
       | hide-link-text | container-fluid | row(-cols(-(xs|sm|md|lg|xl))?-\d+)?
       | col(-(xs|sm|md|lg|xl))?(-\d+|-auto)? | g[xy]?(-(xs|sm|md|lg|xl))?-\d | d-flex-(row|column)
       | w-100 | shadow-(sm|md) | m[bt]-\d | font-weight-bold)
    | docutils | margin
    """,
    re.VERBOSE,
)
_BOX = {name: re.compile(rf'class="(?:[^"]* )?(?:{of.pattern})[" ]') for name, of in BOXES.items()}
_CLASSES = re.compile(r'class="([^"]*\bsd-[^"]*)"')
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


def sheets(body: str) -> list[str]:
    """Return the sheets that the body of a page needs, in their order."""
    named = {name for names in _CLASSES.findall(body) for name in names.split()}
    whole = any(name.startswith("sd-") and not DESIGN_CLASSES.fullmatch(name) for name in named)
    needed = [
        name
        for name, mark in SHEETS.items()
        if mark in body and (name not in _BOX or _BOX[name].search(body))
    ]
    return [WHOLE_DESIGN if name == DESIGN and whole else name for name in needed]


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
    context["kb_sheets"] = sheets(body)
    if pagename not in CatalogDomain.of(app.env).articles:
        context["kb_sheets"].append(LISTS)
    context["kb_sheets"] += tools.sheets(used)
    context["kb_scripts"] = list(filter(None, [tools.script(tools.at_once(used))]))
    context["kb_later"] = tools.script(tools.later(used))
    context["kb_sheets"] += theme_options.files(app.config.html_css_files)
    if os.environ.get("READTHEDOCS") == "True":
        context["kb_scripts"].append("kb-versions.js")
    context["kb_scripts"] += theme_options.files(app.config.html_js_files)
    context["kb_wide"] = doctree is None
    own = str(context.get("metatags", ""))
    context["metatags"] = POLICY_TAG + own.replace(VIEWPORT, "")
    context["script_files"] = []
    context["pageurl"] = None  # page-meta.html tells the address, once


@after_success(*WEB)
def minify_highlighting(app: Sphinx) -> None:
    """Minify the sheet of colored code, once the theme has written it for both color modes."""
    publish.rewrite_file(Path(app.outdir) / "_static" / HIGHLIGHTING)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the choice, and the end of the sheet that the theme writes last."""
    app.connect("html-page-context", set_page_assets, priority=900)  # after all that adds to a page
    app.connect("build-finished", minify_highlighting, priority=600)  # the theme's: 500
    return {"parallel_read_safe": True, "parallel_write_safe": True}
