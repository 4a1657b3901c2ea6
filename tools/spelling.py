"""How our own articles spell: one word for one thing, as tools/house-spelling.txt lists them.

Codespell finds what is wrong anywhere; this finds what is right elsewhere and not here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tools.articles import ours, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORDS = Path(__file__).with_name("house-spelling.txt")


def faults(root: Path) -> Iterator[str]:
    """Yield each word of our articles that we spell otherwise, as ``path:line: remedy``."""
    words = house_words(WORDS.read_text("utf-8"))
    for text in ours(root):
        lines = [(text.article.lines.get("description", 1), text.article.meta.description or "")]
        lines += enumerate(text.body.splitlines(), start=text.body_line)
        for number, line in lines:
            for wrong, right in misspelt(plain(line), words):
                yield f"{text.path}:{number}: write '{right}', not '{wrong}'"


def house_words(text: str) -> dict[str, str]:
    """Return what the list says instead of each word, a beginning of words with its asterisk."""
    lines = (line.split(" -> ") for line in text.splitlines() if line and line[0] != "#")
    return {wrong.strip(): right.strip() for wrong, right in lines}


def misspelt(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each word of a text that the house spells otherwise, with its spelling."""
    for wrong, right in words.items():
        start, end = re.escape(wrong.rstrip("*")), r"\w*" if wrong.endswith("*") else r"(?!\w)"
        capital = start[0].upper() + start[1:]
        pattern = rf"(?<![\w-])({start}{end})|(?:^\W*|(?<=[.!?] ))({capital}{end})"
        for found in re.finditer(pattern, text):
            yield found[1] or found[2], right
