"""The articles and the kinds of incidents that should have been reviewed by now. The build does not depend on the day."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_kb.article import dates
from sphinx_kb.checks.published import articles
from sphinx_kb.site.data import read as read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def faults(root: Path) -> Iterator[str]:
    """Yield each article, and each kind of incident, that is past its review, as ``path:line: remedy``."""
    today = dates.now(dict(os.environ)).date()
    for text in articles(root):
        due = text.article.meta.review_by
        if due and due < today:
            line = text.article.lines["review_by"]
            yield f"{text.path}:{line}: review the article: it was due on {dates.written_out(due)}"
    for key, kind in read_site(root / "_data")[0].incidents.items():
        if kind.review_by and kind.review_by < today:
            due_day = dates.written_out(kind.review_by)
            yield f"_data/incidents/{key}.yml:1: review its text: it was due on {due_day}"
