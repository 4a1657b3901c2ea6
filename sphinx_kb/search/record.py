"""What the search engine reads of an article: its text alone, and its facts beside it."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.search.folding import fold, respelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_WORD = re.compile(r"\w+")
_SPELLED = re.compile(r"[^\W\d_]{3,}")
_ABBREVIATION = re.compile(r"[A-Z]{3,6}")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    "blockquote", "dd", "dl", "dt", "figcaption", "figure", "li", "ol", "p", "table", "tbody",
    "td", "th", "thead", "tr", "ul", "div", "section", "details", "summary", "caption", "br",
}  # fmt: skip
_LEFT_OUT = {"h1", "nav", "script", "style", "svg", "button", "form", "noscript", "template"}
_LEFT_OUT_CLASSES = {
    "headerlink", "kb-head", "kb-draft", "kb-breadcrumb", "kb-source", "kb-tooltip", "postlist",
    "toctree-wrapper",
}  # fmt: skip
_QUIET = {"pre": 0.2}  # found, but last: code
_QUIET_CLASSES = {"kb-sources": 0.2}  # and the works that an article cites
ARTICLE = re.compile(r"<article [^>]*\bkb-article\b[^>]*>(.*?)</article>", re.DOTALL)


class Words(NamedTuple):
    """The text of an article as HTML for the engine, and what others need of its words."""

    html: str  # nothing, if it has no word
    vocabulary: str  # the words that may be misspelled, each once
    abbreviations: str  # the abbreviations, each once


def words(page: str) -> Words:
    """Return the text of an article's page, without what stands around it.

    The page is one that Sphinx wrote, and its body is sanitized: every tag is whole,
    and every other "<" is escaped.
    """
    article = ARTICLE.search(page)
    markup = "".join(_pieces(article[1])) if article else ""
    markup = unicodedata.normalize("NFC", markup)  # or Pagefind parts a word before its marks
    plain = html.unescape(_TAG.sub(" ", markup))
    found = sorted(set(_WORD.findall(plain)))
    return Words(
        markup if found else "",
        " ".join(sorted(set(vocabulary_of(" ".join(found))))),
        " ".join(filter(_ABBREVIATION.fullmatch, found)),
    )


def vocabulary_of(text: str) -> list[str]:
    """Return the words of a text that may be misspelled, as they are compared."""
    return _SPELLED.findall(fold(text))


def _pieces(body: str) -> Iterator[str]:
    """Yield the text and the bare tags of a body; a section's id moves to its heading."""
    place, anchor = 0, ""
    skipped: list[str] = []  # the open elements that are left out
    for tag in _TAG.finditer(body):
        if not skipped:
            yield body[place : tag.start()]
        place = tag.end()
        closing, name, rest = tag[1], (tag[2] or "").lower(), tag[3] or ""
        if not name or rest.endswith("/") or name in _VOID:
            if not skipped and name in {"br", "hr"}:
                yield " "
            continue
        if skipped:
            if closing and skipped[-1] == name:
                skipped.pop()
            elif not closing and name == skipped[-1]:
                skipped.append(name)
            continue
        if closing:
            yield f"</{name}>" if name in _BLOCKS | _HEADINGS | _QUIET.keys() else ""
            continue
        given = dict(_ATTRIBUTE.findall(rest))
        classes = set(given.get("class", "").split())
        if name in _LEFT_OUT or classes & _LEFT_OUT_CLASSES:
            skipped.append(name)
        elif name in _HEADINGS:
            own = given.get("id") or anchor
            yield f'<{name} id="{own}">' if own else f"<{name}>"
            anchor = ""
        elif name in _BLOCKS or name in _QUIET:
            if name == "section":
                anchor = given.get("id", "")
            weights = [_QUIET.get(name), *(_QUIET_CLASSES.get(each) for each in classes)]
            weight = next(filter(None, weights), None)
            yield f'<{name} data-pagefind-weight="{weight}">' if weight else f"<{name}>"
    if not skipped:
        yield body[place:]


def record(text: Words, facts: Mapping[str, str], day: str = "") -> str:
    """Return the page that the engine reads in place of an article's own.

    All articles are in one index, whatever their language: it is chosen when the
    engine runs. ``day`` sorts them. An article without a text has its title for one, or the
    engine would find nothing to read.
    """
    body = text.html or html.escape(facts.get("title", ""))
    other = respelled(" ".join([html.unescape(_TAG.sub(" ", body)), *facts.values()]))
    head = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{html.escape(value)}">'
        for name, value in (*facts.items(), ("folded", other))
        if value
    )
    if day:
        head += f'<meta data-pagefind-sort="date[content]" content="{day}">'
    return f"<!doctype html><html><head>{head}</head><body data-pagefind-body>{body}</body></html>"
