"""The text of an article by itself, with absolute addresses: for feeds and readers of feeds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import nh3

from _ext import site_address
from _ext.raw_html import TAGS
from _ext.truth import stamp

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BODY = re.compile(r'<article class="bd-article.*?>(.*?)</article>', re.DOTALL)
_NOT_TEXT = re.compile(
    r'<nav class="kb-eyebrow.*?</nav>|<p class="kb-draft.*?</p>|<h1.*?</h1>|<header class="kb-head.*?</header>'
    r'|<a class="headerlink.*?</a>|<span class="kb-tip.*?</span>|<input[^>]*>',
    re.DOTALL,
)
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}, "li": {"id"}, "h2": {"id"}, "time": {"datetime"},
}  # fmt: skip


class Texts:
    """The texts of articles, each taken from its page once, until that is written again."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._file = app.doctreedir / f"texts-{app.builder.name}.json"
        try:
            self._before: dict[str, list[Any]] = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            self._before = {}
        self._now: dict[str, list[Any]] = {}

    def html(self, docname: str) -> str:
        """Return the text of a written article as HTML, without what only its page needs."""
        page = Path(self._app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        address = site_address.page(self._app, docname)
        state = [*stamp(page), address]
        known = self._before.get(docname)
        text = (
            known[1] if known and known[0] == state else text_of(page.read_text("utf-8"), address)
        )
        self._now[docname] = [state, text]
        return str(text)

    def keep(self) -> None:
        """Keep the texts for the next build."""
        self._file.write_text(json.dumps(self._now), "utf-8")


def text_of(page: str, address: str) -> str:
    """Return the text of an article's page, with the addresses in it made absolute."""
    found = _BODY.search(page)
    cleaner = nh3.Cleaner(
        tags=set(
            TAGS | {"math", "mrow", "mi", "mn", "mo", "msup", "msub", "mfrac", "msqrt", "mtext"}
        ),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative=lambda written: urljoin(address, written),
        link_rel=None,
        strip_comments=True,
    )
    return re.sub(
        r"\n{2,}", "\n", cleaner.clean(_NOT_TEXT.sub("", found[1] if found else ""))
    ).strip()
