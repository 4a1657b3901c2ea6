"""Take screenshots of the built site: each kind of page, three widths, two color modes.

    python tools/shots.py [FOLDER [PAGE ...]]

It serves _build/html on loopback while it works, and writes PNG files into FOLDER
(_build/shots).
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.browser import browser, serve

ROOT = Path(__file__).parent.parent
PAGES = (
    "index.html",
    "posts/technical-vs-business-skills.html",
    "topics/role.html",
    "topics.html",
    "authors/editors.html",
    "archive.html",
    "archive/2026.html",
    "tags.html",
    "tags/leadership.html",
    "frameworks.html",
    "frameworks/csf.html",
    "frameworks/crosswalk.html",
    "frameworks/coverage.html",
    "templates.html",
    "pages/glossary.html",
    "pages/about.html",
    "search.html?q=board",
    "404.html",
)
WIDTHS = (1440, 1000, 390)


def main(folder: str = "_build/shots", *pages: str) -> None:
    """Take the pictures, and say where they are."""
    target = ROOT / folder
    target.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "_build" / "html") as base, browser() as chromium:
        for mode in ("light", "dark"):
            for width in WIDTHS:
                context = chromium.new_context(
                    viewport={"width": width, "height": 900 if width > 400 else 844},
                    color_scheme=mode,
                )
                page = context.new_page()
                for name in pages or PAGES:
                    page.goto(base + name, wait_until="networkidle")
                    stem = name.split("?")[0].removesuffix(".html").replace("/", "-")
                    page.screenshot(path=target / f"{stem}-{mode}-{width}.png")
                context.close()
    print(f"The pictures are in {target.relative_to(ROOT)}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
