"""Docusaurus: the posts of its blog, its authors, and the pages of ``src/pages``.

Its settings are a program; they are read as text, and never run.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_kb.migration import docusaurus_settings, heads
from sphinx_kb.migration.docusaurus_settings import Blog, setting
from sphinx_kb.migration.material import title_of
from sphinx_kb.migration.model import OldSite, Page, Post, is_true, listed
from sphinx_kb.migration.source import inside

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source

CONFIGS = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
_DATED = re.compile(r"(?:(.*)/)?(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[-/](.*))?")


def _root(source: Source) -> str | None:
    """Return the folder of the site: the source's own, or one in it."""
    found = [path for path in source.paths if PurePosixPath(path).name in CONFIGS]
    found = sorted(found, key=lambda path: path.count("/"))
    return next((str(PurePosixPath(path).parent).strip(".") for path in found), None)


def is_here(source: Source) -> bool:
    """Return whether the source is a site of Docusaurus."""
    return _root(source) is not None


def read(source: Source) -> OldSite:
    """Read the site."""
    root = _root(source) or ""
    under = f"{root}/" if root else ""
    text = source.text(next(under + name for name in CONFIGS if under + name in source))
    blogs = [
        Blog(inside(f"{under}{one.path}") or "blog", one.route)
        for one in docusaurus_settings.blogs(text)
    ]
    site = OldSite(
        "Docusaurus", title=setting(text, "title"), description=setting(text, "tagline"),
        address=setting(text, "url").rstrip("/") + setting(text, "baseUrl").rstrip("/"),
        language=setting(text, "defaultLocale"),
        roots=(f"{under}static", *(blog.path for blog in blogs), root, ""),
    )  # fmt: skip
    for blog in blogs:
        _add_blog(site, source, blog)
    for path in source.under(f"{under}src/pages", ".md", ".mdx"):
        head = heads.read(source.text(path))
        inner = PurePosixPath(path).relative_to(f"{under}src/pages").with_suffix("")
        parts = [one for one in inner.parts if one != "index"]
        if parts:
            name = "-".join(parts)
            site.pages.append(
                Page(path, title_of(head, name), head.body, [f"/{'/'.join(parts)}"], name)
            )
    return site


def _add_blog(site: OldSite, source: Source, blog: Blog) -> None:
    route = f"/{blog.route}/".replace("//", "/")
    if blog.route:
        site.redirects |= {route: "archive"}
    site.redirects |= {f"{route}rss.xml": "feed.xml", f"{route}atom.xml": "atom.xml"}
    for name in ("authors.yml", "authors.yaml"):
        site.authors |= heads.mapping(source.text(f"{blog.path}/{name}"))
    for path in source.under(blog.path, ".md", ".mdx"):
        if not any(part.startswith("_") for part in path.removeprefix(blog.path).split("/")):
            site.posts.append(_post(source, blog.path, blog.route, path))


def _post(source: Source, folder: str, route: str, path: str) -> Post:
    head = heads.read(source.text(path))
    fields = head.fields
    inner = str(PurePosixPath(path).relative_to(folder).with_suffix(""))
    inner = inner.removesuffix("/index")
    dated = _DATED.fullmatch(inner)
    written = dated[2].replace("/", "-") if dated else ""
    day = heads.moment(fields.get("date")) or (heads.moment(written) if written else None)
    fields.setdefault("title", title_of(head, inner.rpartition("/")[2]))
    name = (dated[3] if dated else None) or inner
    post = Post(path, fields, head.body, inner.replace("/", "-"), day, is_true(fields.get("draft")))
    if head.fault:
        post.lost.append(head.fault)
    if is_true(fields.get("unlisted")):
        fields["hidden"] = True
    post.topics = listed(fields.get("categories"))
    made = "/".join(
        filter(None, [dated[1] if dated else "", written.replace("-", "/"), name.strip("/")])
    )
    slug = str(fields.get("slug") or made).strip("/")
    if not post.is_draft:
        post.old = [f"/{route}/{slug}".replace("//", "/")]
    return post
