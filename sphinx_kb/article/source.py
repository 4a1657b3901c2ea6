"""The head of an article: its front matter, as written, and where the body starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article import raw_toml, raw_yaml
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.raw_yaml import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_HEAD = 64_000  # characters
LARGEST_FILE = 2_000_000  # bytes

_HEAD = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Fields at the start of a file, without marks around them, up to an empty line.
_BARE = re.compile(r"((?:[A-Za-z][\w -]{0,40}:[ \t].*\n(?:[ \t]+\S.*\n)*){1,60})(?:[ \t]*\n|\Z)")
_NAMED = re.compile(r"^(?:title|date):[ \t]", re.IGNORECASE | re.MULTILINE)


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


class Parts(NamedTuple):
    """The front matter of a text, None where it opens none or does not close it; and the rest."""

    head: str | None
    body: str
    body_line: int
    kind: str = "yaml"


def parts(text: str) -> Parts:
    """Return the front matter, the body and its first line: in YAML, in TOML, or bare.

    Hugo and Zola write TOML between lines of ``+++``; Pelican and MultiMarkdown write fields
    without any mark before the first empty line.
    """
    for kind, form in (("yaml", _HEAD), ("toml", _TOML), ("bare", _BARE)):
        found = form.match(text)
        if found and (kind != "bare" or _NAMED.search(found[1])):
            body_line = text.count("\n", 0, found.end()) + 1
            return Parts(found[1], text[found.end() :], body_line, kind)
    return Parts(None, text, 1)


def split(text: str) -> tuple[str | None, str, int]:
    """Return the front matter, the body, and the body's first line."""
    return parts(text)[:3]


def read_head(text: str) -> Head:
    """Read the front matter of an article's text without interpreting its values."""
    source, body, body_line, kind = parts(text)
    if source is None:
        return Head({}, list(_missing(text)), body, body_line)
    if len(source) > LARGEST_HEAD:
        remedy = f"shorten the front matter to {LARGEST_HEAD:,} characters"
        return Head({}, [Fault(1, "front_matter", remedy, True)], body, body_line)
    if kind == "bare":
        return Head(_bare(source), [], body, body_line)
    read = raw_toml.read_mapping if kind == "toml" else raw_yaml.read_mapping
    fields, problems = read(source, first_line=2)
    faults = [Fault(line, "front_matter", remedy, True) for line, remedy in problems]
    return Head(fields, faults, body, body_line)


def _bare(source: str) -> dict[str, Field]:
    """Return fields that stand at the start of a file without marks around them, as they are written."""
    fields: dict[str, Field] = {}
    name = ""
    for number, line in enumerate(source.split("\n"), 1):
        if line[:1].isspace() and name:
            before = fields[name]
            fields[name] = Field(f"{before.value} {line.strip()}", before.line)
        elif line:
            name, _, value = line.partition(":")
            name = name.strip().replace(" ", "_")
            fields.setdefault(name, Field(value.strip() or None, number))
    return fields


def _missing(text: str) -> Iterator[Fault]:
    """Yield the fault of a text whose front matter is not found at its start."""
    if opened := re.match(r"(---|\+\+\+)[ \t]*(\r?\n|\Z)", text):
        yield Fault(1, "front_matter", f"close the front matter with a line '{opened[1]}'", True)
    elif re.match(r"\s+(?:---|\+\+\+)[ \t]*\r?\n", text):
        yield Fault(1, "front_matter", "move the front matter to the first line", True)
