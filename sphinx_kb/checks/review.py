"""The articles that should have been reviewed by now. The build does not depend on the day."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_kb.article import dates
from sphinx_kb.checks.published import articles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def faults(root: Path) -> Iterator[str]:
    """Yield each article that is past its review, as ``path:line: remedy``."""
    today = dates.now(dict(os.environ)).date()
    for text in articles(root):
        due = text.article.meta.review_by
        if due and due < today:
            line = text.article.lines["review_by"]
            yield f"{text.path}:{line}: review the article: it was due on {dates.written_out(due)}"
