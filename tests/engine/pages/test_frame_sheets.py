"""The sheets of a page: those of what stands on it."""

from __future__ import annotations

import pytest

from sphinx_kb.pages.frame import sheets


@pytest.mark.parametrize(
    ("body", "design"),
    [
        ("<p>Text of sd-btn</p>", None),
        ('<div class="sd-tab-set docutils"><input id="sd-tab-item-0"></div>', "design.css"),
        ('<div class="sd-row sd-row-cols-1 sd-row-cols-md-3 sd-g-2">', "design.css"),
        ('<details class="sd-sphinx-override sd-dropdown sd-card sd-mb-3">', "design.css"),
        ('<a class="sd-btn sd-btn-primary">', "sphinx-design.min.css"),
        ('<div class="sd-card own sd-bg-info">', "sphinx-design.min.css"),
        ('<details class="sd-dropdown sd-card sd-fade-in-slide-down">', "sphinx-design.min.css"),
    ],
)
def test_a_page_loads_of_sphinx_design_what_it_uses(body, design):
    found = [name for name in sheets(body) if "design" in name]

    assert found == ([design] if design else [])


def test_code_alone_needs_its_colors():
    assert "pygments.css" not in sheets("<p>highlight</p>")
    assert "pygments.css" in sheets('<div class="highlight-text"><div class="highlight">')
