"""The sentence around a place in a text, shortened at words: each block is gone through once."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 220  # characters of a sentence that is shown whole
_SIGNS = ".,;:!?)"  # no space stands before them
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


def around(places: Iterable[nodes.Element]) -> Iterator[str]:
    """Yield the sentence in which each node stands, as plain text, shortened at words."""
    known: dict[int, _Block] = {}
    for node in places:
        block = _block(node)
        if id(block) not in known:
            known[id(block)] = _Block(block)
        yield known[id(block)].sentence(node)


class _Block:
    """The text of a block on one line, without marks of sources, and the places of what is in it."""

    def __init__(self, block: nodes.Element) -> None:
        self._places: dict[int, int] = {}
        parts: list[str] = []
        offsets: list[tuple[int, int]] = []  # of each element in the text as it is written
        length = 0
        for found in block.findall():
            if not isinstance(found, nodes.Text):
                offsets.append((length, id(found)))
            elif not isinstance(found.parent.parent, nodes.superscript):
                parts.append(found.astext())
                length += len(parts[-1])
        self._lay_out("".join(parts), offsets)
        ends = [found.span() for found in _END.finditer(self.text)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(self.text)]

    def _lay_out(self, written: str, offsets: list[tuple[int, int]]) -> None:
        """Write the text on one line, and note the place of each offset in it."""
        pieces: list[str] = []
        length = number = 0
        for word in re.finditer(r"\S+", written):
            while number < len(offsets) and offsets[number][0] <= word.start():
                self._places[offsets[number][1]] = length
                number += 1
            if pieces and word[0][0] not in _SIGNS:
                pieces.append(" ")
                length += 1
            while number < len(offsets) and offsets[number][0] < word.end():
                self._places[offsets[number][1]] = length + offsets[number][0] - word.start()
                number += 1
            pieces.append(word[0])
            length += len(word[0])
        self._places |= dict.fromkeys((key for _, key in offsets[number:]), length)
        self.text = "".join(pieces)

    def sentence(self, node: nodes.Element) -> str:
        """Return the sentence in which an element stands."""
        place = self._places.get(id(node), 0)
        number = min(bisect_left(self._ends, place), len(self._ends) - 1)
        start, end = self._starts[number], self._ends[number]
        return _clip_around(self.text[start:end], place - start)


def _block(node: nodes.Element) -> nodes.Element:
    """Return the paragraph, or what stands for one, in which a node stands."""
    block: nodes.Element = node
    while isinstance(block.parent, nodes.Element) and not isinstance(
        block, nodes.paragraph | nodes.title | nodes.term | nodes.entry | nodes.list_item
    ):
        block = block.parent
    return block


def _clip_around(text: str, place: int) -> str:
    """Return at most ``LONGEST`` characters of a text around a place, cut at words."""
    if len(text) <= LONGEST:
        return text
    first = max(0, min(place - LONGEST // 3, len(text) - LONGEST))
    cut = text[first : first + LONGEST]
    if first:
        cut = "…" + cut.partition(" ")[2]
    if first + LONGEST < len(text):
        cut = cut.rpartition(" ")[0] + "…"
    return cut
