"""Made-up articles for the benchmarks: the same for a seed, with all that real ones have."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

SEED = 2026
WORDS = 600  # of a body, about
TOPICS = (
    "role", "business", "finance", "governance", "risk", "technical", "operations", "incident",
    "compliance", "third-party", "people",
)  # fmt: skip
AUTHORS = ("editors", "mishaal")
TAGS = tuple(f"tag-{number}" for number in range(40))
_SYLLABLES = (
    "ba", "con", "da", "el", "fir", "gen", "ho", "in", "jo", "ka", "lo", "mar", "ne", "or", "pa",
    "qui", "ris", "sec", "ta", "un", "ver", "wi", "xen", "yo", "zu",
)  # fmt: skip
_REAL = (
    "risk", "control", "board", "budget", "incident", "access", "supplier", "policy", "audit",
    "measure", "loss", "threat", "recovery", "team", "owner",
)  # fmt: skip


class Sample(NamedTuple):
    """A made-up article: what each builder's format needs of it."""

    slug: str
    title: str
    day: str
    author: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    description: str
    body: str  # Markdown that every builder reads


def samples(count: int, seed: int = SEED) -> list[Sample]:
    """Return ``count`` articles; the first ones are the same for every count."""
    return [_sample(number, random.Random(f"{seed}-{number}")) for number in range(count)]


def _sample(number: int, chance: random.Random) -> Sample:
    """Return one article; it links to earlier ones."""
    words = [_word(chance) for _ in range(160)] + list(_REAL) * 4

    def sentence(length: int = 14) -> str:
        text = " ".join(chance.choice(words) for _ in range(length))
        return text.capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence(chance.randint(8, 18)) for _ in range(4))

    parts = [paragraph()]
    while sum(len(part.split()) for part in parts) < WORDS - 60:
        parts += [f"## {sentence(4).rstrip('.')}", paragraph()]
        if number:
            other = chance.randrange(number)
            parts.append(f"See [{sentence(3).rstrip('.')}](article-{other:05}.md). {sentence()}")
    parts.append(
        "| item | cost |\n|---|---:|\n"
        + "\n".join(f"| {_word(chance)} | {n * 7} |" for n in range(1, 6))
    )
    parts.append("```python\ntotal = sum(row.cost for row in rows)\nprint(total)\n```")
    parts.append("- " + "\n- ".join(sentence(6) for _ in range(4)))
    day = f"{2015 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}"
    return Sample(
        slug=f"article-{number:05}",
        title=sentence(5).rstrip("."),
        day=day,
        author=chance.choice(AUTHORS),
        topics=tuple(chance.sample(TOPICS, k=chance.choice((1, 1, 2)))),
        tags=tuple(chance.sample(TAGS, k=3)),
        description=sentence(12),
        body="\n\n".join(parts) + "\n",
    )


def _word(chance: random.Random) -> str:
    """Return a word that means nothing."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))


def front_matter(sample: Sample) -> str:
    """Return an article with the front matter that our site and Jekyll read."""
    return (
        f"---\ntitle: {sample.title}\ndate: {sample.day}\nauthor: {sample.author}\n"
        f"categories: [{', '.join(sample.topics)}]\ntags: [{', '.join(sample.tags)}]\n"
        f"description: {sample.description}\n---\n\n{sample.body}"
    )


def write(folder: Path, count: int) -> None:
    """Write articles for our site into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples(count):
        (folder / f"{sample.slug}.md").write_text(front_matter(sample), "utf-8")
