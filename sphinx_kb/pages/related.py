"""What else to read: the author's own choice first, then what an article shares most with."""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from sphinx_kb.article.names import nearest
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.once_per_build import once_per_build
from sphinx_kb.pages.cards import card
from sphinx_kb.references.backlinks import BacklinkDomain
from sphinx_kb.site.collections import KINDS
from sphinx_kb.source_names import without_ending
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MOST = 5
PARTS = 10**12  # of a score: whole numbers add up to the same in any order
COMMON = 60  # articles: what more of them share says little, and would cost more than it says

Feature = tuple[str, str]


def rank(features: Mapping[str, Iterable[Feature]]) -> dict[str, list[str]]:
    """Return, for each article, at most ``MOST`` others by what they share.

    A shared feature counts by its inverse document frequency, log(articles / holders).
    Ties are broken by name, so the order is stable. The cost is linear in the articles,
    for a feature that more than ``COMMON`` share is left out.
    """
    holders: dict[Feature, list[str]] = defaultdict(list)
    for name, own in features.items():
        for feature in set(own):
            holders[feature].append(name)
    total = len(features)
    scores: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for names in holders.values():
        if 1 < len(names) <= COMMON:
            weight = round(PARTS * (math.log(total / len(names)) if total > len(names) else 0.01))
            for one in names:
                others = scores[one]
                for other in names:
                    others[other] += weight
    return {name: _best(name, others) for name, others in scores.items()}


def _best(name: str, others: Mapping[str, int]) -> list[str]:
    """Return the articles with the highest scores, save the one that they are for.

    The last three digits of a score are what rounding has left.
    """
    ranked = nsmallest(MOST + 1, ((-round(score, -3), other) for other, score in others.items()))
    return [other for _, other in ranked if other != name][:MOST]


@once_per_build
def related(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return what to read after each article: its author's choice, then what it shares most with."""
    catalog = CatalogDomain.of(env)
    links = BacklinkDomain.of(env).data["sentences"]
    features: dict[str, set[Feature]] = {}
    for docname, article in catalog.articles.items():
        shelves = (
            (kind, item.slug)
            for kind in KINDS
            if kind != "year"
            for item in catalog.collections.collections_of(kind, docname)
        )
        controls = (("control", name.casefold()) for name in article.meta.controls)
        pairs = (("link", name) for name in (docname, *links.get(docname, ())))
        features[docname] = {*shelves, *controls, *pairs}
    ranked, by_slug = rank(features), _by_slug(catalog)
    return {
        docname: list(dict.fromkeys([
            *(by_slug[slug] for slug in map(_slug, article.meta.related)
              if by_slug.get(slug, docname) != docname),
            *ranked.get(docname, ()),
        ]))[:MOST]
        for docname, article in catalog.articles.items()
    }  # fmt: skip


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a choice that is no article."""
    catalog = CatalogDomain.of(env)
    by_slug = _by_slug(catalog)
    for docname, article in catalog.articles.items():
        for name in article.meta.related:
            slug = _slug(name)
            if by_slug.get(slug, docname) == docname and f"posts/{slug}" not in catalog.hidden:
                near = nearest(slug, by_slug)
                hint = f": did you mean '{near}'?" if near else ""
                remedy = f"correct '{name}': there is no such article{hint}"
                warn("link", remedy, (f"{docname}.md", article.lines["related"]))


def _by_slug(catalog: CatalogDomain) -> dict[str, str]:
    return {docname.rsplit("/", 1)[-1]: docname for docname in sorted(catalog.articles)}


def _slug(name: str) -> str:
    return without_ending(name.rsplit("/", 1)[-1]).removesuffix(".html")


def add_related(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give the page of an article what else to read."""
    return {"related": [card(app.env, name) for name in related(app.env).get(pagename, [])]}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the check and the data."""
    app.setup_extension("sphinx_kb.references.backlinks")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("env-updated", check, priority=600)  # after the articles were left out
    app.connect("kb-page-data", add_related)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
