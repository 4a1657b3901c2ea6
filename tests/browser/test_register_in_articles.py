"""Tables, curves and briefs of the register in articles, as a reader sees them."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support import axe
from support.registers import RISKS
from tools.browser import serve

BRIEF = "brief:\n  decision: Fund the doors.\n  decline: Nothing changes.\n  risk: R1\n"
BODY = "Text.\n\n```{risk-table}\n```\n\n```{risk-curve} R1\n```\n"
FILES = {"posts/fire.md": article(title="Fire", head=BRIEF, body=BODY), "_data/risks.yml": RISKS}
PAGES = ("posts/fire.html", "posts/fire/brief.html")


@pytest.fixture
def site(shared_site):
    return shared_site("register in articles", FILES)


@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(site, chromium, mode, width):
    with serve(site.out) as root, axe.looking(chromium, mode, width) as page:
        for name in PAGES:
            page.goto(root + name, wait_until="networkidle")
            assert axe.violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1440, 390])
def test_a_curve_is_as_wide_as_its_column_and_its_letters_keep_their_size(site, chromium, width):
    with serve(site.out) as root:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.goto(root + PAGES[0], wait_until="networkidle")
        picture = page.locator(".kb-risk-curve img")
        picture.scroll_into_view_if_needed()
        box, column = picture.bounding_box(), page.locator(".kb-risk-curve").bounding_box()
        page.close()

    assert box["width"] == pytest.approx(min(column["width"], 736), abs=1)
    assert box["height"] == 364
