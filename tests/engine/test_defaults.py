"""What a conf.py need not say."""

import pytest
from sphinx.config import Config

from sphinx_kb.defaults import DEFAULTS
from sphinx_kb.testing import article


@pytest.fixture
def site(make_site):
    """Return a site whose conf.py sets no list, built."""
    made = make_site({"posts/a.md": article()})
    assert made.build("-W").exit == 0
    return made


@pytest.mark.slow
def test_a_second_build_in_one_process_takes_nothing_for_a_change(site):
    before = site.files()

    assert "no targets are out of date" in site.build().output
    assert site.files() == before


def test_no_build_changes_what_the_next_one_starts_from(site):
    assert Config.config_values["templates_path"].default == []
    assert DEFAULTS["exclude_patterns"] == ["_build", ".*"]


def test_a_site_without_a_mark_has_the_engine_s(site):
    address = site.page("index").select_one('link[rel="icon"]')["href"]

    assert address == "_static/favicon.svg"
    assert (site.out / address).is_file()
