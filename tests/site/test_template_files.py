"""The templates of this site: each file of assets/downloads/ stands on the page, and is there."""

from sphinx_kb.pages.downloads import FOLDER, faults
from sphinx_kb.site.data import read
from support import ROOT


def test_no_file_is_missing_and_none_is_listed_that_is_not_there():
    situations = read(ROOT / "_data")[0].situations.values()
    listed = [each.file for one in situations for each in one.files]

    assert len(listed) > 0
    assert list(faults(ROOT, listed)) == []


def test_the_page_of_the_site_has_each_file_once_and_every_link_leads_to_one(real_site):
    page = real_site.page("templates")
    there = sorted(path.name for path in (ROOT / FOLDER).iterdir())
    links = [link["href"] for link in page.select("a[download]")]

    assert sorted(link.rpartition("/")[2] for link in links) == there
    assert all((real_site.out / link).is_file() for link in links)
