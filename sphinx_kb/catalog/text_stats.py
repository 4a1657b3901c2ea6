"""What is known of an article only once it is read: its length, and how it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_kb.facts_domain import FactsDomain

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

WORDS_PER_MINUTE = 200
SIGNS_PER_WORD = 2.5  # 500 signs of Chinese or Japanese take a minute
LONGEST = 300  # characters of a first paragraph that serves as a description

_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Body(NamedTuple):
    """What the text of an article says about it."""

    words: int
    opening: str  # the first paragraph as plain text, shortened at a word
    wants_contents: bool  # a mark in the text asks for a contents box

    @property
    def minutes(self) -> int:
        """Return the time that reading takes, at least one minute."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


class TextStats(FactsDomain):
    """The length and the opening of each article, kept in the environment."""

    name = "reading"
    label = "Reading"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"bodies": {}}  # docname -> Body

    def note(self, docname: str, document: nodes.document, *, wants_contents: bool) -> None:
        """Note what a freshly parsed article says."""
        words = sum(map(count_words, document.findall(nodes.Text)))
        opening = next(
            (
                text
                for node in document.findall(nodes.paragraph)
                if isinstance(node.parent, nodes.section) and (text := _plain(node)).strip()
            ),
            "",
        )
        self.data["bodies"][docname] = Body(words, shortened(opening), wants_contents)

    def body(self, docname: str) -> Body:
        """Return what is known of an article; nothing of one that is not read yet."""
        known: Body = self.data["bodies"].get(docname, Body(0, "", wants_contents=False))
        return known


def count_words(text: str) -> int:
    """Return the number of words, in scripts without spaces as many as take as long to read."""
    if text.isascii():
        return len(text.split())
    signs = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + round(signs / SIGNS_PER_WORD)


def _plain(paragraph: nodes.paragraph) -> str:
    """Return a paragraph's text, without tags that its author wrote."""
    copy = paragraph.deepcopy()
    for tag in list(copy.findall(nodes.raw)):
        tag.parent.remove(tag)
    return copy.astext()


def shortened(text: str) -> str:
    """Return text on one line, cut at a word where it is longer than a description."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.add_domain(TextStats)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
