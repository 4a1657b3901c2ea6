"""The text of an article, read from its written page: without what the site puts around and into it.

Feeds, Markdown twins and the search index are made from it. A page is one that Sphinx wrote,
and its body is sanitized: every tag is whole, and every other "<" is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import nh3

from sphinx_kb.security.html_tags import TAGS, VOID
from sphinx_kb.security.sanitize import MATH_ATTRIBUTES, MATH_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

ARTICLE = re.compile(r"<article [^>]*\bkb-article\b[^>]*>(.*?)</article>", re.DOTALL)
NO_TEXT = frozenset({
    "h1", "nav", "script", "style", "svg", "button", "form", "noscript", "template",
})  # fmt: skip
FRAME = frozenset({"headerlink", "kb-head", "kb-draft", "kb-breadcrumb", "kb-tooltip"})  # classes
DONE, OPEN = "☑ ", "☐ "  # a task without its box
_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:=\"([^\"]*)\")?")
_FORMULA = re.compile(r"<math\b(?=[^>]*?\balttext=\"([^\"]*)\")[^>]*>.*?</math>", re.DOTALL)
_SOURCE_MARK = re.compile(r"\s*<a href=\"#source-\d+\"[^>]*>(\d+)</a>")
_VOID = VOID | {"area", "col", "input", "link", "meta", "source", "track"}
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}, "li": {"id"}, "h2": {"id"},
    "time": {"datetime"}, "math": {"display"}, **dict.fromkeys(MATH_TAGS, MATH_ATTRIBUTES),
}  # fmt: skip


class Tag(NamedTuple):
    """A tag of a page."""

    text: str  # as it is written
    name: str  # in small letters
    is_end: bool
    is_empty: bool  # it has no end
    attributes: dict[str, str]


def parts(page: str, left_out: Set[str] = FRAME) -> Iterator[str | Tag]:
    """Yield the texts and the tags of an article's page.

    Elements of ``NO_TEXT``, and those with a class of ``left_out``, are passed over.
    """
    article = ARTICLE.search(page)
    body, place = article[1] if article else "", 0
    skipped: list[str] = []  # the open elements that are left out
    for found in _TAG.finditer(body):
        if not skipped and place < found.start():
            yield body[place : found.start()]
        place = found.end()
        if not found[2]:
            continue  # a comment
        tag = _tag(found)
        if skipped:
            if tag.name == skipped[-1] and not tag.is_empty:
                skipped.pop() if tag.is_end else skipped.append(tag.name)
        elif not tag.is_end and not tag.is_empty and _is_left_out(tag, left_out):
            skipped.append(tag.name)
        else:
            yield tag
    if not skipped:
        yield body[place:]


def _tag(found: re.Match[str]) -> Tag:
    name, rest = found[2].lower(), found[3]
    is_empty = name in _VOID or rest.endswith("/")
    return Tag(found[0], name, bool(found[1]), is_empty, dict(_ATTRIBUTE.findall(rest)))


def _is_left_out(tag: Tag, left_out: Set[str]) -> bool:
    return tag.name in NO_TEXT or not left_out.isdisjoint(tag.attributes.get("class", "").split())


def article_html(page: str, address: str | None = None) -> str:
    """Return the text of an article's page as plain HTML; a task shows whether it is done.

    With the ``address`` of the page, the addresses in the text are made absolute.
    """
    return _clean("".join(map(_written, parts(page))), address)


def _written(part: str | Tag) -> str:
    if isinstance(part, str):
        return part
    if part.name == "input":  # of a task, or of a tab
        is_task = part.attributes.get("type") == "checkbox"
        return (DONE if "checked" in part.attributes else OPEN) if is_task else ""
    return part.text


def _clean(body: str, address: str | None) -> str:
    cleaner = nh3.Cleaner(
        tags=set(TAGS | MATH_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative=(lambda written: urljoin(address, written)) if address else "pass_through",
        link_rel=None,
    )
    return re.sub(r"\n{2,}", "\n", cleaner.clean(body)).strip()


def for_markdown(html: str) -> str:
    """Return HTML of which Markdown keeps the meaning: formulas in TeX, marks of sources in brackets."""
    return _SOURCE_MARK.sub(r" [\1]", _FORMULA.sub(r"<code>$\1$</code>", html))
