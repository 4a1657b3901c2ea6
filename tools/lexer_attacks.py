"""Texts on which a lexer of Pygments may take for ever: made of its own regular expressions.

A regular expression that repeats something is tried on texts that repeat it and then do not
match, and on texts that only begin to match, over and over.
"""

from __future__ import annotations

import re
from functools import cache
from re import _constants as kind  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

from pygments.lexer import DelegatingLexer, Lexer, RegexLexer

if TYPE_CHECKING:
    from collections.abc import Iterator

CHARACTERS = [*map(chr, range(32, 127)), "\n", "\t", "\u00e9"]
LIKELY = "\\\"'a0 \n-.*/<>{}[]()"  # among many that match, the ones that other parts match, too
REPEATS = {kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT}
ENDS = ("\0", "\n")
BEGINNINGS = (
    "/*", "<!--", "<![CDATA[", "(*", "{-", "#|", "--[[", "[[", "[=[", '"""', "'''", '"', "'", "`", "```",
    "$'", '$"', "$(", "${", "#{", "{{", "{%", "<%", "<?", "<", "<a", "<a b=", "<a b='", "(", "[", "{", "@'\n",
    '@"\n', 'R"(', "%q(", "%w[", "qw(", "q{", "s/", "m{", "<<EOF\n", "<<-'EOF'\n", "<<a", 'r#"', "\\", "\\\\",
    '\\"', "//", "#", "#if 0\n", "#define a \\\n", "--", "%", "%0", "&", ":", "::", "=", "==", "a", "a ", "a.", "a:", "a=",
    "a(", "0", "0.", "0x", "1e", "_", " ", "\t", "\n", "\n ", " \n", "- ", "? ", "| ", "~", "\u00e9", "class a", "def a", "function a",
    "a\\\n", "e\u0301", "\\u0", "!", "?", ";", ",", "@", "@a", "$", "$a", "^", "|", "+", "a-", "<<", ">>>", ">", "GET / HTTP/1.1\n",
)  # fmt: skip


class Attack(NamedTuple):
    """A text that starts in one way, and then repeats another."""

    start: str
    again: str
    end: str = ""

    def text(self, size: int) -> str:
        """Return the text, of about so many characters."""
        times = max(1, (size - len(self.start) - len(self.end)) // len(self.again))
        return self.start + self.again * times + self.end


def relatives(lexer: type[Lexer], known: set[type[Lexer]] | None = None) -> set[type[Lexer]]:
    """Return a lexer and all those that it hands parts of its text to."""
    known = set() if known is None else known
    if lexer in known:
        return known
    known.add(lexer)
    if issubclass(lexer, DelegatingLexer):
        both = lexer()
        for part in (both.root_lexer, both.language_lexer):
            relatives(type(part), known)
    for rules in _rules(lexer).values():
        for rule in rules:
            for used in _held(rule[1]):
                relatives(used, known)
    return known


def patterns(lexer: type[Lexer]) -> dict[re.Pattern[str], str]:
    """Return the regular expressions of a lexer, each with a state in which it is tried."""
    found: dict[re.Pattern[str], str] = {}
    for state, rules in _rules(lexer).items():
        for rule in rules:
            pattern = getattr(rule[0], "__self__", None)
            if isinstance(pattern, re.Pattern):
                found.setdefault(pattern, state)
    return found


@cache
def attacks(pattern: re.Pattern[str]) -> tuple[Attack, ...]:
    """Return texts that may take a regular expression long."""
    tree = sre.parse(pattern.pattern, pattern.flags)
    pairs = dict.fromkeys(_repeats(tree, tree.state.flags, ""))
    return tuple(Attack(start, again, end) for start, again in pairs for end in ENDS)


def general() -> Iterator[Attack]:
    """Yield texts that may take any lexer long."""
    for start in BEGINNINGS:
        yield Attack("", start)
    for start in BEGINNINGS[:24]:
        yield Attack(start, "\\")


def _rules(lexer: type[Lexer]) -> dict[str, list[Any]]:
    """Return the rules of each state of a lexer."""
    if not issubclass(lexer, RegexLexer):
        return {}
    found: dict[str, list[Any]] = lexer()._tokens
    return found


def _held(action: Any) -> Iterator[type[Lexer]]:
    """Yield the lexers that an action uses: they are in the closures of its functions."""
    seen: list[Any] = []
    stack = [action]
    while stack:
        held = stack.pop()
        if any(held is other for other in seen):
            continue
        seen.append(held)
        if isinstance(held, type) and issubclass(held, Lexer):
            yield held
        elif isinstance(held, tuple | list):
            stack.extend(held)
        else:
            stack.extend(cell.cell_contents for cell in getattr(held, "__closure__", None) or ())


def _repeats(parts: Any, flags: int, before: str) -> Iterator[tuple[str, str]]:
    """Yield each (text that leads to a repetition, text that it repeats)."""
    parts = list(parts)
    for number, (what, given) in enumerate(parts):
        start = before + _sample(parts[:number], flags)
        if what in REPEATS:
            _, most, inner = given
            if most > len(CHARACTERS) // 10:
                for again in _again(inner, flags):
                    yield start, again
            yield from _repeats(inner, flags, start)
        else:
            for inner in _inner(what, given):
                yield from _repeats(inner, flags, start)


def _inner(what: Any, given: Any) -> list[Any]:
    """Return what stands within a part of a regular expression."""
    if what is kind.BRANCH:
        return list(given[1])
    if what is kind.SUBPATTERN:
        return [given[3]]
    if what is kind.ATOMIC_GROUP:
        return [given]
    if what in {kind.ASSERT, kind.ASSERT_NOT}:
        return [given[1]]
    return [given[2]] if what in REPEATS else []


def _again(parts: Any, flags: int) -> list[str]:
    """Return short texts that match what is repeated, or a part of it."""
    found = [_sample(parts, flags, choice) for choice in (0, 1, 3, 7)]
    stack = list(parts)
    while stack:
        what, given = stack.pop()
        signs = _signs(what, given, flags)
        found += [sign for sign in signs if sign in LIKELY] + signs[:1]
        for inner in _inner(what, given):
            stack.extend(inner)
            found.append(_sample(inner, flags))
    return [text for text in dict.fromkeys(found) if text]


def _sample(parts: Any, flags: int, choice: int = 0) -> str:
    """Return a short text that matches a regular expression, as far as it can be told."""
    text = ""
    for what, given in parts:
        if signs := _signs(what, given, flags):
            text += signs[choice % len(signs)]
        elif what in REPEATS:
            text += _sample(given[2], flags, choice) * min(given[0], 5)
        elif what not in {kind.ASSERT, kind.ASSERT_NOT} and (inner := _inner(what, given)):
            text += _sample(inner[choice % len(inner)], flags, choice)
    return text


def _signs(what: Any, given: Any, flags: int) -> list[str]:
    """Return the characters that a part of a regular expression matches, if it matches one."""
    if what is kind.LITERAL:
        return [chr(given)]
    if what is kind.NOT_LITERAL:
        return [sign for sign in CHARACTERS if sign != chr(given)]
    if what is kind.ANY:
        return [sign for sign in CHARACTERS if flags & re.DOTALL or sign != "\n"]
    if what is not kind.IN:
        return []
    matched = [sign for sign in CHARACTERS if any(_is_in(sign, *part) for part in given)]
    if given[0][0] is kind.NEGATE:
        return [sign for sign in CHARACTERS if sign not in matched]
    return matched or [chr(part[1][0]) for part in given if part[0] is kind.RANGE][:1]


def _is_in(sign: str, what: Any, given: Any) -> bool:
    """Return whether a character is in a part of a set."""
    if what is kind.RANGE:
        return bool(given[0] <= ord(sign) <= given[1])
    if what is kind.CATEGORY:
        name = str(given).rpartition("_")[2]
        found = {
            "DIGIT": sign.isdigit(),
            "SPACE": sign.isspace(),
            "WORD": sign.isalnum() or sign == "_",
        }
        return found[name] != ("NOT" in str(given))
    return what is kind.LITERAL and ord(sign) == given
