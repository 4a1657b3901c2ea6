"""The text of a topic, with links to articles: ``[the plan](incident-response-plan)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.references import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.model import Topic

Part = tuple[str, str]  # a piece of text, and the page that it leads to, or nothing
_LINK = re.compile(r"\[([^\[\]]+)\]\(([\w-]+)\)")


def parts(env: BuildEnvironment, topic: Topic) -> list[Part]:
    """Return the text of a topic in pieces; a link to what is not published is its text."""
    articles = CatalogDomain.of(env).articles
    found: list[Part] = []
    end = 0
    for link in _LINK.finditer(topic.text):
        page = f"posts/{link[2]}"
        found += [(topic.text[end : link.start()], ""), (link[1], page if page in articles else "")]
        end = link.end()
    found.append((topic.text[end:], ""))
    return [part for part in found if part[0]]


def named(topic: Topic) -> Iterator[str]:
    """Yield the articles that a topic names, by their slugs."""
    yield from topic.start
    yield from (slug for _, slug in _LINK.findall(topic.text))


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a name that is no article."""
    for key, topic in CatalogDomain.of(env).site.topics.items():
        missing.tell(app, "link", "topics.yml", named(topic), key, "topic")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the check."""
    app.connect("env-updated", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
