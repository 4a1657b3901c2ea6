"""Incident mode: one page from ``_data/incidents/``, and the way to it from every page."""

from __future__ import annotations

import pytest

from sphinx_kb.site.incidents import Incident
from sphinx_kb.testing import article

CLOCKS = """\
nis2:
  name: NIS2
  article: Art. 23
  jurisdiction: European Union
  who: Essential entities
  starts: aware
  when: Aware of an incident
  calendar: eu
  steps:
    - {id: warning, what: Early warning, after: 24h, from: aware, to: Authority}
    - {id: final, what: Final report, after: 1 month, from: warning, to: Authority}
  checked: 2026-11-20
  review_by: 2027-05-20
  source: https://example.org/law
"""
FIRST = "".join(f"  - Do number {number}\n" for number in range(1, 9))
RANSOM = f"""\
name: Ransomware
order: 1
signs: files are renamed.
first:
{FIRST}call: [Lawyer, "Insurer, first"]
do_not: [Restart anything]
articles: [plan]
reviewed: 2026-11-20
review_by: 2027-05-20
sources:
  - {{title: A checklist, publisher: An agency, url: "https://example.org/list", accessed: 2026-11-20}}
"""
MAILBOX = "name: Mailbox\norder: 2\nfirst: [Block the account]\nreview_by: 2026-11-01\n"
FILES = {
    "_data/incidents/ransomware.yml": RANSOM,
    "_data/incidents/a-mailbox.yml": MAILBOX,
    "_data/clocks.yml": CLOCKS,
    "posts/plan.md": article(title="A plan"),
}


@pytest.fixture
def site(shared_site):
    return shared_site("incidents", FILES)


def told(built):
    return [line for line in built.warnings if "kb.incident" in line]


def test_the_page_has_every_kind_in_its_order_and_lacks_nothing_without_scripts(site):
    page = site.page("now")
    first, second = page.select(".kb-now-kind")

    assert [link["href"] for link in page.select(".kb-now-kinds a")] == [
        "#ransomware",
        "#a-mailbox",
    ]
    assert [tag.get_text() for tag in first.select(".kb-now-lines span")] == [
        f"Do number {number}" for number in range(1, 9)
    ]
    assert not page.select(".kb-now-kind[hidden], .kb-now-lines input[disabled]")
    assert [tag.get_text(strip=True) for tag in first.select(".kb-now-calls label")] == [
        "Lawyer",
        "Insurer, first",
    ]
    assert [tag.get_text() for tag in first.select(".kb-now-not li")] == ["Restart anything"]
    assert first.select_one(".kb-now-more a")["href"] == "posts/plan.html"
    assert first.select_one(".kb-now-sources a")["href"] == "https://example.org/list"
    assert first.select_one(".kb-overdue").has_attr("hidden")
    assert (
        second.select_one(".kb-overdue").get_text()
        == "This card was due for a review on 1 November 2026."
    )


def test_the_clocks_say_their_periods_and_have_lines_for_paper(site):
    page = site.page("now")
    law = page.find(attrs={"data-kb-law": "nis2"})

    assert [tag.get_text() for tag in law.select("ul li")] == [
        "Early warning, to Authority: 24 hours after you became aware",
        "Final report, to Authority: 1 month after the early warning",
    ]
    assert len(page.select(".kb-now-log .kb-now-paper tr")) == 12


def test_every_page_leads_to_it_in_one_tap_and_the_page_itself_does_not(site):
    for name in ("index", "posts/plan", "archive", "search", "pages/about"):
        link = site.page(name).select_one(".kb-bar-now")
        assert link["aria-label"] == "Incident now?"
        assert link["href"].endswith("now.html")
    assert site.page("index").select_one(".kb-now-way a")["href"] == "now.html"
    assert not site.page("now").select(".kb-bar-now")
    assert not site.page("index").select('.kb-navigation a[href="now.html"]')


def test_a_site_without_incidents_has_neither_page_nor_link_nor_script(make_site):
    site = make_site({"posts/plan.md": article(), "_data/clocks.yml": CLOCKS})
    site.build()

    assert not [name for name in site.files() if name.startswith("now") or "incident" in name]
    assert "Incident" not in (site.out / "index.html").read_text("utf-8")
    assert "now.html" not in (site.out / "posts" / "plan.html").read_text("utf-8")


def test_the_script_is_loaded_there_alone(site):
    scripts = [tag["src"] for tag in site.page("now").select("script[src]")]

    assert "_static/kb-tools-incident.js" in scripts
    assert (site.out / "_static" / "kb-tools-incident.js").is_file()
    assert "kb-tools" not in (site.out / "posts" / "plan.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "line", "remedy"),
    [
        ("ransomware", RANSOM.replace("name: Ransomware\n", ""), 1, "correct 'name': add it"),
        ("ransomware", RANSOM.replace("call:", "cal:"), 13, "correct 'cal': remove it, or correct its name: did you mean 'call'?"),
        ("ransomware", RANSOM.replace("  - Do number 2\n", "  - Do number 2\n  - More\n"), 13, "'first': write at most 8 lines, not 9"),
        ("ransomware", RANSOM.replace("Do number 3", "Do " + "x" * 90), 7, "'first': shorten the line by 13 characters"),
        ("ransomware", RANSOM.replace("2026-11-20\nrev", "soon\nrev"), 16, "correct 'reviewed': write the day as YYYY-MM-DD"),
        ("ransomware", RANSOM.replace("https://example.org/list", "javascript:alert(1)"), 19, "correct 'sources.1.url': write an address that starts with https://"),
        ("ransomware", RANSOM.replace("[plan]", "[plann]"), 15, "correct 'plann': there is no such article"),
        ("ransomware", RANSOM.replace("first:", "first: nothing\nrest:"), 4, "correct 'first': write a list"),
        ("ransomware", "name: [\n", 1, "mend this line, which YAML cannot read"),
        ("Ransom Ware", RANSOM, 1, "name the file 'ransom-ware.yml'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(make_site, name, text, line, remedy):
    site = make_site({f"_data/incidents/{name}.yml": text, "posts/plan.md": article()})
    first, second = site.build(), site.build()

    assert told(first)[0].startswith(f"_data/incidents/{name}.yml:{line}: WARNING: {remedy}")
    assert told(second) == told(first)


def test_a_text_of_the_data_is_text(make_site):
    evil = "<img src=x onerror=alert(1)>"
    site = make_site({"_data/incidents/x.yml": f"name: '{evil}'\nfirst: ['{evil}']\nsigns: '{evil}'\ncall: ['{evil}']\ndo_not: ['{evil}']\n"})  # fmt: skip
    site.build()

    assert not site.page("now").select("main img")
    assert site.page("now").get_text().count(evil) >= 4


def test_the_page_follows_its_data_and_goes_with_it(make_site):
    site = make_site(FILES)
    site.build()
    site.write(
        {"_data/incidents/ransomware.yml": RANSOM.replace("Do number 1", "Do otherwise")}
    ).build()
    assert "Do otherwise" in site.page("now").get_text()

    site.remove("_data/incidents/ransomware.yml", "_data/incidents/a-mailbox.yml").build()
    assert not site.has("now")
    assert not site.page("posts/plan").select(".kb-bar-now")


def test_a_kind_keeps_what_is_right_where_one_field_is_wrong(make_site):
    site = make_site({"_data/incidents/x.yml": MAILBOX.replace("order: 2", "order: two")})
    site.build()

    assert site.page("now").select_one(".kb-now-lines span").get_text() == "Block the account"
    assert Incident(name="x", first=("y",)).order == 0
