"""Regular expressions of Pygments' lexers that may never end, written so that they do.

What they match is the same, but where something is not closed. They are changed where they stand,
for one lexer uses others: the lines of a Dockerfile are read by that of Bash.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pygments.lexers import find_lexer_class_by_name

if TYPE_CHECKING:
    from collections.abc import Callable

_STRING = r'(\\\\|\\"|[^"])*'
_WORD = r"(?:\w|[^\x00-\x7f])*"
_NUMBER = r"((\d*\.?\d+)|(\d+\.?\d*))"
_HEREDOC = r"<<-?\s*(\'?)\\?(\w+)[\w\W]+?\2"
_C = {
    r"|::)+(?:[&*\s])+)": r"|::)++(?:[&*\s])++)",
    r"\s*(?:(?:(?://": r"\s*+(?:(?:(?://",
    r"/))\s*)*)": r"/))\s*+)*+)",
}
# Language -> {a part of its expressions: what is to stand there}
PATCHES: dict[str, dict[str, str]] = {
    "bash": {
        r"(\\\\|\\[0-7]+|\\.|[^'\\])*'": r"(?:\\.|[^'\\])*+'",
        _HEREDOC: _HEREDOC.replace(r"\s*", r"\s*+").replace(r"\w+)", r"\w++)"),
    },
    "c": _C,
    "cpp": _C,
    "csharp": {r"\s+)+?)(": r"\s+){1,9}?)("},  # words before the name of a method
    "fish": {
        r"(\\\\|\\[0-7]+|\\.|[^'\\])*'": r"(?:\\.|[^'\\])*+'",
        r'(\\\\|\\[0-7]+|\\.|[^"\\$])*"': r'(?:\\.|[^"\\$])*+"',
        _HEREDOC: _HEREDOC.replace(r"\s*", r"\s*+").replace(r"\w+)", r"\w++)"),
    },
    "docker": {r"(\s+)((?:\s*\\?\s*))(\[": r"(\s++)((?:\\?\s*+))(\["},
    "java": {r"(^\s*)(": r"(^\s*+)("},
    "perl": {r"(\\\\|\\!|[^!])*!": r"(?:\\\\|\\!|[^!])*+!"},
    "php": {_WORD: f"{_WORD}+"},
    "pytb": {r", line \d+)": r", line \d+(?:, in .+)?\n)"},  # or it is at its start again, for ever
    "rego": {_STRING: f"{_STRING}+"},
    "registry": {r'(?:\\"|\\\\|[^"])+"': r'(?:\\[\s\S]|[^"\\])++"'},
    "scala": {_STRING: f"{_STRING}+"},
    "systemd": {"([^=]+)(": "([^=]++)(", r"([ \t]*)([^\n]*)": r"([ \t]*+)([^\n]*)"},
    "terraform": {
        r'(\s+)("[0-9a-zA-Z-_]+")?(\s*)': r'(\s++)("[0-9a-zA-Z-_]++")?(\s*+)',
        r"(\s*)([0-9a-zA-Z-_]+)(\s*)(=?)(\s*)": r"(\s*+)([0-9a-zA-Z-_]++)(\s*+)(=?)(\s*+)",
    },
    "zeek": {_NUMBER: r"((\d*+\.\d++|\d++)|(\d++\.\d*+))"},
}


@cache
def apply(language: str) -> None:
    """Put the one in the place of the other, once in a process. Raises LookupError."""
    changes = PATCHES.get(language)
    if not changes:
        return
    found: set[str] = set()
    for rules in find_lexer_class_by_name(language)()._tokens.values():
        for number, (match, *action) in enumerate(rules):
            old = getattr(match, "__self__", None)
            parts = [part for part in changes if old and part in old.pattern]
            if old and parts:
                rules[number] = (_patched(old, changes), *action)
                found.update(parts)
    if missing := changes.keys() - found:
        raise LookupError(f"the lexer of {language} has no {' and no '.join(missing)}")


def _patched(old: re.Pattern[str], changes: dict[str, str]) -> Callable[..., re.Match[str] | None]:
    """Return what matches as a regular expression does, and always ends."""
    text = old.pattern
    for part, other in changes.items():
        text = text.replace(part, other)
    return re.compile(text, old.flags).match
