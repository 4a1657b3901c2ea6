"""A fault of an article, and its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx_kb.warn import Subtype


class Fault(NamedTuple):
    """One thing to mend. A ``fatal`` one keeps the article out of the site."""

    line: int
    subtype: Subtype
    remedy: str
    fatal: bool = False
