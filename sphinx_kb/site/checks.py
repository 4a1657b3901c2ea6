"""What an article says of other things: its authors, its topics, its controls, its cover."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_kb.article import files
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_kb.article.model import Article
    from sphinx_kb.site.model import SiteData

ALIKE = 0.85  # from here on, an unlisted topic is a listed one misspelt


def faults(root: Path, docname: str, article: Article, site: SiteData) -> Iterator[Fault]:
    """Yield the faults of a well-formed article that only its surroundings show."""
    yield from _people(article, site)
    yield from _topics(article, site)
    yield from _controls(article, site)
    yield from _cover(root, docname, article)


def _people(article: Article, site: SiteData) -> Iterator[Fault]:
    keys = {key.casefold() for key in site.authors}
    said = article.meta
    named = {"authors": said.authors, "reviewers": said.reviewers, "owner": (said.owner,)}
    for field, names in named.items():
        for name in names:
            if name and name.casefold() not in keys:
                near = nearest(name, site.authors)
                hint = f"did you mean '{near}'?" if near else "or correct the name"
                remedy = f"add '{name}' to _data/authors.yml: {hint}"
                yield Fault(article.lines.get(field, 1), "author", remedy)


def _topics(article: Article, site: SiteData) -> Iterator[Fault]:
    listed = site.topic_names()
    for name in article.meta.categories:
        if name.casefold() in listed:
            continue
        near = nearest(name, listed)
        alike = near and SequenceMatcher(None, name.casefold(), near).ratio() >= ALIKE
        if site.topics_closed or alike:
            hint = f"did you mean '{near}'?" if near else "choose a listed topic"
            remedy = f"'{name}' is not a topic of _data/topics.yml: {hint}"
            yield Fault(article.lines.get("categories", 1), "topic", remedy)


def _controls(article: Article, site: SiteData) -> Iterator[Fault]:
    for name in article.meta.controls if site.frameworks.of else ():
        if not site.frameworks.find(name):
            near = site.frameworks.nearest(name)
            hint = f"did you mean '{near}'?" if near else "no framework has it"
            remedy = f"correct the control '{name}': {hint}"
            yield Fault(article.lines["controls"], "control", remedy)


def _cover(root: Path, docname: str, article: Article) -> Iterator[Fault]:
    if not article.meta.image:
        return
    line = article.lines.get("image", 1)
    try:
        files.find(root, docname, article.meta.image)
    except FileNotFoundError:
        remedy = f"add the picture '{article.meta.image}', or correct its path"
        yield Fault(line, "picture", remedy)
    except ValueError as error:
        yield Fault(line, "picture", str(error))
