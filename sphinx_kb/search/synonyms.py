"""Words that mean one thing: whoever searches for one finds what uses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sphinx_kb.search import folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Group = tuple[str, ...]

_REMEDY = "write a line of words that mean one thing: - [one, another]"


def read(text: str) -> tuple[list[Group], list[tuple[int, str]]]:
    """Return the groups of _data/synonyms.yml, and its faults as (line, remedy)."""
    groups: list[Group] = []
    faults: list[tuple[int, str]] = []
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "unreadable"
        line = min(mark.line + 1, len(text.splitlines())) if mark else 1
        return [], [(line, f"mend this line, which YAML cannot read ({problem})")]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [(root.start_mark.line + 1, _REMEDY)]
    known: dict[str, int] = {}
    for node in root.value:
        line = node.start_mark.line + 1
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        terms = [
            " ".join(item.value.split()) for item in items if isinstance(item, yaml.ScalarNode)
        ]
        if len(terms) <= 1 or len(terms) < len(items) or not all(map(tokens, terms)):
            faults.append((line, _REMEDY))
            continue
        again = next((term for term in terms if folding.fold(term) in known), None)
        if again is not None:
            faults.append((line, f"keep '{again}' here or in line {known[folding.fold(again)]}"))
            continue
        known |= {folding.fold(term): line for term in terms}
        groups.append(tuple(terms))
    return groups, faults


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are compared; "-" parts them."""
    return folding.tokens(text.replace("-", " "))


class Thesaurus:
    """Finds which groups a text speaks of: the longest phrase wins ("SOC 2" is no SOC)."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.groups = [tuple(group) for group in groups]
        self._of: dict[tuple[str, ...], list[Group]] = {}
        for group in self.groups:
            for term in group:
                self._of.setdefault(tuple(tokens(term)), []).append(group)
        self._longest = max(map(len, self._of), default=0)

    def groups_in(self, text: str) -> list[Group]:
        """Return the groups of the phrases in a text, each once."""
        words, place = tokens(text), 0
        found: dict[Group, None] = {}
        while place < len(words):
            for length in range(min(self._longest, len(words) - place), 0, -1):
                groups = self._of.get(tuple(words[place : place + length]))
                if groups:
                    found |= dict.fromkeys(groups)
                    place += length
                    break
            else:
                place += 1
        return list(found)

    def others(self, text: str) -> list[str]:
        """Return the other names of what a text speaks of, without those that it has."""
        held = f" {' '.join(tokens(text))} "
        names = (term for group in self.groups_in(text) for term in group)
        return [name for name in dict.fromkeys(names) if f" {' '.join(tokens(name))} " not in held]
