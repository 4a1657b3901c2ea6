"""A page as it stands in the copy: it says so, and links to nothing that is not in it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from sphinx_kb.offline.reachable import target

if TYPE_CHECKING:
    from collections.abc import Collection

BEGIN, END = "<!-- the copy -->", "<!-- end of the copy -->"  # around what the page tells of it
MARK = " data-kb-offline"  # of pages that ask for the worker, which the copy has not
FRAME = '<div class="bd-container">'
_BAR = '<div class="kb-announcement kb-copied" role="note">{}</div>\n'
_FEED = re.compile(
    r'<link rel="alternate"[^>]*>\s*|<link rel="search" type="[^>]*>\s*'
    r'|<p class="kb-count kb-subscribe">.*?</p>'
)
_FOLDER = re.compile(r'"([^"\s]+/)(["#])')
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def copied(path: str, page: str, bar: str, here: str, files: Collection[str]) -> str:
    """Return a page of the site as a page of the copy.

    ``bar`` is what it says of itself, ``here`` what stands in the place of the file, ``files`` is what the copy has. A folder in an address
    is named as its page: a disk shows a list of files.
    """
    page = with_file(page, f"<p>{here}</p>").replace(MARK, "", 1)
    page = _LINK.sub(lambda link: _link(link, path, files), _FEED.sub("", page))
    place = page.find(FRAME)
    if place < 0:  # a page without our frame, as that of an old address
        place = page.find(">", page.find("<body")) + 1
    return page[:place] + _BAR.format(bar) + page[place:]


def _link(link: re.Match[str], path: str, files: Collection[str]) -> str:
    """Return a link as it is, with the name of a page in place of its folder, or its words alone."""
    written = link[1]
    address, mark, anchor = unescape(written).partition("#")
    if not address or ":" in address or address.startswith("/"):
        return link[0]
    found = target(path, address, files)
    if not found:
        return link[2]
    if not (found == "index.html" or found.endswith("/index.html")) or address.endswith(".html"):
        return link[0]
    named = f"{address.rstrip('/')}/index.html{mark}{anchor}"
    return link[0].replace(f'href="{written}"', f'href="{named}"', 1)


def with_pages(data: str, addresses: Collection[str]) -> str:
    """Return data of a script in which each folder that is an address of a page names the page."""
    folders = {address for address in addresses if address.endswith("/")}

    def named(written: re.Match[str]) -> str:
        return f'"{written[1]}index.html{written[2]}' if written[1] in folders else written[0]

    return _FOLDER.sub(named, data) if folders else data


def with_file(page: str, told: str) -> str:
    """Return the page of the copy with what it tells of the file: put in, or put in anew."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}{told}{end}{after}" if end else page
