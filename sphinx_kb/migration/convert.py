"""A site of another system, made into the files of one of ours."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml

from sphinx_kb.article import dates, old_urls
from sphinx_kb.article import model as article
from sphinx_kb.migration import (
    bodies,
    heads,
    material,
    people,
    wholeness,
)
from sphinx_kb.migration.data_files import _data
from sphinx_kb.migration.detect import detect
from sphinx_kb.migration.links import PICTURES, Table
from sphinx_kb.migration.model import OldSite, Page, Post, is_true, listed, place, words
from sphinx_kb.migration.rewriting import Place, rewrite

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source

FLAGS = {
    "featured": "featured",
    "hidden": "hidden",
    "pinned": "pinned",
    "sticky": "pinned",
    "pin": "pinned",
}
_H1 = re.compile(r"\A\s*# +([^\n]+?)[ #]*\n")


@dataclass
class Converted:
    """The files of the new site, and what its owner should know."""

    site: OldSite
    files: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)  # path there -> path here
    extra: bool = False  # there are files for the root of the output


def convert(source: Source, asked: str = "", address: str = "") -> Converted:
    """Make a source into the files of a new site; nothing is written.

    ``address`` is where it was, if it does not say so itself.
    """
    site: OldSite = detect(source, asked).read(source)
    site.address = address.rstrip("/") or _address(source, site)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    for post in site.posts:
        if not post.day and not post.is_draft:
            post.day = today
            post.lost.append("its date: the source has none, so it is today's")
        post.slug = _without_other_day(post)
    place(site.posts)
    _keep_one_of_each_address(site.posts)
    topics = people.topics(site)
    found = Converted(site)
    table = Table(source, site)
    keys = people.keys(
        site, (name for post in site.posts for name in listed(post.fields.get("authors")))
    )
    for post in site.posts:
        text = _article(site, table, keys, post)
        found.files[post.target] = text.encode()
        reading = article.read(
            post.target,
            text.encode(),
            {*topics, *(topic["name"].casefold() for topic in topics.values())},
        )
        post.lost += [f"line {fault.line}: {fault.remedy}" for fault in reading.faults]
    for page in site.pages:
        found.files[f"pages/{page.name}.md"] = _page(site, table, page).encode()
    found.files |= wholeness.menu(site)
    _data(source, found, table, topics)
    found.copies = dict(table.copied)
    return found


def _keep_one_of_each_address(posts: list[Post]) -> None:
    """Leave each old address to the first article that had it: the old site showed one of them."""
    owners: dict[str, str] = {}
    for post in posts:
        others = {
            one: owner
            for one in post.old
            if (owner := owners.setdefault(one.strip("/").casefold(), post.target)) != post.target
        }
        post.old = [one for one in post.old if one not in others]
        post.lost += [
            f"its old address {one}, which {owner} has too" for one, owner in others.items()
        ]


def _address(source: Source, site: OldSite) -> str:
    """Return where the site is: as its settings say, else as the file says that its host reads."""
    if site.address.startswith("http"):
        return site.address
    name = source.text(
        source.find(*(f"{root}/CNAME" for root in (*site.roots, "docs"))) or ""
    ).strip()
    return (
        f"https://{name}{site.address}"
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name)
        else site.address
    )


def _without_other_day(post: Post) -> str:
    """Return the name of an article without a day that is not its own: its head's holds."""
    try:
        named, rest = dates.in_name(post.slug)
    except ValueError:
        return post.slug
    is_other = named and post.day and rest and named.isoformat() != post.day[:10]
    return rest if is_other else post.slug


def _page(site: OldSite, table: Table, page: Page) -> str:
    lost: list[str] = []
    target = f"pages/{page.name}.md"
    body = bodies.translated(page.body, site, lost)
    where = Place(page.source, target, lost)
    body = bodies.change(body, lambda text: rewrite(table, text, where))
    return wholeness.page(page.title, body)


def _article(site: OldSite, table: Table, keys: dict[str, str], post: Post) -> str:
    body = bodies.closed(bodies.fenced(post.body, site.code_marks), post.lost)
    body = bodies.translated(body, site, post.lost)
    where = Place(post.source, post.target, post.lost)
    body = bodies.change(body, lambda text: rewrite(table, text, where)).strip("\n")
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
