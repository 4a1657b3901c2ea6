"""What a site of another system is, once it is read: its articles, its pages, its people."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_NO_NAME = re.compile(r"[<>:\"|?*\\#%\x00-\x1f\x7f]+")
LONGEST = 120  # bytes of a file's name


@dataclass
class Post:
    """An article of the other system, and what becomes of it."""

    source: str  # its path there
    fields: dict[str, Any]  # of its head, by our names
    body: str
    slug: str
    day: str | None = None  # as front matter has it
    is_draft: bool = False
    old: list[str] = field(default_factory=list)  # its addresses, from the root, not encoded
    topics: list[str] = field(default_factory=list)
    target: str = ""  # its path here
    lost: list[str] = field(default_factory=list)  # what could not be taken over


@dataclass
class Page:
    """A page of the other system that is no article."""

    source: str
    title: str
    body: str
    old: list[str]
    name: str  # of its file here


@dataclass
class OldSite:
    """All that is taken over."""

    system: str
    title: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    address: str = ""  # as in https://example.org/blog
    posts: list[Post] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    authors: dict[str, Any] = field(default_factory=dict)
    roots: tuple[str, ...] = ("",)  # folders whose files the other system serves from its root
    redirects: dict[str, str] = field(
        default_factory=dict
    )  # other old addresses -> what they lead to
    profiles: list[str] = field(default_factory=list)  # addresses of the site's owner elsewhere
    variables: dict[str, str] = field(default_factory=dict)  # what texts may name: site.title
    code_marks: frozenset[str] = frozenset()  # shortcodes of the old theme that show code
    absent: dict[str, int] = field(
        default_factory=dict
    )  # its pages that did not come -> links to them
    dropped: Counter[str] = field(default_factory=Counter)  # what of its looks is left out -> times
    pointers: set[str] = field(default_factory=set)  # files that lie elsewhere: Git LFS
    told: list[str] = field(default_factory=list)  # what its owner should know


def file_name(text: str) -> str:
    """Return a name that a file can have on every system."""
    name = unicodedata.normalize("NFC", _NO_NAME.sub("", text)).strip(" .-")
    name = re.sub(r"[\s/]+", "-", name)
    while len(name.encode()) > LONGEST:
        name = name[:-1]
    return name or "article"


def place(posts: list[Post]) -> None:
    """Give each article a file of its own: no two names differ by capitals alone."""
    taken: set[str] = set()
    for post in posts:
        folder = "posts/_drafts" if post.is_draft else "posts"
        number, name = 1, file_name(post.slug)
        while f"{folder}/{name}".casefold() in taken:
            number += 1
            name = f"{file_name(post.slug)}-{number}"
        taken.add(f"{folder}/{name}".casefold())
        post.target = f"{folder}/{name}.md"


def words(value: Any) -> list[str]:
    """Return names of a list, of a text with commas, or of one with spaces, as Jekyll has them."""
    if isinstance(value, str):
        parts = value.split(",") if "," in value else value.split()
        return [part.strip() for part in parts if part.strip()]
    return listed(value)


def listed(value: Any) -> list[str]:
    """Return the names of a list, or the one name that a text is."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, dict):
        return [str(name) for name in value]
    if isinstance(value, list | tuple):
        named = (
            one.get("name") or one.get("label") or one.get("title")
            if isinstance(one, dict)
            else one
            for one in value
        )
        return list(dict.fromkeys(str(one).strip() for one in named if one not in {None, ""}))
    return [] if value is None else [str(value)]


def is_true(value: Any) -> bool:
    """Return whether a flag is set."""
    return str(value).strip().lower() in {"true", "yes", "on", "1"}
