"""The lists that the search script reads: words, names of pages, facets, and cards.

Each is a plain script, because a page opened from a disk may load no other kind of file.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_kb.search.article_facts import FACETS
from sphinx_kb.search.folding import fold
from sphinx_kb.search.record import codes_of, vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_kb.search.article_facts import Facts

MOST_WORDS = 12_000
SHORTEST = 3  # letters of a part of a compound
COMMON = 4  # a word that is in one of so many articles says little


def words(articles: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return the words of articles as "one:3 another:12", in order.

    An article gives the words of its text, as record.spelled() has them, and other texts. The
    number is that of the articles that have a word. Rare ones go when there are many.
    """
    counts: Counter[str] = Counter()
    for known, texts in articles:
        counts.update({*known.split(), *(word for text in texts for word in vocabulary_of(text))})
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS]
    return " ".join(f"{word}:{count}" for word, count in sorted(kept))


def common(words: str, articles: int) -> str:
    """Return those of listed words that are in many articles: they say less than others."""
    counted = (entry.rpartition(":") for entry in words.split())
    return " ".join(
        f"{word}:{count}" for word, _, count in counted if int(count) * COMMON >= articles
    )


def compounds(words: str) -> str:
    """Return those of listed words that are two others in one, as "data|base"."""
    known = {entry.rpartition(":")[0] for entry in words.split()}
    found = (_parted(word, known) for word in sorted(known) if len(word) >= 2 * SHORTEST)
    return " ".join(filter(None, found))


def _parted(word: str, known: set[str]) -> str:
    """Return a word in two that are known, about as long as each other, or nothing."""
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    for at in sorted(cuts, key=lambda cut: abs(2 * cut - len(word))):
        if word[:at] in known and word[at:] in known:
            return f"{word[:at]}|{word[at:]}"
    return ""


def codes(articles: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[int]]:
    """Return for each word that has a digit the articles that have it, by their places.

    The engine takes "1.3" for "13", and the beginning of a word for one that it does not know.
    An article gives those of its text, as record.words() has them, and other texts.
    """
    places: dict[str, list[int]] = {}
    for place, (known, texts) in enumerate(articles):
        for code in sorted({*known.split(), *(code for text in texts for code in codes_of(text))}):
            places.setdefault(code, []).append(place)
    return dict(sorted(places.items()))


def facets(found: Mapping[str, Facts], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of each facet, and each article's by their places in it.

    The articles stand in the order of ``found``, as the cards do. ``ids`` are the
    engine's names of them.
    """
    names = {
        facet: dict(sorted({value for facts in found.values() for value in facts.values[facet]}))
        for facet in FACETS
    }
    place = {facet: {slug: at for at, slug in enumerate(names[facet])} for facet in FACETS}
    rows = [
        [
            ids.get(docname, ""),
            *([place[facet][slug] for slug, _ in facts.values[facet]] for facet in FACETS),
        ]
        for docname, facts in found.items()
    ]
    return {"values": {facet: list(names[facet].items()) for facet in FACETS}, "articles": rows}


def cards(found: Mapping[str, Facts], uris: Mapping[str, str]) -> list[list[str]]:
    """Return what a list shows and weighs of each article where the engine cannot run."""
    return [
        [
            docname, uris[docname], facts.title, facts.description, facts.day,
            ", ".join([*facts.aliases, *facts.controls, *facts.mentioned]),
            ", ".join(facts.terms), facts.due,
        ]
        for docname, facts in found.items()
    ]  # fmt: skip


def script(name: str, value: object) -> bytes:
    """Return the script that hands a list to the search."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return f"kbSearch.{name}={text};\n".encode()


def names(groups: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return groups of words as they are compared, without those that have no other."""
    folded = ([fold(term) for term in dict.fromkeys(group)] for group in groups)
    return [group for group in folded if len(group) > 1]
