"""Take screenshots of the built site: each kind of page, four widths, two color modes.

    python -m tools.shots [FOLDER [KIND ...]]

It serves _build/html on loopback while it works, and writes PNG files into FOLDER
(_build/shots): each kind of page at four widths, in both modes, and as it is printed. Without
kinds it also writes the pictures that the README shows, into docs/shots.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from tools.browser import browser, serve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
KINDS = {
    "home": "index.html",
    "article": "posts/first-90-days.html",
    "article-photo": "posts/technical-vs-business-skills.html",
    "article-foot": "posts/first-90-days.html#kb-related-title",
    "topic": "topics/role.html",
    "topics": "topics.html",
    "author": "authors/editors.html",
    "authors": "authors.html",
    "archive": "archive.html",
    "archive-2": "archive/page/2.html",
    "year": "archive/2026.html",
    "tag": "tags/leadership.html",
    "tags": "tags.html",
    "paths": "paths.html",
    "path": "paths/aspiring.html",
    "frameworks": "frameworks.html",
    "framework": "frameworks/csf.html",
    "crosswalk": "frameworks/crosswalk.html",
    "coverage": "frameworks/coverage.html",
    "templates": "templates.html",
    "sources": "sources.html",
    "glossary": "pages/glossary.html",
    "about": "pages/about.html",
    "search": "search.html?q=board+report",
    "search-nothing": "search.html?q=zzzzqqqq",
    "404": "404.html",
}
MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
VIEWS = [(mode, width) for mode in MODES for width in (1440, 1000, 390, 320)]
PRINTED = ("dark", 1000)  # paper is light whatever the screen is
KEPT = (  # kind, mode, width: four on a desk, two on a phone, three in each mode
    ("home", "light", 1440),
    ("article", "dark", 1440),
    ("search", "light", 1440),
    ("topic", "dark", 1440),
    ("article-photo", "light", 390),
    ("home", "dark", 390),
)
HEIGHTS = {1440: 900, 1000: 900, 390: 844, 320: 640}


def shoot(chromium: Browser, base: str, kinds: Iterable[str], target: Path) -> None:
    """Write a picture of each kind of page in each view, and one as it is printed."""
    for mode, width in VIEWS:
        with chromium.new_page(
            viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=mode
        ) as page:
            for kind in kinds:
                page.goto(base + KINDS[kind], wait_until="networkidle")
                page.screenshot(path=target / f"{kind}-{mode}-{width}.png")
                if (mode, width) == PRINTED:
                    page.emulate_media(media="print")
                    page.screenshot(path=target / f"{kind}-print.png", full_page=True)
                    page.emulate_media(media="screen")


def keep(source: Path, target: Path) -> None:
    """Write the pictures that the README shows: WebP, under 100 kB each."""
    target.mkdir(parents=True, exist_ok=True)
    for kind, mode, width in KEPT:
        name = f"{kind}-{mode}-{width}"
        with Image.open(source / f"{name}.png") as picture:
            picture.save(target / f"{name}.webp", quality=70, method=6)


def main(folder: str = "_build/shots", *kinds: str) -> None:
    """Take the pictures, and say where they are."""
    target = ROOT / folder
    target.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "_build" / "html") as base, browser() as chromium:
        shoot(chromium, base, kinds or KINDS, target)
    if not kinds:
        keep(target, ROOT / "docs" / "shots")
    print(f"The pictures are in {target.relative_to(ROOT)}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
