"""A folder of Markdown files: each is an article."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_kb.article import dates
from sphinx_kb.migration import heads
from sphinx_kb.migration.material import title_of
from sphinx_kb.migration.model import OldSite, Post, is_true, listed

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source

_LEFT = {
    "readme",
    "license",
    "contributing",
    "changelog",
    "code_of_conduct",
    "security",
    "index",
    "history",
    "claude",
    "agents",
}


def is_here(source: Source) -> bool:
    """Return whether there is any file of Markdown."""
    return bool(source.under("", ".md", ".markdown"))


def read(source: Source) -> OldSite:
    """Read the folder; one without a day is an article of today."""
    site = OldSite("folder of Markdown files")
    for path in source.under("", ".md", ".markdown"):
        file = PurePosixPath(path)
        is_hidden = any(part.startswith((".", "_")) for part in file.parts[:-1])
        if is_hidden or (file.stem.lower().split("-")[0] in _LEFT and len(file.parts) == 1):
            continue
        head = heads.read(source.text(path))
        stem = file.parent.name if file.stem.lower() in {"index", "readme"} else file.stem
        try:
            named = dates.in_name(stem)[0]
        except ValueError:
            named = None
        day = heads.moment(head.fields.get("date")) or (named.isoformat() if named else None)
        head.fields.setdefault("title", title_of(head, stem))
        post = Post(path, head.fields, head.body, stem, day, is_true(head.fields.get("draft")))
        post.topics = listed(head.fields.get("categories")) or [*file.parent.parts[-1:]]
        post.old = [f"/{path.rpartition('.')[0]}.html"]
        site.posts.append(post)
    return site
