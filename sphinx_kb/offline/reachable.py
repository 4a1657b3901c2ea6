"""What of a built site can be reached from its home page: by links, pictures, sheets and scripts."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

LOADED = re.compile(  # what scripts load by its name: ours, and the search of a disk
    r"_static/kb-[^/]*\.js|searchindex\.js|_static/language_data\.js|_static/[\w-]*stemmer\.js"
)
MACHINES = re.compile(  # for other machines, and what is published beside the pages
    r"(?:.*/)?(?:atom\.xml|feed\.xml|feed\.json)|(?!_downloads/|assets/).*\.md|llms\.txt|_static/opensearch\.xml|_pagefind/.*"
    r"|knowledge-base\.(?:zip|zip\.sha256|epub)|kb-worker\.(?:js|json)|404\.html"
)
_UNREAD = re.compile(  # by readers: what pages of ours never load, and pictures for sharing
    r"\..*|_headers|_redirects|robots\.txt|sitemap\.xml|objects\.inv|_sources/.*"
    r"|_images/[^/]*-1200\.(?:png|jpe?g)"
    r"|_static/(?:ablog/.*|basic\.css|(?:doctools|searchtools|sphinx_highlight|documentation_options"
    r"|design-tabs|kb-versions|kb-redirect)\.js|(?:file|plus|minus)\.png)"
)
_ADDRESS = re.compile(r'\s(?:href|src|poster)="([^"]*)"')
_PICTURES = re.compile(r'\ssrcset="([^"]*)"')
_ELSEWHERE = re.compile(r"(?:[a-zA-Z][\w+.-]*:|//)")
_RESOURCE = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")


def target(path: str, address: str, files: Collection[str]) -> str:
    """Return the file of a site that an address in one of its files names; "" if it is none."""
    parts = urlsplit(urldefrag(address).url)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return ""
    name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    name = path if not parts.path else name.removeprefix("./")
    index = "index.html" if name == "." else f"{name}/index.html"
    return next((found for found in (name, index) if found in files), "")


def for_readers(files: Iterable[str]) -> list[str]:
    """Return what of a site is for readers, by the names of its files alone: no page is read for it."""
    return [name for name in files if not MACHINES.fullmatch(name) and not _UNREAD.fullmatch(name)]


def addresses(path: str, text: str) -> set[str]:
    """Return what a page or a sheet names of its own site."""
    if path.endswith(".css"):
        named = set(_RESOURCE.findall(text))
    else:
        named = set(map(unescape, _ADDRESS.findall(text)))
        for listed in _PICTURES.findall(text):
            named |= {unescape(part.split()[0]) for part in listed.split(",") if part.strip()}
    return {urldefrag(address).url for address in named if not _ELSEWHERE.match(address)} - {""}


def reachable(
    starts: Iterable[str], files: Collection[str], named: Callable[[str], Iterable[str]]
) -> set[str]:
    """Return the files that a reader can come to, and what scripts load.

    ``files`` are all files of the site, ``named`` gives the addresses in one of them. Nothing
    outside is ever named: an address that is no file of the site is passed over.
    """
    known = {name for name in files if not MACHINES.fullmatch(name)}
    waiting = [name for name in starts if name in known]
    waiting += sorted(name for name in known if LOADED.fullmatch(name))
    found = set(waiting)
    while waiting:
        path = waiting.pop()
        new = {target(path, address, known) for address in named(path)} - found - {""}
        found |= new
        waiting += new
    return found
