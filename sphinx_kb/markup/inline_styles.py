"""Sizes that authors give to pictures, figures and columns, without a style attribute.

docutils and Sphinx write ``style="width: 33%"``, which the policy of the page does not allow:
a share becomes one of ten classes (kb.css), a length of a picture its ``width``. A style that
is neither is dropped, for the browser would not apply it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_kb.theme.lengths import COLUMN, PIXELS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_STYLED = re.compile(r"<([a-z][a-z0-9]*)\b([^<>]*?)\s+style=\"([^\"]*)\"([^<>]*)>")
_SIZE = re.compile(r"(?:^|;)\s*(width|height):\s*(\d{1,6}(?:\.\d+)?)\s*([a-z]*|%)\s*(?=;|$)")
_NATURAL = re.compile(r"\s+(width|height)=\"(\d{1,6})\"")


def without_style(html: str) -> str:
    """Return HTML with classes and attributes in the place of its style attributes."""
    return _STYLED.sub(_size_class, html) if ' style="' in html else html


def _size_class(found: re.Match[str]) -> str:
    """Return a tag without its style."""
    tag, before, style, after = found.groups()
    sizes = {name: (float(number), unit) for name, number, unit in _SIZE.findall(style)}
    attributes = before + after
    number, unit = sizes.get("width", (0.0, "?"))
    if tag == "img" and unit != "%" and unit in PIXELS:
        natural = {name: int(value) for name, value in _NATURAL.findall(attributes)}
        width = max(1, round(number * PIXELS[unit]))
        attributes = f'{_NATURAL.sub("", before)} width="{width}"'
        if "width" in natural and "height" in natural:
            attributes += f' height="{round(natural["height"] * width / max(1, natural["width"]))}"'
        attributes += _NATURAL.sub("", after)
    elif unit in PIXELS:
        share = number * PIXELS[unit] / COLUMN * 100
        tens = min(10, max(1, round(share / 10)))
        attributes = _with_class(attributes, f"kb-width-{tens}0")
    return f"<{tag}{attributes}>"


def _with_class(attributes: str, name: str) -> str:
    """Return the attributes of a tag with one more class."""
    if ' class="' in attributes:
        return attributes.replace(' class="', f' class="{name} ', 1)
    return f' class="{name}"{attributes}'


def replace_inline_styles(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Take the styles out of the body of a page."""
    if "body" in context:
        context["body"] = without_style(context["body"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect what is done to a body."""
    app.connect(
        "html-page-context", replace_inline_styles, priority=650
    )  # before an article's body is cleaned
    return {"parallel_read_safe": True, "parallel_write_safe": True}
