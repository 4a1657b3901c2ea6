"""Finds the pictures of a build, makes what is missing, and tells authors what cannot be shown."""

from __future__ import annotations

import warnings
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import get_node_line

from sphinx_kb.article import files
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental.page_data import pages_with_changed_data
from sphinx_kb.pictures.cache import Cache
from sphinx_kb.pictures.domain import PictureDomain
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def collect_pictures(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make all pictures of the site; ask for the pages whose text shows one that changed.

    It runs once the articles of this build are known, and before any page is written: only a
    picture that is made is known to be undamaged.
    """
    if app.builder.format != "html":
        return []
    domain = PictureDomain.of(env)
    domain.plain = app.builder.name == "epub"
    domain.covers = dict(_covers(env))
    authors = CatalogDomain.of(env).site.authors
    domain.portraits = {author.picture for author in authors.values() if author.picture}
    texts = in_texts(env)
    shown = {*domain.covers.values(), *domain.portraits, *chain(*texts.values())}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # Pillow's, on metadata that we do not keep
        domain.examine_all(env.srcdir, shown)
        domain.make_all(env.srcdir, Cache(app))
    for docname, path in domain.covers.items():
        if remedy := domain.remedy(path):
            line = CatalogDomain.of(env).articles[docname].lines.get("image", 1)
            warn("picture", remedy, (f"{docname}.md", line))
    for path in sorted(domain.portraits):
        if remedy := domain.remedy(path):
            warn("picture", remedy, ("_data/authors.yml", 1))
    for docname, paths in texts.items():
        for path in paths:
            remedy = domain.remedy(path)
            if remedy and path != domain.covers.get(docname):
                warn("picture", remedy, (f"{docname}.md", _line(env, docname, path)))
    facts = {docname: [(path, domain.facts(path)) for path in texts[docname]] for docname in texts}
    return pages_with_changed_data(env, "pictures", facts)


def _covers(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Yield the articles with a picture of their own, and its path."""
    for docname, article in CatalogDomain.of(env).articles.items():
        if article.meta.image:
            try:
                yield docname, files.find(env.srcdir, docname, article.meta.image)
            except (FileNotFoundError, ValueError):
                continue  # the catalog has told the author


def in_texts(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the pages with pictures in their text, and the paths of these."""
    texts: dict[str, list[str]] = {}
    for path, (docnames, _) in sorted(env.images.items()):
        for docname in sorted(docnames & env.found_docs):
            texts.setdefault(docname, []).append(path)
    return texts


def _line(env: BuildEnvironment, docname: str, path: str) -> int:
    """Return the line of a page that first shows a picture."""
    for node in env.get_doctree(docname).findall(nodes.image):
        if path in node["candidates"].values():
            return get_node_line(node) or 1
    return 1
