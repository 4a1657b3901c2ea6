"""What axe finds on a page, with its best practices, and the views in which pages are looked at."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

from support import SOAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

VIEWS = [("light", 1440), ("dark", 390)]
if SOAK:
    VIEWS += [("dark", 1440), ("light", 390)]
FASTER = {"resultTypes": ["violations"]}  # of the rest axe looks no node up


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule that a page breaks, and the first places where it does."""
    found = Axe().run(page, options=FASTER).response["violations"]
    return [(one["id"], [str(node["target"]) for node in one["nodes"][:3]]) for one in found]


@contextmanager
def looking(chromium: Browser, mode: str, width: int) -> Iterator[Page]:
    """Give a page of a mode and a width, in which axe may run: pages' own policy forbids it."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=mode, bypass_csp=True
    )
    try:
        yield context.new_page()
    finally:
        context.close()
