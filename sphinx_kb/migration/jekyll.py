"""Jekyll: posts and drafts in ``_posts`` and ``_drafts`` of any folder, settings in ``_config.yml``."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx_kb.article import dates, old_urls
from sphinx_kb.migration import heads
from sphinx_kb.migration.model import OldSite, Page, Post, is_true, listed, words

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source

ENDINGS = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html")
CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
_NAMED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.+)")
_OFFSET = re.compile(r":\d\d\s*[+-]\d\d:?\d\d$")
_GENERATED = {"index", "404", "archive", "archives", "tags", "categories", "search", "feed", "sitemap", "readme", "license", "changelog", "contributing"}  # fmt: skip


def is_here(source: Source) -> bool:
    """Return whether the source is a site of Jekyll."""
    return any(name in source for name in CONFIGS) and any(
        "_posts/" in path or "_drafts/" in path for path in source.paths
    )


def config(source: Source) -> dict[str, Any]:
    """Return the settings of the site."""
    name = source.find(*CONFIGS) or ""
    return heads.mapping(source.text(name), "toml" if name.endswith("toml") else "yaml")


def read(source: Source) -> OldSite:
    """Read the site."""
    said = config(source)
    author = said.get("author")
    site = OldSite(
        "Jekyll", title=str(said.get("title") or said.get("name") or ""),
        description=" ".join(str(said.get("description") or "").split()),
        author=str(author.get("name") if isinstance(author, dict) else author or ""),
        language=str(said.get("lang") or said.get("locale") or "")[:2],
        address=str(said.get("url") or "").rstrip("/") + str(said.get("baseurl") or "").rstrip("/"),
    )  # fmt: skip
    site.variables = {
        f"site.{name}": str(value) for name, value in said.items()
        if isinstance(value, str | int | float) and name not in {"url", "baseurl"}
    }  # fmt: skip
    for name in ("authors.yml", "authors.yaml", "people.yml"):
        site.authors |= heads.mapping(source.text(f"_data/{name}"))
    if isinstance(said.get("authors"), dict):
        site.authors = said["authors"] | site.authors
    for path in source.paths:
        if not path.lower().endswith(ENDINGS):
            continue
        if re.search(r"(?:^|/)(?:_posts|_drafts)/", path):
            site.posts.append(_post(source, said, path))
        elif (page := _page(source, path)) is not None:
            site.pages.append(page)
    site.redirects = {
        "/tags/": "tags",
        "/categories/": "topics",
        "/archive/": "archive",
    }
    return site


def _defaults(said: dict[str, Any], path: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for one in said.get("defaults") or []:
        scope = one.get("scope") if isinstance(one, dict) else None
        kind, under = ((scope or {}).get("type"), str((scope or {}).get("path") or ""))
        wanted = {None, "", "posts"} | ({"drafts"} if "_drafts/" in path else set())
        if kind in wanted and "*" not in under and path.startswith(under):
            result |= heads.canonical(one.get("values") or {})
    return result


def _post(source: Source, said: dict[str, Any], path: str) -> Post:
    head = heads.read(source.text(path))
    fields = _defaults(said, path) | head.fields
    stem = PurePosixPath(path).stem
    named = _NAMED.fullmatch(stem)
    day = heads.moment(fields.get("date")) or (heads.moment(named[1]) if named else None)
    is_draft = (
        "_drafts/" in path
        or is_true(fields.get("draft"))
        or str(fields.get("published", "")).lower() == "false"
    )
    post = Post(path, fields, head.body, stem, day, is_draft)
    if head.fault:
        post.lost.append(head.fault)
    folder = re.split(r"_(?:posts|drafts)/", path)[0].strip("/")
    above = [part for part in folder.split("/") if part and not part.startswith("_")]
    given = fields.get("categories")
    own = (
        words(given)
        if "categories" in head.fields
        and "category" not in source.text(path)[:2000].split("categories")[0]
        else listed(given)
    )
    post.topics = list(dict.fromkeys([*above, *own]))
    if day and not is_draft:
        slug = str(fields.get("slug") or (named[2] if named else stem))
        post.old = _addresses(said, fields, slug, day, post.topics)
    return post


def _addresses(
    said: dict[str, Any], fields: dict[str, Any], slug: str, day: str, topics: list[str]
) -> list[str]:
    collections = said.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    pattern = (
        fields.get("permalink") or (posts or {}).get("permalink") or said.get("permalink") or "date"
    )
    try:
        at, due = dates.parse(day)
        if _OFFSET.search(day):  # Jekyll shows the day of its own time zone
            at = due.astimezone(_zone(said)).date()
        return [old_urls.expand(str(pattern), day=at, due=due, slug=slug, categories=topics)]
    except ValueError:
        return []


def _zone(said: dict[str, Any]) -> tzinfo:
    try:
        return ZoneInfo(str(said.get("timezone") or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _page(source: Source, path: str) -> Page | None:
    top = path.startswith("_pages/") or "/" not in path
    stem = PurePosixPath(path).stem
    if not top or stem.lower() in _GENERATED:
        return None
    text = source.text(path)
    head = heads.read(text)
    if head.body == text:  # Jekyll makes no page of a file without a head
        return None
    pretty = f"/{stem}/" if path.startswith("_pages/") else f"/{stem}.html"
    old = [
        str(head.fields.get("permalink") or pretty),
        f"/{stem}/",
        *listed(head.fields.get("redirect_from")),
    ]
    title = str(head.fields.get("title") or stem.replace("-", " ").capitalize())
    return Page(path, title, head.body, list(dict.fromkeys(old)), stem)
