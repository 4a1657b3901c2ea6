"""The articles of the project as its tools see them: the same reading as the build's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article.folder import scan
from sphinx_kb.article.model import Article, read
from sphinx_kb.article.source import decode, split
from sphinx_kb.site.data import read as read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Text(NamedTuple):
    """An article, its body, and the line at which the body starts."""

    path: str
    article: Article
    body: str
    body_line: int


def articles(root: Path) -> Iterator[Text]:
    """Yield each well-formed article under posts/, drafts too."""
    site, _ = read_site(root / "_data")
    for entry in scan(root).entries:
        data = entry.file.read_bytes()
        article = read(entry.path, data, site.topic_names()).article
        if article:
            _, body, line = split(decode(data)[0])
            yield Text(entry.path, article, body, line)
