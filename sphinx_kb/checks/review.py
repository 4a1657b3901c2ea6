"""The articles and the kinds of incidents that should have been reviewed by now. The build does not depend on the day."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

from sphinx_kb.article import dates
from sphinx_kb.checks.published import articles
from sphinx_kb.site.data import read as read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRESH = timedelta(days=90)  # of a review, when an article is changed
BASES = ("origin/HEAD", "origin/main", "main", "master")  # what a change is measured from


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


def notes(root: Path) -> Iterator[str]:
    """Yield each article that is changed here and whose review is old, as ``path:line: remedy``.

    A calendar tells that a text is old, a change that somebody has it in hand. It asks git what
    differs from the main branch; outside a repository it yields nothing.
    """
    changed = _changed(root)
    today = dates.now(dict(os.environ)).date()
    for text in articles(root) if changed else ():
        reviewed = text.article.meta.reviewed
        if text.path in changed and reviewed and today - reviewed > FRESH:
            line = text.article.lines["reviewed"]
            yield (
                f"{text.path}:{line}: you changed '{text.article.title}', reviewed on"
                f" {dates.written_out(reviewed)}: confirm its facts and set 'reviewed', or say why not"
            )


def _changed(root: Path) -> set[str]:
    """Return the files under posts/ that differ from the main branch, new ones left out."""
    git = shutil.which("git")

    def ask(*words: str) -> str:
        command = [git or "", "-c", "core.quotePath=false", *words]
        run = subprocess.run(  # noqa: S603  # git, on names that we chose
            command, cwd=root, capture_output=True, text=True, check=False
        )
        return run.stdout.strip() if run.returncode == 0 else ""

    if not git:
        return set()
    base = next(filter(None, (ask("merge-base", "HEAD", name) for name in BASES)), "HEAD")
    told = ask("diff", "--name-only", "--relative", "--diff-filter=M", base, "--", "posts")
    return set(told.splitlines())
