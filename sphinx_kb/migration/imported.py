"""An article of another system, as a file of ours: its front matter and its text."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import quote

import yaml

from sphinx_kb.article import old_urls
from sphinx_kb.migration import bodies, code_fences, heads, material
from sphinx_kb.migration.links import PICTURES, Table
from sphinx_kb.migration.model import OldSite, Post, is_true, listed, words
from sphinx_kb.migration.rewriting import Place, rewrite

FLAGS = {
    "featured": "featured",
    "hidden": "hidden",
    "pinned": "pinned",
    "sticky": "pinned",
    "pin": "pinned",
}
_H1 = re.compile(r"\A\s*# +([^\n]+?)[ #]*\n")


def article(site: OldSite, table: Table, keys: dict[str, str], post: Post) -> str:
    """Return the file of an article; what it loses is noted in ``post``."""
    body = code_fences.closed(code_fences.fenced(post.body, site.code_marks), post.lost)
    body = bodies.translated(body, site, post.lost)
    where = Place(post.source, post.target, post.lost)
    body = rewrite(table, body, where).strip("\n")
    title = post.fields.get("title")
    if (heading := _H1.match(body)) and (not title or _plain(str(title)) == _plain(heading[1])):
        title, body = title or material.words_of(heading[1]), body[heading.end() :].lstrip("\n")
    shown = html.unescape(str(title or post.slug.replace("-", " ").capitalize()))
    head = {"title": " ".join(shown.split()), **_head(site, table, keys, post)}
    dumped = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=10_000)
    return f"---\n{dumped}---\n\n{body or 'There was no text.'}\n"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(material.words_of(text))).casefold()


def _head(site: OldSite, table: Table, keys: dict[str, str], post: Post) -> dict[str, Any]:
    said = post.fields
    updated = heads.moment(said.get("updated"))
    head: dict[str, Any] = {"date": post.day}
    head["updated"] = updated if updated and post.day and updated[:10] > post.day[:10] else None
    head["authors"] = [keys[name] for name in listed(said.get("authors")) if name in keys]
    head["categories"] = post.topics
    head["tags"] = words(said.get("tags")) if site.system == "Jekyll" else listed(said.get("tags"))
    head["description"] = _line(said.get("description"))
    head |= _cover(table, post)
    if isinstance(said.get("lang"), str) and re.fullmatch(
        r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?", said["lang"]
    ):
        head["lang"] = said["lang"]
    head |= {ours: True for name, ours in FLAGS.items() if is_true(said.get(name))}
    head["draft"] = True if post.is_draft else None
    head["redirect_from"] = _old(post)
    if site.address and post.old:
        base = site.address.removesuffix("/")
        own = (
            post.old[0].removesuffix(".html").rstrip("/")
            if site.system == "Jekyll"
            else post.old[0]
        )
        head["guid"] = base + quote(own, safe="/~!$&'()+,;=@:")
    return {name: value for name, value in head.items() if value not in (None, "", [])}


def _line(value: Any) -> str:
    text = re.sub(r"<[^<>]*>|\{[{%][^{}]*[%}]\}", "", str(value)) if isinstance(value, str) else ""
    return " ".join(html.unescape(text).split())


def _cover(table: Table, post: Post) -> dict[str, Any]:
    image = post.fields.get("image")
    if isinstance(image, list) and image:
        image = image[0]
    alt = post.fields.get("image_alt")
    if isinstance(image, dict):
        alt = alt or image.get("alt") or image.get("caption")
        image = (
            image.get("path")
            or image.get("src")
            or image.get("image")
            or image.get("feature")
            or image.get("url")
        )
    if not isinstance(image, str) or not image.lower().split("?")[0].endswith(PICTURES):
        return {}
    lost: list[str] = []
    path = bodies.translated(image, table.site, lost)
    new = table.cover(path, post.source)
    if new is None and not image.startswith("http"):
        lost.append(f"the file {path}, which the source does not have")
    post.lost += [f"the cover: {one}" for one in lost]
    if new is None and image.startswith("http"):
        table.site.told.append(image)
    return {"image": new, "image_alt": _line(alt)} if new else {}


def _old(post: Post) -> list[str]:
    own = "/" + post.target.removesuffix(".md") + ".html"
    kept: list[str] = []
    for address in [
        *post.old,
        *((post.fields.get("redirect_from") and listed(post.fields["redirect_from"])) or ()),
    ]:
        try:
            plain_address = "/" + old_urls.normalize(address)
        except ValueError:
            post.lost.append(f"its old address {address}, which no file can have")
            continue
        if plain_address != own and plain_address not in kept:
            kept.append(plain_address)
    return kept
