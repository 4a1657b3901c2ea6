"""Words that mean one thing: whoever searches for one finds what uses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sphinx_kb.search import folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Group = tuple[str, ...]
Fault = tuple[int, str]  # line, remedy

_REMEDY = "write a line of words that mean one thing: - [one, another]"
_REMOVE = "remove"


def read(text: str, shared: Sequence[Group] = ()) -> tuple[list[Group], list[Fault]]:
    """Return the groups of _data/synonyms.yml, and its faults.

    Its lines add to the shared groups: one that has a word of theirs makes their group larger.
    ``- remove: [one, another]`` takes words out of them.
    """
    faults: list[Fault] = []
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "unreadable"
        line = min(mark.line + 1, len(text.splitlines())) if mark else 1
        remedy = f"mend this line, which YAML cannot read ({problem})"
        return list(shared), [(line, remedy)]
    if root is None:
        return list(shared), []
    if not isinstance(root, yaml.SequenceNode):
        return list(shared), [(root.start_mark.line + 1, _REMEDY)]
    removed = set(_removed(root, shared, faults))
    groups = _own(root, faults)
    left = (tuple(term for term in group if folding.fold(term) not in removed) for group in shared)
    return merged([*left, *groups]), sorted(faults)


def _own(root: yaml.SequenceNode, faults: list[Fault]) -> list[Group]:
    """Return the groups of a file."""
    groups: list[Group] = []
    known: dict[str, int] = {}
    for node in root.value:
        line = node.start_mark.line + 1
        if _removing(node):
            continue
        terms = _terms(node)
        if len(terms) <= 1:
            faults.append((line, _REMEDY))
            continue
        again = next((term for term in terms if folding.fold(term) in known), None)
        if again is not None:
            faults.append((line, f"keep '{again}' here or in line {known[folding.fold(again)]}"))
            continue
        known |= {folding.fold(term): line for term in terms}
        groups.append(tuple(terms))
    return groups


def _removed(
    root: yaml.SequenceNode, shared: Iterable[Group], faults: list[Fault]
) -> Iterator[str]:
    """Yield the words that a file takes out of the shared groups, as they are compared."""
    known = {folding.fold(term) for group in shared for term in group}
    for node in filter(None, map(_removing, root.value)):
        line, terms = node.start_mark.line + 1, _terms(node)
        if not terms:
            faults.append((line, "write the words to take out: - remove: [one, another]"))
        for term in terms:
            if folding.fold(term) not in known:
                remedy = f"correct '{term}' of 'remove': the shared synonyms do not have it"
                faults.append((line, remedy))
        yield from map(folding.fold, terms)


def _removing(node: yaml.Node) -> yaml.Node | None:
    """Return what a line takes out, if that is what it does."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = [key.value for key, _ in pairs]
    return pairs[0][1] if names == [_REMOVE] else None


def _terms(node: yaml.Node) -> list[str]:
    """Return the words of a line, or none where one of them is no word."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    terms = [" ".join(item.value.split()) for item in items if isinstance(item, yaml.ScalarNode)]
    return terms if len(terms) == len(items) and all(map(tokens, terms)) else []


def merged(groups: Iterable[Group]) -> list[Group]:
    """Return groups of which those that have a word in common are one, without those of one word."""
    found: list[dict[str, str]] = []
    place: dict[str, dict[str, str]] = {}  # word -> the group that it is in
    for group in groups:
        words = {folding.fold(term): term for term in group}
        same = {id(place[word]): place[word] for word in words if word in place}
        first, *others = same.values() or ({},)
        if not same:
            found.append(first)
        for other in (*others, words):
            for word, term in [*other.items()]:
                first.setdefault(word, term)
                place[word] = first
            if other is not words:
                other.clear()
    return [tuple(one.values()) for one in found if len(one) > 1]


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
