"""Puts the files of all pictures that are shown, and the sharing cards, into the output."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import is_site
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.pictures.cache import Cache
from sphinx_kb.pictures.collect import in_texts
from sphinx_kb.pictures.context import card_image, cover_facts, drawing, drawn, sharing_card
from sphinx_kb.pictures.covers import social_card
from sphinx_kb.pictures.domain import PictureDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.pictures.cache import Job

    File = tuple[str, str, str]  # the key in the cache, the file made, its path in the output


def pictures(env: BuildEnvironment) -> Iterator[File]:
    """Yield the files of the pictures that pages show."""
    domain = PictureDomain.of(env)
    paths = {*domain.covers.values(), *domain.portraits, *chain(*in_texts(env).values())}
    for facts in filter(None, map(domain.facts, sorted(paths))):
        yield facts.key, facts.fallback_file, facts.address(facts.fallback_file)
        if not domain.plain:
            for name, _ in chain(*(files for _, files in facts.sources)):
                yield facts.key, name, facts.address(name)


def drawings(env: BuildEnvironment, cache: Cache) -> Iterator[File]:
    """Yield the drawn covers, and what is shown where articles are shared; draw what is missing."""
    jobs: dict[str, Job] = {}
    for docname in CatalogDomain.of(env).articles:
        facts = cover_facts(env, docname)
        if not facts:
            cover = drawing(env, docname)
            jobs[cover.key] = cover.files
            yield from ((cover.key, name, path) for name, path in drawn(env, docname))
        if PictureDomain.of(env).plain:
            continue  # an e-book is not shared
        if facts and facts.social_file:
            yield facts.key, facts.social_file, card_image(env, docname)
        else:
            card = sharing_card(env, docname)
            jobs[card.key] = card.files
            yield card.key, social_card.FILE, card_image(env, docname)
    cache.fill(jobs)


def publish(app: Sphinx) -> None:
    """Write every file that is not there, and note them all."""
    env, cache = app.env, Cache(app)
    files = {*pictures(env), *drawings(env, cache)}
    OutputManifest.of(env).add_files(app, *(path for _, _, path in files))
    for key, made, path in files:
        cache.publish(key, made, f"{app.outdir}/{path}")


def publish_last(app: Sphinx, exception: Exception | None) -> None:
    """Publish the pictures of a site."""
    if exception is None and is_site(app):
        publish(app)


def publish_first(app: Sphinx, builder: Builder) -> None:
    """Publish the pictures of an e-book, before it is packed. It runs at ``write-started``."""
    if builder.name == "epub":
        publish(app)
