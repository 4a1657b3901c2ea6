"""The head of an article: its front matter, as written, and where the body starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article import raw_yaml
from sphinx_kb.article.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_kb.article.raw_yaml import Field

LARGEST_HEAD = 64_000  # characters
LARGEST_FILE = 2_000_000  # bytes

_HEAD = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


class Head(NamedTuple):
    """The fields of an article's front matter, its faults, and its body."""

    fields: dict[str, Field]
    faults: list[Fault]
    body: str
    body_line: int  # of the file, counted from 1


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """Return a file's text, or the fault that it cannot be read as text."""
    if len(data) > LARGEST_FILE:
        return "", [Fault(1, "file", "split the article: it is larger than 2 MB", True)]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Fault(line, "file", "save the file as UTF-8", True)]
    found = raw_yaml.CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        return "", [Fault(line, "file", f"remove the control character {code}", True)]
    return text, []


def split(text: str) -> tuple[str | None, str, int]:
    """Return the front matter, the body, and the body's first line.

    The front matter is None where the text opens none, or does not close it.
    """
    found = _HEAD.match(text)
    if not found:
        return None, text, 1
    return found[1], text[found.end() :], text.count("\n", 0, found.end()) + 1


def read_head(text: str) -> Head:
    """Read the front matter of an article's text without interpreting its values."""
    source, body, body_line = split(text)
    if source is None:
        return Head({}, list(_missing(text)), body, body_line)
    if len(source) > LARGEST_HEAD:
        remedy = f"shorten the front matter to {LARGEST_HEAD:,} characters"
        return Head({}, [Fault(1, "front_matter", remedy, True)], body, body_line)
    fields, problems = raw_yaml.read_mapping(source, first_line=2)
    faults = [Fault(line, "front_matter", remedy, True) for line, remedy in problems]
    return Head(fields, faults, body, body_line)


def _missing(text: str) -> Iterator[Fault]:
    """Yield the fault of a text whose front matter is not found at its start."""
    if re.match(r"---[ \t]*(\r?\n|\Z)", text):
        yield Fault(1, "front_matter", "close the front matter with a line '---'", True)
    elif re.match(r"\s+---[ \t]*\r?\n", text):
        yield Fault(1, "front_matter", "move the front matter to the first line", True)
