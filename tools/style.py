"""How our articles read, in figures: numbers, paragraphs, maxims at the end of a section.

    python -m tools.style [--at REVISION] [--each]

A number is a run of digits with its signs ($, %, commas), outside of tables, code, headings and
marks. A maxim is a last sentence of a section that has at most nine words, no number, no link, and
announces nothing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from tools.articles import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MOST_NUMBERS = 6  # of a paragraph that can be read aloud
MAXIM = 9  # words
_NUMBER = re.compile(r"(?<![\w.])[$€£]?\d[\d,.]*(?:%|\b)")
_LEFT_OUT = re.compile(
    r"^---\n.*?^---\n|^(?P<fence>```+|:::+).*?^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass
class Style:
    """What was counted in one article, or in several."""

    words: int = 0
    numbers: int = 0
    dense: int = 0  # paragraphs with more than MOST_NUMBERS numbers
    longest: int = 0  # words of a paragraph
    sections: int = 0
    maxims: int = 0
    lengths: list[int] = field(default_factory=list)  # words of each paragraph

    def __add__(self, other: Style) -> Style:
        """Return both together."""
        return Style(
            self.words + other.words, self.numbers + other.numbers, self.dense + other.dense,
            max(self.longest, other.longest), self.sections + other.sections,
            self.maxims + other.maxims, self.lengths + other.lengths,
        )  # fmt: skip

    def row(self, name: str) -> str:
        """Return a row of the table."""
        share = self.maxims / self.sections if self.sections else 0
        return (
            f"| {name} | {self.words} | {1000 * self.numbers / max(1, self.words):.0f} | {self.dense} "
            f"| {self.longest} | {mean(self.lengths or [0]):.0f} | {share:.0%} |"
        )


def style(text: str) -> Style:
    """Count one article, given as its file's text."""
    found = Style()
    for section in re.split(r"^#+ .*$", _LEFT_OUT.sub("", text), flags=re.MULTILINE):
        paragraphs = [part for part in map(str.strip, section.split("\n\n")) if is_prose(part)]
        for paragraph in paragraphs:
            words, numbers = len(plain(paragraph).split()), len(_NUMBER.findall(plain(paragraph)))
            found += Style(words, numbers, int(numbers > MOST_NUMBERS), words, lengths=[words])
        if paragraphs:
            last = _SENTENCE_END.split(paragraphs[-1])[-1]
            found += Style(sections=1, maxims=int(is_maxim(last)))
    return found


def is_maxim(sentence: str) -> bool:
    """Return whether a last sentence only sounds well."""
    leads_on = "](" in sentence or sentence.endswith(":") or _NUMBER.search(sentence)
    return not leads_on and len(plain(sentence).split()) <= MAXIM


def is_prose(part: str) -> bool:
    """Return whether a block of Markdown is a paragraph: no list, table, directive or label."""
    return bool(part) and not re.match(r"[-*+|>(:{]|\d+\. |```|!\[", part)


def texts(revision: str | None) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each article, now or as of a revision."""
    if revision is None:
        for path in sorted((ROOT / "posts").glob("*.md")):
            yield path.stem, path.read_text("utf-8")
        return
    names = _git("ls-tree", "--name-only", revision, "posts/").splitlines()
    for name in names:
        if name.endswith(".md"):
            yield Path(name).stem, _git("show", f"{revision}:{name}")


def _git(*command: str) -> str:
    return subprocess.run(
        ["git", *command], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", metavar="REVISION", help="count the articles as of a commit")
    parser.add_argument("--each", action="store_true", help="a row for each article")
    options = parser.parse_args()
    found = {name: style(text) for name, text in texts(options.at)}
    print("| article | words | numbers per 1,000 | dense | longest | mean | maxims |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, one in found.items():
        if options.each:
            print(one.row(name))
    print(sum(found.values(), Style()).row(f"all {len(found)}"))


if __name__ == "__main__":
    main()
