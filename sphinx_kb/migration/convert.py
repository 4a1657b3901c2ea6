"""A site of another system, made into the files of one of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_kb.article import dates
from sphinx_kb.article import model as article
from sphinx_kb.migration import bodies, imported, people, wholeness
from sphinx_kb.migration.data_files import _data
from sphinx_kb.migration.detect import detect
from sphinx_kb.migration.links import Table
from sphinx_kb.migration.model import OldSite, Page, Post, listed, place
from sphinx_kb.migration.rewriting import Place, rewrite

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source


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
        text = imported.article(site, table, keys, post)
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
    body = rewrite(table, body, where)
    return wholeness.page(page.title, body)
