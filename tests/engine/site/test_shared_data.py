"""What the package brings serves a site that shares it, until the site has a file of that name."""

import pytest

from sphinx_kb.search import build, synonyms
from sphinx_kb.site.frameworks import load
from sphinx_kb.site.frameworks.crosswalk_rows import USUAL
from sphinx_kb.testing import article
from support.samples import CSF

POST = article("controls: [GV.RM]\n", title="A", body="See {csf}`GV.RM` and heat maps.\n")


def shown(site):
    """Return the frameworks of a site."""
    return [link["href"] for link in site.page("frameworks").select(".kb-path a")]


def test_a_site_has_the_frameworks_that_it_shares(make_site):
    site = make_site({"_data/site.yml": "shared: iso, csf\n", "posts/a.md": POST})
    built = site.build("-W", "--keep-going", "-j", "2")

    assert built.exit == 0, built.output
    assert shown(site) == ["frameworks/csf.html", "frameworks/iso.html"]
    assert "A" in site.page("frameworks/csf").find(id="gv-rm").get_text()
    assert site.page("frameworks/crosswalk").select("td a")


def test_a_file_of_that_name_stands_for_it(make_site):
    site = make_site({"_data/site.yml": "shared: [csf, cis]\n", "posts/a.md": POST})
    site.build("-W")
    own = CSF.replace("name: The Framework", "name: Ours")
    built = site.write({"_data/controls/csf.yml": own}).build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert site.page("frameworks/csf").h1.contents[0] == "Ours"
    assert shown(site) == ["frameworks/csf.html", "frameworks/cis.html"]


def test_no_framework_is_in_a_site_that_did_not_ask(make_site):
    site = make_site({"posts/a.md": article()})
    site.build("-W")

    assert not site.has("frameworks")


def test_what_the_package_does_not_bring_is_told(make_site):
    built = make_site({"_data/site.yml": "shared: [csf, nist]\n", "posts/a.md": article()}).build()

    assert [line.partition(" WARNING")[0] for line in built.warnings] == ["_data/site.yml:1:"]


def test_the_files_of_the_package_have_no_fault(tmp_path):
    frameworks, faults = load.read(load.SHARED)

    assert (list(frameworks.of), faults) == (["csf", "cis", "iso"], [])
    assert len(frameworks.crosswalk) == len(load.read(tmp_path, USUAL)[0].crosswalk)
    assert synonyms.read(build.SHARED.read_text("utf-8"))[1] == []


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"_data/site.yml": "shared: synonyms\n"}, True),
        ({"_data/site.yml": "shared: synonyms\n", "_data/synonyms.yml": "- [one, two]\n"}, True),
        (
            {
                "_data/site.yml": "shared: synonyms\n",
                "_data/synonyms.yml": "- remove: [5x5 matrix]\n",
            },
            False,
        ),
        ({}, False),
    ],
)
def test_synonyms_serve_a_site_that_shares_them_but_for_words_that_it_takes_out(
    make_site, files, found
):
    site = make_site({"posts/a.md": article(body="A heat map of risks.\n"), **files})
    built = site.build("-W")
    scripts = "".join(
        path.read_text("utf-8") for path in (site.out / "_static").glob("kb-search-*.js")
    )

    assert built.exit == 0, built.output
    assert ("5x5 matrix" in scripts) == found
