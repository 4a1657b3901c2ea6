"""The first visit to an article: what a browser fetches, and that it does not grow with the site."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import FRAME, Site, article, once
from tools.browser import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

MOST_BYTES = 45_000  # gzipped
MOST_REQUESTS = 14
TEXT = "\n\n".join(
    ["A sentence of an article, with a few words in it. " * 10] * 5
)  # 1,500 words in all
PLAIN = f"{TEXT}\n\n## One\n\n{TEXT}\n\n## Two\n\n{TEXT}\n\n| a | b |\n|---|---|\n| c | d |\n"
FULL = (
    f"{PLAIN}\n```python\nx = 1\n```\n\n````{{tab-set}}\n```{{tab-item}} A\nText.\n```\n````\n\n"
    "```{dropdown} B\nText.\n```\n\n```{math}\na^2\n```\n\n```{note}\nText.\n```\n\n"
    f"{TEXT}\n\n```{{calculator}} fair\n```\n"
)


def site_of(root, count: int) -> Site:
    """Return a site of some articles, built."""
    head = "authors: [mishaal]\ncategories: [Risk management]\ntags: [one, two]\n"
    files = {
        f"posts/article-{number:03}.md": article(
            head, PLAIN, title=f"Article {number:03}", date=f"2026-01-{number % 28 + 1:02}"
        )
        for number in range(count)
    }
    files |= {
        "posts/plain.md": article(head, PLAIN, title="Plain", date="2025-06-01"),
        "posts/full.md": article(head, FULL, title="Full", date="2025-06-02"),
    }
    site = Site(root / str(count)).write({**FRAME, **files})
    built = site.build()
    assert (built.exit, built.warnings) == (0, [])
    return site


def first_visit(chromium: Browser, site: Site, path: str) -> dict[str, int]:
    """Return the files of a first visit with their sizes, gzipped; the page itself is ``page``."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with serve(site.out) as root:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(root + path, wait_until="networkidle")
        context.close()
    assert all(url.startswith((root, "data:")) for url in asked)
    paths = [url.removeprefix(root) for url in asked if url.startswith(root)]
    assert len(paths) == len(set(paths))
    return {
        "page" if name == path else name: len(gzip.compress((site.out / name).read_bytes(), 6))
        for name in paths
    }


@pytest.fixture(scope="module")
def visits(tmp_path_factory, chromium) -> dict[tuple[int, str], dict[str, int]]:
    """Return the first visits to two articles of a small and a larger site."""

    def make(folder: Path) -> dict[tuple[int, str], dict[str, int]]:
        sites = {count: site_of(folder, count) for count in (10, 300)}
        return {
            (count, name): first_visit(chromium, site, f"posts/{name}.html")
            for count, site in sites.items()
            for name in ("plain", "full")
        }

    return once(tmp_path_factory, "weight", make)


def own(files: dict[str, int]) -> dict[str, int]:
    """Return the files that are not pictures of one article, nor the icon, which may come late."""
    left_out = ("_images/", "_static/favicon")
    return {name: size for name, size in files.items() if not name.startswith(left_out)}


@pytest.mark.parametrize("name", ["plain", "full"])
@pytest.mark.parametrize("count", [10, 300])
def test_a_first_visit_is_light(visits, count, name):
    files = visits[count, name]
    print(
        f"\n{name}, {count} articles: {sum(files.values()):,} bytes gzipped in {len(files)} requests"
    )
    for path, size in sorted(files.items(), key=lambda item: -item[1]):
        print(f"{size:8,}  {path}")

    assert sum(files.values()) <= MOST_BYTES
    assert len(files) <= MOST_REQUESTS


@pytest.mark.parametrize("name", ["plain", "full"])
def test_it_does_not_grow_with_the_site(visits, name):
    small, large = own(visits[10, name]), own(visits[300, name])
    pages = small.pop("page"), large.pop("page")
    counts = [files.pop("_static/kb-topics.css") for files in (small, large)]

    assert large == small
    assert abs(pages[1] - pages[0]) < 700  # the names of 12 neighbors instead of 10, and "All"
    assert abs(counts[1] - counts[0]) < 10  # 302 where 12 stood


def test_no_search_icon_font_or_framework_is_fetched(visits):
    names = " ".join(path for files in visits.values() for path in files)

    for part in (
        "search",
        "pagefind",
        "fontawesome",
        "bootstrap",
        "pydata",
        "mathjax",
        "jquery",
        "woff",
    ):
        assert part not in names
