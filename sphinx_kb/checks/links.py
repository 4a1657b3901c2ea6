"""Links inside the built site: every page, file and anchor that a page names must be there."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESSES = {"href", "src", "poster"}


class Page(HTMLParser):
    """The addresses and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what a tag names."""
        for name, value in attributes:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ADDRESSES and value is not None:
                self.links.append(value)
            elif name == "srcset" and value:
                self.links += [part.split()[0] for part in value.split(",") if part.strip()]


def faults(site: Path) -> Iterator[str]:
    """Yield each broken link as ``page: address: remedy``."""

    @cache
    def page(path: Path) -> Page:
        return Page(path.read_text("utf-8"))

    for path in sorted(site.rglob("*.html")):
        if "_static" in path.relative_to(site).parts:
            continue
        for link in dict.fromkeys(page(path).links):
            remedy = _remedy(site, path, link, page)
            if remedy:
                yield f"{path.relative_to(site).as_posix()}: {link}: {remedy}"


def _remedy(site: Path, path: Path, link: str, page: object) -> str:
    """Return what is wrong with a link, or nothing."""
    if urlsplit(link).scheme or link.startswith("//"):
        return ""
    address, anchor = urldefrag(link)
    address = unquote(address.split("?")[0])
    base = site if address.startswith("/") else path.parent
    target = (base / address.lstrip("/")).resolve() if address else path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "nothing is there"
    if anchor and target.suffix == ".html" and unquote(anchor) not in page(target).anchors:  # type: ignore[operator]
        return "the page has no such anchor"
    return ""
