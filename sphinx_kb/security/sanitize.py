"""The finished body of an article, cleaned once more before it goes into its page.

Whatever way a script may have found past the gate, it does not pass here: the second of
three layers (design decision D5). The third is the policy of the page (sphinx_kb/pages/frame.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import nh3

from sphinx_kb import theme
from sphinx_kb.article.raw_yaml import CONTROL
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security.html_tags import TAGS
from sphinx_kb.security.html_values import ATTRIBUTES
from sphinx_kb.security.links import SCHEMES
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MATH_TAGS = frozenset({
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot",
    "msup", "msub", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd",
    "mstyle", "mpadded", "mphantom", "menclose",
})  # fmt: skip
MATH_ATTRIBUTES = {
    "accent", "alttext", "columnalign", "columnspacing", "display", "displaystyle", "linethickness",
    "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowspacing", "rspace",
    "scriptlevel", "stretchy", "symmetric", "width",
}  # fmt: skip
MADE_TAGS = MATH_TAGS | frozenset({
    "aside", "colgroup", "col", "footer", "h1", "header", "input", "label", "nav", "picture",
    "section", "source",
})  # fmt: skip
MADE_ATTRIBUTES = {
    "*": {"hidden", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden", "aria-describedby"},
    "a": {"download", "rel", "target"},
    "img": {"decoding", "fetchpriority", "loading", "sizes", "srcset"},
    "source": {"height", "media", "sizes", "srcset", "type", "width"},
    "input": {"checked", "disabled", "id", "name", "type"},
    "label": {"for"},
    **dict.fromkeys(MATH_TAGS, MATH_ATTRIBUTES),
}  # fmt: skip
MOST_PASSES = 4  # one does, but for such things as lists within tables
_OWN = re.compile(
    r"kb-(aside|aside-title|head|overdue|cover|byline|face|facts|authors|standfirst|contents(?:-beside)?|before-contents|source|sources"
    r"|calc(-[\w-]+)?|in|out|k-[\w-]+|f-[\w-]+"  # calculators
    r"|risk-curve|checklist(-[a-z0-9-]+)?|check-clock|task"
    r"|unpublished|scroll|address|part|status-[a-z]+|topic-[\w-]+|width-\d+|term|mention|tooltip|picture|drawing|card-[\w-]+)"
    r"|pst-scrollable-table-container"  # around a table
)
_dropped: set[str] = set()  # classes, of the body in hand
_TAG = re.compile(r"<[a-z][a-z0-9]*(?:\s+[^\s=>]+=\"[^\"]*\")+\s*>")
_ID = re.compile(r"\s+id=\"[^\"]*\"")
_NOT_OURS = re.compile(
    r"(kb|bd|pst|header|sidebar|skip|footer|navbar|modal|dialog|sd-(sticky|fixed|hide))(-.*)?"
)


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Return an attribute's value; of a class list, what cannot cover the page."""
    if attribute == "class":
        names = value.split()
        safe = [n for n in names if _OWN.fullmatch(n) or not _NOT_OURS.fullmatch(n)]
        _dropped.update(set(names).difference(safe))
        return " ".join(safe) or None
    if tag == "input" and attribute == "type":
        return value if value in {"radio", "checkbox"} else None
    return value


def _merged(one: dict[str, set[str]], other: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the attributes of both."""
    return {tag: one.get(tag, set()) | other.get(tag, set()) for tag in one.keys() | other}


def _cleaner(**options: Any) -> nh3.Cleaner:
    """Return what keeps the listed tags and attributes."""
    return nh3.Cleaner(
        tags=set(TAGS | MADE_TAGS),
        attributes=_merged(ATTRIBUTES, MADE_ATTRIBUTES),
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
        **options,
    )


_CLEANER = _cleaner(attribute_filter=_kept)
_READER = _cleaner()  # quicker, for what has gone through the other


def clean(body: str) -> str:
    """Return the HTML of an article's body without anything that could act.

    It is cleaned until it stays as it is: what is read back must be what was written. XML, and
    so a feed, can hold no control character; a numbered one is a character only once it is read.
    """
    for _ in range(MOST_PASSES):
        body = CONTROL.sub("", _CLEANER.clean(body))
        if _READER.clean(body) == body:
            break
    return _with_ids_once(body)


def _with_ids_once(html: str) -> str:
    """Return HTML without an id that was there before.

    A tag that goes on behind the end of its paragraph is opened again, with its id; and
    Sphinx gives the id of a link to a page to what is in it, too.
    """
    ids = _ID.findall(html)
    if len(ids) == len(set(ids)):
        return html
    seen: set[str] = set()

    def once(tag: re.Match[str]) -> str:
        found = _ID.search(tag[0])
        if found and found[0] in seen:
            return _ID.sub("", tag[0], count=1)
        if found:
            seen.add(found[0])
        return tag[0]

    return _TAG.sub(once, html)


def clean_body(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Clean the body of an article's page."""
    if pagename in CatalogDomain.of(app.env).articles and "body" in context:
        _dropped.clear()
        context["body"] = clean(context["body"])
        for name in sorted(_dropped & _classes_of_templates()):
            warn("class", f"list the class '{name}' in {__name__}, which takes it away", None)


@cache
def _classes_of_templates() -> frozenset[str]:
    """Return the names in our templates: what an author writes has none of them, but for an attack."""
    texts = [path.read_text("utf-8") for path in theme.TEMPLATES.rglob("*.html")]
    return frozenset(re.findall(r"\bkb-[\w-]+", "".join(texts)))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the cleaning, after all that changes a body."""
    app.connect("html-page-context", clean_body, priority=700)  # before assets look at the body
    return {"parallel_read_safe": True, "parallel_write_safe": True}
