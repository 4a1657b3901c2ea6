"""The frameworks of this site: their data is whole, and its articles use them."""

import re

from sphinx_kb.site.data import read
from support import ROOT


def test_the_frameworks_are_whole():
    frameworks = read(ROOT / "_data")[0].frameworks
    counts = {
        key: [len(group.controls) for group in each.groups] for key, each in frameworks.of.items()
    }
    parts = sum(len(control.parts) for control in frameworks.of["csf"].controls)

    assert counts == {"csf": [6, 3, 5, 2, 4, 2], "cis": [18], "iso": [37, 8, 14, 34]}
    assert parts == 106
    assert len(frameworks.crosswalk) == 22


def test_at_least_18_of_the_22_categories_have_an_article(real_site):
    rows = real_site.page("frameworks/coverage").select("tbody tr:has(td)")

    assert len(rows) == 22
    assert sum(not row.has_attr("class") for row in rows) >= 18


def test_a_paragraph_of_an_article_is_shown_for_a_control_of_each_framework(real_site):
    for key in ("csf", "cis", "iso"):
        passages = real_site.page(f"frameworks/{key}").select(".kb-passage")

        assert passages, key
        assert not any(re.search(r"\s[.,]", each.get_text()) for each in passages)
