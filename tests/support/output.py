"""What a built site holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import html5lib
from html5lib.html5parser import ParseError

from sphinx_kb.pages.frame import POLICY_TAG

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx_kb.testing import Site


def pages(site: Site) -> list[str]:
    """Return every page of a site."""
    found = (path.relative_to(site.out).as_posix() for path in site.out.rglob("*.html"))
    return sorted(path for path in found if not path.startswith("_static/"))


def kinds(site: Site) -> list[str]:
    """Return a page of each kind: the first of each folder, and all at the root."""
    first: dict[str, str] = {}
    for path in pages(site):
        folder = path if "/" not in path else re.sub(r"[^/]+$", "", path)
        first.setdefault(folder, path)
    return list(first.values())


def counts(site):
    """Return the counts that the navigation shows: they are in a sheet of their own."""
    sheet = (site.out / "_static" / "kb-topics.css").read_text("utf-8")
    return dict(re.findall(r'\[data-kb-count="([^"]+)"\]::after \{ content: "(\d+)"; \}', sheet))


def strict(html: str) -> tuple[Element | None, str]:
    """Return a page as html5lib reads it, and its first error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        return parser.parse(html), ""
    except ParseError as error:
        line, column = parser.tokenizer.stream.position()
        near = html.split("\n")[line - 1][max(0, column - 90) : column + 60]
        return None, f"{error or parser.errors} near …{near}…"


def invalid(site: Site) -> dict[str, str]:
    """Return the pages that are no valid HTML, with their first error."""
    found = {path: strict((site.out / path).read_text("utf-8"))[1] for path in pages(site)}
    assert len(found) > 40
    return {path: error for path, error in found.items() if error}


def unguarded(site: Site) -> dict[str, list[str]]:
    """Return the pages whose policy is missing or late, or that it would have to forbid."""
    found = {path: _unguarded((site.out / path).read_text("utf-8")) for path in pages(site)}
    assert len(found) > 40
    return {path: reasons for path, reasons in found.items() if reasons}


def _unguarded(html: str) -> list[str]:
    head, policy, _ = html.partition("</head>")[0].partition(POLICY_TAG)
    wrong = {
        "no policy": not policy or html.count(POLICY_TAG) != 1,
        "something loads before it": re.search(r"<(script|link|style|img|base)\b", head),
        "a script in the page": re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/)", html),
        "a handler or a style": re.search(r"<[a-z][^<>]*\s(on\w+|style)=", html),
    }
    return [reason for reason, found in wrong.items() if found]
