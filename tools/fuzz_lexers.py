"""Try the lexers of all colored languages with hostile code, for some minutes.

python -m tools.fuzz_lexers [LANGUAGE ...]

A language passes where no text of 4,000 characters takes a second of the processor. It prints for
each what took longest, at two sizes: four times as much text takes four times as long, or little
more, where a lexer is linear, and sixteen times where it is not. What is not linear ends by the
time that a page has (`sphinx_kb/markup/highlighting.py`).
"""

from __future__ import annotations

import sys
import time
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.markup import lexers
from sphinx_kb.markup.highlighting import BROKEN, OutOfTime, at_most
from tools.lexer_attacks import Attack, attacks, general, patterns, relatives

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Pattern

    from pygments.lexer import Lexer

SIZES = (1_000, 4_000)  # characters
LIMIT = 1.0  # seconds of the processor
REPEATED = 28  # times: what doubles with each takes years
SUPERLINEAR = 0.0005  # seconds for a text of 1,500 characters: they are tried on the whole lexer
WORST = 10  # of them


class Trial(NamedTuple):
    """A text, and the lexer that reads it in one of its states."""

    lexer: Lexer
    state: str
    attack: Attack

    def seconds(self, size: int) -> float:
        """Return how long the lexer takes for so many characters."""
        text = self.attack.text(size)
        if self.state == "root":
            return seconds(lambda: list(self.lexer.get_tokens(text)), LIMIT)
        stack = ("root", self.state)
        try:
            return seconds(lambda: list(self.lexer.get_tokens_unprocessed(text, stack)), LIMIT)
        except BROKEN:
            return 0.0  # it starts in one state only, or has come out of its first


class Result(NamedTuple):
    """What took the lexer of a language longest: its seconds for each size."""

    language: str
    tried: int
    seconds: tuple[float, float]
    worst: Trial

    @property
    def passed(self) -> bool:
        """Return whether the language may be colored."""
        return self.seconds[1] < LIMIT

    def __str__(self) -> str:
        """Return it as a line."""
        small, large = self.seconds
        return (
            f"{'passed' if self.passed else 'FAILED'}  {self.language:16} {self.tried:4} texts, at most "
            f"{small:.3f} s and {large:.3f} s (x{large / max(small, 0.0001):.0f}): "
            f"{tuple(self.worst.attack)!r} in {type(self.worst.lexer).__name__}, {self.worst.state}"
        )


def seconds(work: Callable[[], object], limit: float) -> float:
    """Return how long something takes, at most so long."""
    start = time.process_time()
    try:
        with at_most(limit):
            work()
    except OutOfTime:
        return limit
    return time.process_time() - start


def hardest(pattern: Pattern[str]) -> tuple[float, Attack | None]:
    """Return the text that takes a regular expression longest, and how long that is."""
    found: tuple[float, Attack | None] = 0.0, None
    for attack in attacks(pattern):
        few = attack.start + attack.again * REPEATED + attack.end
        for text in (few, attack.text(1_500)):
            taken = seconds(partial(pattern.match, text), LIMIT / 10)
            found = max(found, (taken, attack), key=itemgetter(0))
            if taken >= LIMIT / 10:
                return found
    return found


def trials(language: str) -> list[Trial]:
    """Return what to try on the lexer of a language, and on those that it uses."""
    main = lexers.lexer(language, {})
    slow: list[tuple[float, Trial]] = []
    found = [Trial(main, "root", attack) for attack in general()]
    for kind in relatives(type(main)):
        lexer = main if kind is type(main) else kind()
        for pattern, state in patterns(kind).items():
            taken, attack = hardest(pattern)
            if attack and taken > SUPERLINEAR:
                slow.append((taken, Trial(lexer, state, attack)))
            starts = (Attack("", first.start + first.again) for first in attacks(pattern)[:1])
            found += [Trial(main, "root", start) for start in starts]
    slow.sort(key=itemgetter(0), reverse=True)
    return [trial for _, trial in slow[:WORST]] + list(dict.fromkeys(found))


def fuzz(language: str) -> Result:
    """Try the lexer of a language; return what took it longest."""
    tried = trials(language)
    worst = max(tried, key=lambda trial: trial.seconds(SIZES[1]))
    return Result(language, len(tried), (worst.seconds(SIZES[0]), worst.seconds(SIZES[1])), worst)


def main(languages: list[str]) -> int:
    """Try the languages; return 1 if one fails."""
    failed = []
    for language in languages:
        result = fuzz(language)
        print(result, flush=True)
        failed += [] if result.passed else [language]
    print(f"\n{len(languages) - len(failed)} of {len(languages)} passed.", *failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(lexers.COLORED)))
