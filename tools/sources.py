"""What our articles rest on, in shares: kinds of sources, read ones, citations of unread ones.

    python -m tools.sources [--at REVISION] [--each]

Primary is law, standards, the publisher's own record and research; secondary is press, law firms
and copies; a vendor's is what a seller publishes. A citation rests on what was read if one of its
sources has an access date.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import yaml

from tools.style import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Listed = TypeVar("Listed")

GROUPS = {
    "law": "primary", "standard": "primary", "primary": "primary", "research": "primary",
    "press": "secondary", "secondary": "secondary", "vendor": "vendor",
}  # fmt: skip
_HEAD = re.compile(r"\A---\n(.*?)^---\n", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"\{source\}`([\d, ]+)`")


@dataclass
class Sources:
    """What was counted in one article, or in several."""

    primary: int = 0
    secondary: int = 0
    vendor: int = 0
    unnamed: int = 0  # without a kind
    read: int = 0
    citations: int = 0
    unread: int = 0  # citations that rest on unread sources alone

    def __add__(self, other: Sources) -> Sources:
        """Return both together."""
        return Sources(*(a + b for a, b in zip(self.counts, other.counts, strict=True)))

    @property
    def counts(self) -> tuple[int, ...]:
        """Return the seven counts, in their order."""
        return (
            self.primary, self.secondary, self.vendor, self.unnamed,
            self.read, self.citations, self.unread,
        )  # fmt: skip

    def row(self, name: str) -> str:
        """Return a row of the table."""
        whole = self.primary + self.secondary + self.vendor + self.unnamed
        shares = [
            f"{count} ({count / max(1, whole):.1%})"
            for count in (self.primary, self.secondary, self.vendor, self.unnamed, self.read)
        ]
        cells = [name, str(whole), *shares, str(self.citations), str(self.unread)]
        return "| " + " | ".join(cells) + " |"


def sources(text: str) -> Sources:
    """Count one article, given as its file's text."""
    head = _HEAD.match(text)
    if not head:
        return Sources()
    named = (yaml.safe_load(head[1]) or {}).get("sources") or []
    found = Sources(read=sum(bool(source.get("accessed")) for source in named))
    for source in named:
        group = GROUPS.get(source.get("kind"), "unnamed")
        setattr(found, group, getattr(found, group) + 1)
    for cited in citations(text[head.end() :], named):
        found.citations += 1
        found.unread += not any(source.get("accessed") for source in cited)
    return found


def citations(text: str, listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Yield, for each mark in a text, those of the listed sources that it names."""
    for mark in _MARK.finditer(text):
        numbers = map(int, re.findall(r"\d+", mark[1]))
        yield [listed[number - 1] for number in numbers if 0 < number <= len(listed)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--at", metavar="REVISION", help="count the articles as of a commit")
    parser.add_argument("--each", action="store_true", help="a row for each article")
    options = parser.parse_args()
    found = {name: sources(text) for name, text in texts(options.at)}
    print(
        "| article | sources | primary | secondary | vendor | no kind | read | citations | unread |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, one in found.items():
        if options.each:
            print(one.row(name))
    print(sum(found.values(), Sources()).row(f"all {len(found)}"))


if __name__ == "__main__":
    main()
