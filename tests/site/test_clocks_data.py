"""The deadlines and the watch list that articles and calculators read from ``_data/``."""

from __future__ import annotations

import re

import pytest
import yaml

from support import ROOT
from support.worked import file

MOMENTS = {"detected", "aware", "classified", "material", "paid", "fixed"}
CLOCKS = yaml.safe_load((ROOT / "_data/clocks.yml").read_text("utf-8"))
WATCH = yaml.safe_load((ROOT / "_data/watch.yml").read_text("utf-8"))
AFTER = r"asap|\d+h|\d+ (?:business )?days|\d+ months?"


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_each_step_of_a_clock_counts_from_a_moment_or_an_earlier_step(clock):
    known = set(MOMENTS)
    for step in clock["steps"]:
        assert step["from"] in known
        assert re.fullmatch(AFTER, step["after"])
        assert step["what"]
        assert step["to"]
        known.add(step["id"])

    assert clock["starts"] in MOMENTS
    assert clock["calendar"] in {"us-federal", "eu", "none"}
    assert re.fullmatch(r"in force|proposed|from \d{4}-\d\d-\d\d", clock["state"])


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_a_clock_names_its_law_its_source_and_the_day_it_was_read(clock):
    assert all(clock[field] for field in ("name", "article", "jurisdiction", "who", "when"))
    assert clock["source"].startswith("https://")
    assert 0 < (clock["review_by"] - clock["checked"]).days <= 190


def test_the_long_table_has_every_clock_with_its_address():
    kept = file("regulation-and-disclosure-clocks-clocks.csv")
    rows = [dict(zip(kept.header, row, strict=True)) for row in kept.rows]

    assert [(row["instrument"], row["source"], row["status"]) for row in rows] == [
        (clock["name"], clock["source"], clock["state"]) for clock in CLOCKS.values()
    ]


def test_the_page_on_our_manner_shows_the_watch_list():
    page = (ROOT / "pages/editorial.md").read_text("utf-8")

    for item in WATCH:
        day = f"{item['look_again'].day} {item['look_again']:%b %Y}"
        assert f"| {item['what']} | {item['now']} | {day} |" in page
        assert all((ROOT / f"posts/{slug}.md").is_file() for slug in item["articles"])
