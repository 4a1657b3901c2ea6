"""`make check` names what may have changed, once the day to look again has passed."""

import pytest

from tools import watch

WATCH = """# What may change.
- what: US, an act
  now: Runs to December
  look_again: 2026-12-12
- what: EU, another
  now: Proposed
  look_again: 2027-02-28
"""
CLOCKS = """one-law:
  name: One law
  review_by: 2026-12-31
"""


@pytest.fixture
def told(tmp_path, monkeypatch):
    def on(day):
        monkeypatch.setenv("KB_TODAY", day)
        return list(watch.faults(tmp_path))

    (tmp_path / "_data").mkdir()
    (tmp_path / "_data/watch.yml").write_text(WATCH, "utf-8")
    (tmp_path / "_data/clocks.yml").write_text(CLOCKS, "utf-8")
    return on


def test_what_is_to_be_looked_at_again_is_told_after_its_day_with_its_line(told):
    assert told("2026-12-12") == []
    assert told("2026-12-13") == [
        "_data/watch.yml:2: look again at US, an act: it was due on 12 December 2026"
    ]


def test_a_clock_that_should_have_been_checked_is_told(told):
    assert told("2027-01-01")[1:] == [
        "_data/clocks.yml:1: look again at One law: it was due on 31 December 2026"
    ]


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("- what: US, an act\n", "1: give 'look_again' as YYYY-MM-DD"),
        ("- what: US, an act\n  look_again: soon\n", "1: give 'look_again' as YYYY-MM-DD"),
        ("# No list.\n- a word\n", "2: give 'look_again' as YYYY-MM-DD"),
        ("- what: [a\n", "2: mend the YAML: expected ',' or ']', but got '<stream end>'"),
        ("", None),
    ],
)
def test_an_entry_without_its_day_is_told(told, tmp_path, written, remedy):
    (tmp_path / "_data/watch.yml").write_text(written, "utf-8")

    assert told("2026-12-01") == ([f"_data/watch.yml:{remedy}"] if remedy else [])


def test_a_site_without_these_lists_has_nothing_to_look_at(tmp_path):
    (tmp_path / "_data").mkdir()

    assert list(watch.faults(tmp_path)) == []
