"""Addresses are for ever: an article whose file was renamed or moved must lead there from its old one."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from sphinx_kb.article.folder import is_draft
from sphinx_kb.checks.published import articles
from sphinx_kb.source_names import without_ending

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def faults(root: Path) -> Iterator[str]:
    """Yield each article with an old address that leads nowhere, as ``path:line: remedy``.

    It asks git for renamed files under posts/; outside a repository it yields nothing.
    """
    git = shutil.which("git")
    if not git:
        return
    command = [git, "log", "--diff-filter=R", "--find-renames", "--name-status", "--format="]
    run = subprocess.run(  # noqa: S603  # git, on names that we chose
        [*command, "--", "posts"], cwd=root, capture_output=True, text=True, check=False
    )
    moved: dict[str, str] = {}
    for line in run.stdout.splitlines():
        if found := re.fullmatch(r"R\d+\t(posts/.+)\t(posts/.+)", line):
            moved[without_ending(found[1])] = without_ending(found[2])
    known = {without_ending(text.path): text for text in articles(root)}
    for old in moved:
        text = known.get(_latest(old, moved))
        if old in known or is_draft(old) or text is None:
            continue
        if f"{old}.html" not in text.article.old_addresses:
            yield f"{text.path}:1: add 'redirect_from: /{old}.html': the article was there"


def _latest(name: str, moved: dict[str, str]) -> str:
    """Return where a file is now, after all its moves."""
    seen = {name}
    while name in moved and moved[name] not in seen:
        name = moved[name]
        seen.add(name)
    return name
