"""A framework of the owner's: a file in _data/controls/ is all that it takes."""

import pytest

from sphinx_kb.testing import article
from support.samples import FRAMEWORKS

PCI = """\
name: PCI DSS v4.0.1
short: PCI DSS
publisher: PCI Security Standards Council
version: 4.0.1
date: 2024-06
source: https://www.pcisecuritystandards.org/
mark: PCI
unit: requirement
units: requirements
groups:
  - {id: "1", name: Network, count: 3, names: {"1.2": Network security controls are managed}}
  - {id: "8", name: Access, count: 2}
"""
POST = article("controls: [PCI 1.2]\n", title="A", body="See {pci}`8.1` and {pci}`this <1.2>`.\n")


def test_it_has_its_role_its_field_its_page_and_its_coverage(make_site):
    site = make_site({"_data/controls/pci.yml": PCI, "posts/a.md": POST})
    built = site.build("-W", "--keep-going", "-j", "2")

    assert built.exit == 0, built.output
    assert [(node.a.get_text(), node.a["href"]) for node in site.page("posts/a").select(".kb-mention")] == [
        ("PCI 8.1", "../frameworks/pci.html#pci-8-1"), ("this", "../frameworks/pci.html#pci-1-2"),
    ]  # fmt: skip
    assert (
        site.page("frameworks/pci").find(id="pci-1-2").select_one(".kb-treatments a").get_text()
        == "A"
    )
    assert "1 of the 5 requirements" in site.page("frameworks/coverage").get_text()


def test_it_stands_after_the_usual_ones_or_in_its_own_order(make_site):
    site = make_site({**FRAMEWORKS, "_data/controls/pci.yml": PCI})
    site.build("-W")
    usual = [link["href"] for link in site.page("frameworks").select(".kb-path a")]
    site.write({"_data/controls/pci.yml": f"{PCI}order: -1\n"}).build("-W")
    first = [link["href"] for link in site.page("frameworks").select(".kb-path a")]

    assert usual == [f"frameworks/{key}.html" for key in ("csf", "cis", "iso", "pci")]
    assert first[0] == "frameworks/pci.html"
    assert site.has("frameworks/coverage-csf")


def test_the_crosswalk_leads_to_it(make_site):
    site = make_site({
        **FRAMEWORKS, "_data/controls/pci.yml": PCI,
        "_data/controls/crosswalk.yml": "GV.RM: {pci: [1.1-1.3], cis: [4]}\n",
    })  # fmt: skip
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    links = [link.get_text() for link in site.page("frameworks/crosswalk").select("td a")]
    assert {"PCI 1.1", "PCI 1.3"} <= set(links)


def test_when_its_file_comes_or_goes_articles_are_read_again(make_site):
    site = make_site({"posts/a.md": POST})
    before = site.build("-j", "2")
    came = site.write({"_data/controls/pci.yml": PCI}).build("-W", "-j", "2")
    left = site.remove("_data/controls/pci.yml").build("-j", "2")

    assert any("WARNING: remove {pci}" in line for line in before.warnings), before.warnings
    assert came.exit == 0, came.output
    assert left.warnings == before.warnings


@pytest.mark.parametrize("name", ["ref", "PCI", "my file", "coverage"])
def test_a_file_that_cannot_be_a_role_is_told(make_site, name):
    site = make_site({f"_data/controls/{name}.yml": PCI, "posts/a.md": article()})
    told = (
        f"_data/controls/{name}.yml:1: WARNING: rename the file: small letters, digits and hyphens"
    )

    for jobs in "12":
        (line,) = site.build("-j", jobs).warnings
        assert line.startswith(told)


def test_what_a_control_asks_for_stands_on_its_page(make_site):
    texts = (
        'groups:\n  - id: "1"\n    name: Network\n    names: {"1.2": Controls}\n    parts: {"1.2": 01, 02}\n'
        '    texts: {"1": All of it., "1.2": They are managed., 1.2-02: They are <kept>.}\n'
    )
    text = PCI.partition("groups:")[0] + texts.replace("01, 02", '"01, 02"')
    site = make_site({"_data/controls/pci.yml": text})
    built = site.build("-W", "--keep-going")
    page = site.page("frameworks/pci")

    assert built.exit == 0, built.output
    assert page.select_one("#pci-1-2 .kb-outcome").get_text() == "They are managed."
    assert [node.get_text() for node in page.select(".kb-outcomes :is(dt, dd)")] == [
        "1.2-02", "They are <kept>.",
    ]  # fmt: skip
    assert page.select_one("[id='1-2-02']").name == "dt"
    assert "All of it." in page.select_one(".kb-intro").get_text()


def test_a_text_of_what_is_not_there_is_told(make_site):
    text = PCI.replace("count: 2}", 'count: 2, texts: {"8.3": Gone.}}')
    told = make_site({"_data/controls/pci.yml": text}).build().warnings

    assert [line.partition("correct")[2] for line in told] == [
        " 'groups.1': the group has no '8.3' [kb.source]"
    ]
