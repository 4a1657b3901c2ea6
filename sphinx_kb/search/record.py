"""What the search engine reads of an article: its text alone, and its facts beside it."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.outputs.page_text import FRAME, Tag, parts
from sphinx_kb.search.folding import fold, respelled, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"\w+")
_SPELLED = re.compile(r"[^\W\d_]{3,}")
_SIGNS = (  # of scripts without spaces, and of Korean, which adds endings: as in kb-search.js
    "\u0e01-\u0e3a\u0e40-\u0e4e\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{_SIGNS}]")
_RUN = re.compile(f"[{_SIGNS}]+|[^{_SIGNS}]+")
_DIGIT = re.compile(r"\d")
_ABBREVIATION = re.compile(r"[A-Z]{3,6}")
_BARE = re.compile(r"<[^>]*>")  # a tag that we have written
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    "blockquote", "dd", "dl", "dt", "figcaption", "figure", "li", "ol", "p", "table", "tbody",
    "td", "th", "thead", "tr", "ul", "div", "section", "details", "summary", "caption",
}  # fmt: skip
_LEFT_OUT = FRAME | {"kb-source", "postlist", "toctree-wrapper"}
_QUIET = {"pre": 0.2}  # found, but last: code
_QUIET_CLASSES = {"kb-sources": 0.2}  # and the works that an article cites


class Words(NamedTuple):
    """The text of an article as HTML for the engine, and what others need of its words."""

    html: str  # nothing, if it has no word
    vocabulary: str  # the words that may be misspelled, each once
    abbreviations: str  # the abbreviations, each once
    codes: str  # the words that have a digit, each once: "nis2", "8-k", "1.3"


def words(page: str) -> Words:
    """Return the text of an article's page, without what stands around it.

    The page is one that Sphinx wrote, and its body is sanitized: every tag is whole,
    and every other "<" is escaped.
    """
    markup = "".join(_pieces(parts(page, _LEFT_OUT)))
    markup = unicodedata.normalize("NFC", markup)  # or Pagefind parts a word before its marks
    plain = html.unescape(_BARE.sub(" ", markup))
    found = sorted(set(_WORD.findall(plain)))
    return Words(
        markup if found else "",
        " ".join(sorted(set(vocabulary_of(" ".join(found))))),
        " ".join(filter(_ABBREVIATION.fullmatch, found)),
        " ".join(codes_of(plain)),
    )


def codes_of(text: str) -> list[str]:
    """Return what the engine does not find, each once, as it is compared.

    That are the words that have a digit, and the neighboring signs of scripts without spaces.
    """
    if not UNSPACED.search(text):
        return sorted({word for word in tokens(text) if _DIGIT.search(word)})
    parts = {part for word in tokens(text) for part in _RUN.findall(word)}
    codes = {part for part in parts if _DIGIT.search(part) and not UNSPACED.match(part)}
    return sorted(codes.union(*(_pairs(part) for part in parts if UNSPACED.match(part))))


def _pairs(signs: str) -> set[str]:
    """Return each two neighbors of some signs, or the only one."""
    return {signs} if len(signs) == 1 else {signs[at : at + 2] for at in range(len(signs) - 1)}


def vocabulary_of(text: str) -> list[str]:
    """Return the words of a text that may be misspelled, as they are compared."""
    return _SPELLED.findall(fold(text))


def _pieces(found: Iterable[str | Tag]) -> Iterator[str]:
    """Yield the text and the bare tags of an article; a section's id moves to its heading."""
    anchor = ""
    for part in found:
        if isinstance(part, str):
            yield part
        elif part.name in {"br", "hr"}:
            yield " "
        elif part.is_end:
            yield f"</{part.name}>" if part.name in _BLOCKS | _HEADINGS | _QUIET.keys() else ""
        elif part.name in _HEADINGS:
            own = part.attributes.get("id") or anchor
            yield f'<{part.name} id="{own}">' if own else f"<{part.name}>"
            anchor = ""
        elif part.name in _BLOCKS or part.name in _QUIET:
            if part.name == "section":
                anchor = part.attributes.get("id", "")
            weight = _weight(part)
            yield f'<{part.name} data-pagefind-weight="{weight}">' if weight else f"<{part.name}>"


def _weight(tag: Tag) -> float | None:
    classes = tag.attributes.get("class", "").split()
    weights = [_QUIET.get(tag.name), *(_QUIET_CLASSES.get(each) for each in classes)]
    return next(filter(None, weights), None)


def record(text: Words, facts: Mapping[str, str], day: str = "") -> str:
    """Return the page that the engine reads in place of an article's own.

    All articles are in one index, whatever their language: it is chosen when the
    engine runs. ``day`` sorts them. An article without a text has its title for one, or the
    engine would find nothing to read.
    """
    body = text.html or html.escape(facts.get("title", ""))
    other = respelled(" ".join([html.unescape(_BARE.sub(" ", body)), *facts.values()]))
    head = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{html.escape(value)}">'
        for name, value in (*facts.items(), ("folded", other))
        if value
    )
    if day:
        head += f'<meta data-pagefind-sort="date[content]" content="{day}">'
    return f"<!doctype html><html><head>{head}</head><body data-pagefind-body>{body}</body></html>"
