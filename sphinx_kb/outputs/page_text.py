"""The text of an article by itself, with absolute addresses: for feeds and readers of feeds."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import nh3

from sphinx_kb.security.html import TAGS

_BODY = re.compile(r'<article class="bd-article.*?>(.*?)</article>', re.DOTALL)
_NOT_TEXT = re.compile(
    r'<nav class="kb-breadcrumb.*?</nav>|<p class="kb-draft.*?</p>|<h1.*?</h1>|<header class="kb-head.*?</header>'
    r'|<a class="headerlink.*?</a>|<span class="kb-tooltip.*?</span>|<input[^>]*>',
    re.DOTALL,
)
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}, "li": {"id"}, "h2": {"id"}, "time": {"datetime"},
}  # fmt: skip


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
