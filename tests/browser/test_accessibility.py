"""Every kind of page, in both color modes, on a phone and a desk: axe finds nothing."""

import pytest

from support import SOAK, axe

PAGES = (
    "index.html", "posts/risk-management-basics.html", "posts/first-90-days.html", "topics/role.html",
    "topics.html", "authors/editors.html", "authors.html", "tags.html", "tags/leadership.html",
    "archive.html", "archive/page/2.html", "archive/2026.html", "paths.html", "paths/aspiring.html",
    "frameworks.html", "frameworks/csf.html", "frameworks/cis.html", "frameworks/iso.html",
    "frameworks/crosswalk.html", "frameworks/coverage.html", "risks.html", "risks/r1.html", "templates.html", "templates/incident-response-plan-severity-matrix.html", "templates/what-a-ciso-does-role-charter.html", "sources.html", "pages/glossary.html", "pages/about.html", "search.html?q=board", "404.html", "now.html", "new.html", "reviews.html",
)  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize(("mode", "width"), axe.VIEWS)
def test_axe_finds_nothing(real_site, chromium, mode, width):
    from tools.browser import serve

    found = []
    with serve(real_site.out) as base, axe.looking(chromium, mode, width) as page:
        for name in PAGES if SOAK else PAGES[axe.VIEWS.index((mode, width)) :: 2]:
            page.goto(base + name)
            if "?q=" in name:
                page.wait_for_selector("main mark", state="attached")
            found += [(name, *problem) for problem in axe.violations(page)]

    assert found == []
