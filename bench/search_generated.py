"""Made-up articles whose words are as common and as rare as those of a language.

An index is as large as the lists of articles that hold its words: with words that are all
in every article, or all in one, its size says nothing.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

from bench.corpus import AUTHORS, TAGS, TOPICS

if TYPE_CHECKING:
    from pathlib import Path

SEED = 2026
VOCABULARY = 30_000
WORDS = 600  # of a body
# By rank: "risk" is in four articles of ten, "budget" in one of ten, "supplier" in one of fifty.
PLACED = {150: "risk", 300: "board", 600: "budget", 1500: "recovery", 2500: "supplier"}
QUERY = "recovery budget"
_SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "un", "er")]


def write(folder: Path, count: int) -> None:
    """Write articles for our site into a folder; the first ones are the same for every count."""
    folder.mkdir(parents=True, exist_ok=True)
    words = _vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
    for number in range(count):
        text = _article(number, words, weights)
        (folder / f"article-{number:05}.md").write_text(text, "utf-8")


def _vocabulary() -> list[str]:
    """Return the words, the most common first."""
    chance = random.Random(SEED)
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 4)))] = None
    words = list(made)
    for rank, word in PLACED.items():
        words[rank] = word
    return words


def _article(number: int, words: list[str], weights: list[float]) -> str:
    """Return one article with its front matter."""
    chance = random.Random(f"{SEED}-{number}")
    text = iter(chance.choices(words, cum_weights=weights, k=WORDS + 120))

    def sentence(length: int) -> str:
        return " ".join(itertools.islice(text, length)).capitalize() + "."

    head = {
        "title": sentence(6).rstrip("."),
        "date": f"{2015 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}",
        "author": chance.choice(AUTHORS),
        "categories": f"[{', '.join(chance.sample(TOPICS, k=chance.choice((1, 1, 2))))}]",
        "tags": f"[{', '.join(chance.sample(TAGS, k=3))}]",
        "level": chance.choice(("aspiring", "new", "seasoned", "all")),
        "description": sentence(14),
    }
    parts = [" ".join(sentence(14) for _ in range(6))]
    parts += [
        f"## {sentence(5)[:-1]}\n\n" + " ".join(sentence(14) for _ in range(6)) for _ in range(6)
    ]
    fields = "\n".join(f"{name}: {value}" for name, value in head.items())
    return f"---\n{fields}\n---\n\n" + "\n\n".join(parts) + "\n"
