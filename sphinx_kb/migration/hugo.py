"""Hugo: dated files of ``content/`` are articles, bundles and translations too."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_kb.article import dates, months
from sphinx_kb.migration import heads
from sphinx_kb.migration.model import OldSite, Page, Post, is_true, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_kb.migration.source import Source

NAMES = ("hugo", "config", "config/_default/hugo", "config/_default/config")
ENDINGS = ("toml", "yaml", "yml", "json")
_TOKEN = re.compile(r":([a-z]+)")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_]?(.*)")


def _config_name(source: Source) -> str | None:
    return source.find(*(f"{name}.{ending}" for name in NAMES for ending in ENDINGS))


def is_here(source: Source) -> bool:
    """Return whether the source is a site of Hugo."""
    return _config_name(source) is not None and bool(source.under("content", ".md"))


def _load(source: Source, name: str) -> dict[str, Any]:
    kind = {"toml": "toml", "json": "json"}.get(name.rpartition(".")[2], "yaml")
    return {key.lower(): value for key, value in heads.mapping(source.text(name), kind).items()}


def read(source: Source) -> OldSite:
    """Read the site."""
    said = _load(source, _config_name(source) or "")
    for part in ("params", "permalinks", "languages"):
        if found := source.find(*(f"config/_default/{part}.{ending}" for ending in ENDINGS)):
            said[part] = _load(source, found)
    given = said.get("params")
    for path in source.under("config/_default"):
        if named := re.fullmatch(r"config/_default/languages\.(\w+)\.\w+", path):
            said.setdefault("languages", {})[named[1]] = {}
    params: dict[str, Any] = given if isinstance(given, dict) else {}
    author = params.get("author") or said.get("author")
    site = OldSite(
        "Hugo", title=str(said.get("title") or ""),
        description=" ".join(str(params.get("description") or "").split()),
        author=str(author.get("name") or "" if isinstance(author, dict) else author or ""),
        language=str(said.get("languagecode") or said.get("defaultcontentlanguage") or "")[:2],
        address=str(said.get("baseurl") or "").rstrip("/"),
        roots=("static", "assets", "content", ""),
    )  # fmt: skip
    site.variables = {f"param.{name}": value for name, value in _params(params)}
    languages = said.get("languages")
    known = {str(name).lower() for name in languages} if isinstance(languages, dict) else set()
    main = str(said.get("defaultcontentlanguage") or "en").lower()
    site.code_marks = frozenset({"highlight"} | {
        PurePosixPath(path).stem
        for path in source.under("", ".html")
        if "/shortcodes/" in f"/{path}" and "highlight" in source.text(path)
    })  # fmt: skip
    for path in source.under("content", ".md", ".markdown", ".html"):
        _add(site, source, said, path, known, main)
    site.redirects = {"/index.xml": "feed.xml", "/tags/": "tags", "/categories/": "topics"}
    return site


def _params(given: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the settings that a text may name, as (name, value)."""
    for name, value in given.items():
        if isinstance(value, dict):
            yield from _params(value, f"{above}{name}.".lower())
        elif isinstance(value, str | int | float):
            yield f"{above}{name}".lower(), str(value)


def _add(
    site: OldSite, source: Source, said: dict[str, Any], path: str, known: set[str], main: str
) -> None:
    inner = PurePosixPath(path).relative_to("content")
    stem, _, language = inner.stem.rpartition(".")
    if not stem or language.lower() not in known:
        stem, language = inner.stem, ""
    if stem == "_index" or "archetypes" in inner.parts:
        return
    parts = list(inner.parent.parts)
    if parts and parts[0].lower() in known:
        language = parts.pop(0)
    if stem == "index" and parts:
        stem = parts.pop()
    head = heads.read(source.text(path))
    fields = head.fields
    named = _DATED.fullmatch(stem)
    day = heads.moment(fields.get("date")) or (heads.moment(named[1]) if named else None)
    other = f"/{language.lower()}" if language and language.lower() != main else ""
    slug = str(fields.get("slug") or "")
    if day is None:
        old = [str(fields.get("url") or _plain(other, parts, slug or stem)), *_aliases(fields)]
        title = str(fields.get("title") or stem.replace("-", " ").capitalize())
        site.pages.append(Page(path, title, head.body, old, "-".join([*parts, stem])))
        return
    post = Post(
        path,
        fields,
        head.body,
        stem + (f"-{language}" if other else ""),
        day,
        is_true(fields.get("draft")),
    )
    if head.fault:
        post.lost.append(head.fault)
    if other:
        fields.setdefault("lang", language)
    post.topics = listed(fields.get("categories"))
    if not post.is_draft:
        post.old = [_address(said, fields, parts, stem, day, other), *_aliases(fields)]
    site.posts.append(post)


def _aliases(fields: dict[str, Any]) -> list[str]:
    return [
        one if one.startswith("/") else f"/{one}" for one in listed(fields.get("redirect_from"))
    ]


def _plain(other: str, parts: list[str], name: str) -> str:
    return other + "/" + "".join(f"{urlized(part)}/" for part in [*parts, name])


def urlized(text: str) -> str:
    """Return a part of an address as Hugo makes it: small letters, hyphens for spaces."""
    kept = re.sub(r"[^\w\s./+~#-]", "", text.strip().lower())
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", "-", kept))


def _address(
    said: dict[str, Any], fields: dict[str, Any], parts: list[str], stem: str, day: str, other: str
) -> str:
    if url := fields.get("url"):
        return f"/{str(url).lstrip('/')}"
    slug = str(fields.get("slug") or stem)
    given = said.get("permalinks")
    patterns: dict[str, Any] = given if isinstance(given, dict) else {}
    pages = patterns.get("page")
    patterns = pages if isinstance(pages, dict) else patterns
    pattern = patterns.get(parts[0] if parts else "")
    if not isinstance(pattern, str):
        return _plain(other, parts, slug)
    at, _ = dates.parse(day)
    title = str(fields.get("title") or stem)
    values = {
        "year": f"{at:%Y}", "month": f"{at:%m}", "day": f"{at:%d}", "monthname": months.MONTHS[at.month - 1].lower(),
        "yearday": str(at.timetuple().tm_yday), "section": "/".join(map(urlized, parts[:1])),
        "sections": "/".join(map(urlized, parts)), "title": urlized(title), "filename": urlized(stem),
        "contentbasename": urlized(stem), "slug": urlized(str(fields.get("slug") or title)),
        "slugorfilename": urlized(slug), "slugorcontentbasename": urlized(slug),
    }  # fmt: skip
    whole = _TOKEN.sub(lambda found: values.get(found[1], found[0]), pattern)
    text = f"{other}/{whole.strip('/')}"
    return text if text.endswith(".html") else f"{text}/"
