"""Every page of this site: valid HTML, under a policy that forbids all that it does not need."""

import pytest

from support import SOAK
from support.browsing import visiting
from support.output import invalid, kinds, pages, unguarded


def test_every_page_is_valid(real_site):
    assert invalid(real_site) == {}


def test_every_page_has_the_policy_before_anything_loads(real_site):
    assert unguarded(real_site) == {}


@pytest.mark.soak
def test_no_page_breaks_the_policy_or_asks_another_host(real_site, chromium):
    with visiting(chromium, real_site) as visit:
        for path in kinds(real_site):
            visit.see(path, touch=False)
        visit.see_all(pages(real_site)[:: 1 if SOAK else 4], touch=False)
        visit.see("search.html?q=risk", touch=False)
        visit.page.wait_for_load_state("networkidle")

    assert (visit.violations, visit.elsewhere, visit.errors, visit.ran) == ([], [], [], [])
