"""What an address in a text leads to: a page, by any address that it has or had, or a hidden article.

Authors write the address of a page (``x.html``), its old one (``/2020/01/05/x/``), its file's name,
or the folder of a page. All are looked up in one table.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_kb.article.names import nearest
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.sections import sections
from sphinx_kb.source_names import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

LISTS = ("archive", "topics", "authors", "tags")  # pages of lists, which no file is behind
MADE = re.compile(r"(?:atom|feed|rss|sitemap)\.xml|(?:feed|manifest)\.json|(?:robots|llms)\.txt")
ANCHOR = re.compile(r'(<a\b[^<>]*?\bhref=")([^"<>]*)(")', re.IGNORECASE)
_ENDING = re.compile(r"\.(?:html?|md|markdown|mkdown|mkdn|mkd)$")
_LABEL = re.compile(r"^\(([^()\n]{1,200})\)=[ \t]*$", re.MULTILINE)


def written_in(node: nodes.Node) -> Iterator[str]:
    """Yield the addresses of pages that a link, or a piece of HTML, names as its author wrote them."""
    if isinstance(node, pending_xref):
        if node.get("kb_address"):
            yield str(node["reftarget"])
    elif isinstance(node, nodes.reference):
        if not node.get("internal") and not node.get("id_link") and "refuri" in node:
            yield str(node["refuri"])
    elif isinstance(node, nodes.raw) and node.get("format") == "html":
        yield from (unescape(found[2]) for found in ANCHOR.finditer(node.astext()))


class Target(NamedTuple):
    """A page, and a part of it; without a page it is an article that is not in the site."""

    docname: str
    part: str = ""


HIDDEN = Target("")


class Addresses:
    """The pages of a site by their addresses, and the addresses of what is hidden."""

    def __init__(self, env: BuildEnvironment) -> None:
        catalog = CatalogDomain.of(env)
        self._base = re.sub(r"^https?:", "", str(env.config.html_baseurl)).rstrip("/")
        self._pages = {key(docname): docname for docname in sorted(env.found_docs)}
        for kind in catalog.collections.by_kind.values():
            for collection in kind.values():
                self._pages.setdefault(key(collection.docname), collection.docname)
        for name in (*LISTS, *(section.page for section in sections(env))):
            self._pages.setdefault(key(name), name)
        for docname, article in sorted(catalog.articles.items()):
            for address in (*article.old_addresses, _beside(docname, article.slug)):
                self._pages.setdefault(key(address), docname)
        self._hidden = {key(name) for docname in catalog.hidden for name in _names(env, docname)}
        self._stems = {name.rsplit("/", 1)[-1] for name in self._hidden}
        if env._app.builder.name == "epub":  # a book has no page that is not written
            self._hidden |= {
                name for name, page in self._pages.items() if page not in env.found_docs
            }
            self._pages = {
                name: page for name, page in self._pages.items() if page in env.found_docs
            }

    def find(self, docname: str, written: str) -> Target | None:
        """Return what an address leads to that a page has, or None if nothing answers there."""
        path, _, part = written.partition("#")
        path = re.sub(r"^https?:(?=//)", "", unquote(path.partition("?")[0]))
        if self._base and path.startswith(f"{self._base}/"):
            path = path[len(self._base) :]
        elif path.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            return None
        names = list(_candidates(docname, path)) if path else []
        for name in names:
            if name in self._pages:
                return Target(self._pages[name], part)
        if self._hidden.intersection(names) or self.is_hidden_name(path):
            return HIDDEN
        return None

    def is_hidden_name(self, path: str) -> bool:
        """Return whether a path ends with the name of an article that is not in the site."""
        return key(path).rsplit("/", 1)[-1] in self._stems

    def nearest(self, written: str) -> str | None:
        """Return the address of the page that a wrong address most resembles."""
        stem = key(unquote(written.partition("#")[0].partition("?")[0])).rpartition("/")[2]
        stems = {name.rpartition("/")[2]: page for name, page in reversed(self._pages.items())}
        near = nearest(stem, stems)
        return f"/{stems[near]}" if near else None


def key(path: str) -> str:
    """Return a path from the site's root without what does not tell two pages apart."""
    name = _ENDING.sub("", path.strip("/").casefold())
    return "" if name == "index" else name.removesuffix("/index")


def _candidates(docname: str, path: str) -> Iterator[str]:
    """Yield the keys that a path can have: from the root, beside a page, or below it."""
    folders = ("",) if path.startswith("/") else (docname.rpartition("/")[0], docname)
    for folder in folders:
        parts: list[str] = []
        for part in (*folder.split("/"), *path.split("/")):
            if part == ".." and not parts:
                break
            if part == "..":
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        else:
            yield key("/".join(parts))


def _beside(docname: str, slug: str) -> str:
    """Return the address of a page without the date in its name."""
    return (PurePosixPath(docname).parent / slug).as_posix()


def _names(env: BuildEnvironment, docname: str) -> Iterator[str]:
    """Yield the addresses by which a link could name a hidden article."""
    yield docname
    parts = [part for part in docname.split("/") if part.casefold() != "_drafts"]
    yield "/".join(parts)
    readings = CatalogDomain.of(env).data["readings"]
    _, reading = readings.get(docname, (None, None))
    article = reading.article if reading else None
    yield _beside("/".join(parts), re.sub(r"^\d{4}-\d{1,2}-\d{1,2}-(?=.)", "", parts[-1]))
    yield from article.old_addresses if article else ()


@once_per_build
def addresses(env: BuildEnvironment) -> Addresses:
    """Return the addresses of this build."""
    return Addresses(env)


@once_per_build
def hidden_labels(env: BuildEnvironment) -> frozenset[str]:
    """Return the names of parts, in small letters, of articles that are not in the site."""
    found: set[str] = set()
    for docname in CatalogDomain.of(env).hidden:
        try:
            text = (env.srcdir / file_of(env.srcdir, docname)).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # told by the catalog
        found.update(name.strip().lower() for name in _LABEL.findall(text))
    return frozenset(found)
