"""A large site in two parts, each built by itself and published in a folder: the search finds both."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_kb.testing import FRAME, Site, article
from support.browsing import visiting

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

YEARS = ("2024", "2025")
RESULTS = ".kb-search-articles h2 a"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return what is published: a start page, and two parts with three articles each."""
    root = tmp_path_factory.mktemp("parts")
    whole = Site(root / "whole")
    for year in (*YEARS, ""):
        site = built(root / (year or "start"), year)
        shutil.copytree(site.out, whole.out / year, dirs_exist_ok=True)
    return whole


def built(root: Path, year: str) -> Site:
    """Build one part; the start page is one without articles of its own but one."""
    others = (
        [f"../{one}/" for one in YEARS if one != year] if year else [f"{one}/" for one in YEARS]
    )
    site = Site(root).write(
        {**FRAME, "_data/site.yml": f"parts: {[*others, '../'] if year else others}\n"}
    )
    names = [f"{year}-{number}" for number in range(3)] if year else ["start"]
    site.write({
        f"posts/{name}.md": article(title=f"The report {name}", body=f"About lighthouses, number {name}.\n")
        for name in names
    })  # fmt: skip
    ended = site.build("-W", "--keep-going")
    assert ended.exit == 0, ended.output
    return site


@pytest.mark.parametrize("folder", ["", "2024/", "2025/"])
def test_each_part_finds_the_articles_of_all_and_leads_to_them(published, chromium, folder):
    with visiting(chromium, published) as visit:
        visit.page.goto(f"{visit.root}{folder}search.html?q=lighthouses")
        visit.page.wait_for_selector(RESULTS)
        visit.page.wait_for_timeout(300)
        found = visit.page.eval_on_selector_all(
            RESULTS, "all => all.map((one) => new URL(one.href).pathname)"
        )
        visit.page.goto(visit.root.rstrip("/") + next(path for path in found if "2025-1" in path))
        title = visit.page.locator("h1").inner_text()

    assert {path.rpartition("/")[2] for path in found} == {
        "start.html", *(f"{year}-{number}.html" for year in YEARS for number in range(3)),
    }  # fmt: skip
    assert title.startswith("The report 2025-1")
    assert (visit.elsewhere, visit.violations) == ([], [])


def test_a_part_that_is_not_there_is_left_out(published, chromium, tmp_path):
    alone = Site(tmp_path / "alone")
    shutil.copytree(published.out / "2024", alone.out / "2024")
    with visiting(chromium, alone) as visit:
        visit.page.goto(f"{visit.root}2024/search.html?q=lighthouses")
        visit.page.wait_for_selector(RESULTS)

        assert visit.page.locator(RESULTS).count() == 3
