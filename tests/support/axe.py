"""What axe finds on a page, with its best practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

FASTER = {"resultTypes": ["violations"]}  # of the rest axe looks no node up


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule that a page breaks, and the first places where it does."""
    found = Axe().run(page, options=FASTER).response["violations"]
    return [(one["id"], [str(node["target"]) for node in one["nodes"][:3]]) for one in found]
