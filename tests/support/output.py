"""What a built site holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_kb.testing import Site


def pages(site: Site) -> list[str]:
    """Return every page of a site."""
    found = (path.relative_to(site.out).as_posix() for path in site.out.rglob("*.html"))
    return sorted(path for path in found if not path.startswith("_static/"))


def kinds(site: Site) -> list[str]:
    """Return a page of each kind: the first of each folder, and all at the root."""
    first: dict[str, str] = {}
    for path in pages(site):
        folder = path if "/" not in path else re.sub(r"[^/]+$", "", path)
        first.setdefault(folder, path)
    return list(first.values())


def counts(site):
    """Return the counts that the navigation shows: they are in a sheet of their own."""
    sheet = (site.out / "_static" / "kb-topics.css").read_text("utf-8")
    return dict(re.findall(r'\[data-kb-count="([^"]+)"\]::after \{ content: "(\d+)"; \}', sheet))
