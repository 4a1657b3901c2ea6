"""What templates get of a picture: its files, its size, how wide it is shown, its sharing card."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.pictures.covers import shapes
from sphinx_kb.pictures.covers.cover import MODES, Drawing
from sphinx_kb.pictures.covers.social_card import FILE, HEIGHT, WIDTH, SharingCard
from sphinx_kb.pictures.domain import PictureDomain
from sphinx_kb.pictures.facts import address
from sphinx_kb.pictures.sizes import SLOTS
from sphinx_kb.site.model import Topic

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.pictures.facts import Facts

SMALL = 160  # a picture narrower than a card's is shown as large as it is


class Picture(TypedDict):
    """What the ``picture`` macro shows; paths are those of the output."""

    src: str
    dark: str | None  # what stands there in the dark, if it is another
    width: int | None
    height: int | None
    small: bool  # narrower than a card's: shown as large as it is
    sources: list[tuple[str, list[tuple[str, int]]]]  # (type, [(path, width)])
    sizes: dict[str, str]  # place -> how wide it is shown there


def picture(env: BuildEnvironment, facts: Facts, *places: str, limit: int | None = None) -> Picture:
    """Return what the ``picture`` macro shows of a picture in some places.

    ``limit`` is the width that its author asks for.
    """
    width, height = facts.size
    if facts.kind != "vector":
        limit = min(limit or width, width)
    modern = [] if PictureDomain.of(env).plain else facts.sources
    return {
        "src": facts.address(facts.fallback_file),
        "dark": None,
        "width": limit or width,
        "height": max(1, round(height * limit / width)) if limit and width else height,
        "small": facts.kind != "vector" and width < SMALL,
        "sources": [
            (kind, [(facts.address(name), wide) for name, wide in files]) for kind, files in modern
        ],
        "sizes": {place: SLOTS[place].sizes(width, height, limit) for place in places},
    }


def cover(env: BuildEnvironment, docname: str) -> Picture:
    """Return the picture of an article: its own, else a drawn one, light and dark."""
    facts = cover_facts(env, docname)
    if facts:
        return picture(env, facts, "card", "cover")
    light, *dark = (path for _, path in drawn(env, docname))
    return {
        "src": light, "dark": dark[0] if dark else None, "sources": [], "sizes": {},
        "width": shapes.WIDTH, "height": shapes.HEIGHT, "small": False,
    }  # fmt: skip


def portrait(env: BuildEnvironment, path: str | None) -> Picture | None:
    """Return the picture of an author, or None if there is none that can be shown."""
    facts = PictureDomain.of(env).facts(path) if path else None
    return picture(env, facts, "face") if facts else None


def cover_facts(env: BuildEnvironment, docname: str) -> Facts | None:
    """Return the facts of an article's own picture, if it has one that can be shown."""
    domain = PictureDomain.of(env)
    return domain.facts(domain.covers[docname]) if docname in domain.covers else None


def drawing(env: BuildEnvironment, docname: str) -> Drawing:
    """Return the drawn cover of an article."""
    catalog = CatalogDomain.of(env)
    topic = catalog.collections.topic_of(docname)
    listed = catalog.site.topics.get(topic.slug) if topic else None
    hue = (listed or Topic(name="")).color
    return Drawing(topic.slug if topic else "", docname.removeprefix("posts/"), hue)


def drawn(env: BuildEnvironment, docname: str) -> list[tuple[str, str]]:
    """Return the files of an article's drawn cover, each with its path in the output.

    An e-book gets the light one alone.
    """
    made = drawing(env, docname)
    names = list(MODES)[: 1 if PictureDomain.of(env).plain else None]
    return [(name, address(made.slug, made.key, name)) for name in names]


def sharing_card(env: BuildEnvironment, docname: str) -> SharingCard:
    """Return the sharing card of an article."""
    catalog = CatalogDomain.of(env)
    topic = catalog.collections.topic_of(docname)
    title = catalog.articles[docname].title
    name = topic.name if topic else ""
    return SharingCard(title, name, env.config.project, drawing(env, docname))


def card_size(env: BuildEnvironment, docname: str) -> tuple[int, int]:
    """Return the width and height of the picture that is shown where an article is shared."""
    facts = cover_facts(env, docname)
    return facts.social_size if facts and facts.social_file else (WIDTH, HEIGHT)


def card_image(env: BuildEnvironment, docname: str) -> str:
    """Return the path in the output of the picture that is shown where an article is shared."""
    facts = cover_facts(env, docname)
    if facts and facts.social_file:
        return facts.address(facts.social_file)
    card = sharing_card(env, docname)
    return address(card.drawing.slug, card.key, FILE)
