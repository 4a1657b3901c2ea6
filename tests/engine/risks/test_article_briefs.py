"""The board brief of an article: its words, the register's figures, and its faults."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support.registers import RISKS

BRIEF = """brief:
  decision: Fund fire doors for the plant from the reserve.
  by: the meeting of 15 December 2026
  decline: The plant goes on as it is, and the insurer raises the premium.
  unknown: Whether the builder keeps the date.
  risk: R1
  options: [doors]
sources:
  - title: The insurer's report
    url: https://example.org/report
"""
PLAIN = """brief:
  decision: Name an owner for each plant.
  decline: Nobody answers for it.
  ask: One person for each plant.
  cost: Nothing but an hour a month.
"""
FILES = {
    "posts/fire.md": article(title="Fire", head=BRIEF),
    "posts/owners.md": article(title="Owners", head=PLAIN),
    "posts/none.md": article(title="None"),
    "_data/risks.yml": RISKS,
}


@pytest.fixture
def site(shared_site):
    return shared_site(
        "briefs of articles",
        FILES,
        environ={"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"},
    )


def words(site, name):
    return " ".join(site.page(name).find("article").get_text(" ").split())


def told(built):
    return [line for line in built.warnings if "WARNING" in line]


def test_a_brief_has_the_words_of_its_article_and_the_figures_of_the_register(site):
    text = words(site, "posts/fire/brief")

    assert "Fund fire doors for the plant from the reserve. By: the meeting of 15 December" in text
    assert "If you decline: The plant goes on as it is" in text
    assert "Average year $180,000 $90,000" in text
    assert "$20,000 a year avoids $90,000 of expected loss on this page: a net of $70,000" in text
    assert "Whether the builder keeps the date." in text
    assert "Illustrative figures." in text
    assert site.page("posts/fire/brief").select_one(".kb-brief-sources a")["href"] == (
        "https://example.org/report"
    )


def test_a_brief_without_a_risk_needs_no_register(make_site):
    site = make_site({"posts/owners.md": FILES["posts/owners.md"]})

    assert site.build("-W").exit == 0
    text = words(site, "posts/owners/brief")
    assert "What is asked: One person for each plant." in text
    assert "What it costs: Nothing but an hour a month." in text
    assert not site.page("posts/owners/brief").select("table, figure")
    sheets = [
        link["href"] for link in site.page("posts/owners/brief").select("link[rel=stylesheet]")
    ]
    assert all((site.out / "posts/owners" / sheet).is_file() for sheet in sheets)


def test_a_brief_is_linked_from_its_article_and_in_no_list(site):
    assert site.page("posts/fire").find("a", href="fire/brief.html")
    assert not site.page("posts/none").find("a", string="one page for the board")
    assert site.page("posts/fire/brief").find("meta", attrs={"name": "robots"})["content"] == "noindex"  # fmt: skip
    assert "brief" not in (site.out / "sitemap.xml").read_text("utf-8")
    assert "brief" not in (site.out / "atom.xml").read_text("utf-8")


def test_a_brief_that_is_taken_out_is_gone_and_no_page_is_a_byte_larger(make_site):
    site = make_site({"posts/a.md": article(title="A"), "posts/b.md": article(title="B")})
    site.build("-W", has_twin=False)
    before = site.files()

    site.write({"posts/a.md": article(title="A", head=PLAIN)}).build("-W", has_twin=False)
    assert site.has("posts/a/brief")
    site.write({"posts/a.md": article(title="A")}).build("-W", has_twin=False)

    after = site.files()
    assert after.keys() == before.keys()
    assert after["posts/b.html"] == before["posts/b.html"]


@pytest.mark.parametrize(
    ("head", "remedy"),
    [
        ("brief:\n  decision: Yes.\n", "'brief' (decline): add it [kb.front_matter]"),
        ("brief: Yes.\n", "'brief': write lines of 'name: value' [kb.front_matter]"),
        (f"brief:\n  decision: {'a ' * 125}.\n  decline: b\n",
         "'brief' (decision): shorten it by 11 characters [kb.front_matter]"),
        ("brief:\n  decision: a\n  decline: b\n  because: c\n",
         "'brief' (because): remove it, or correct its name [kb.front_matter]"),
        ("brief:\n  decision: a\n  decline: b\n  risk: R11\n",
         "correct the risk 'R11' of 'brief': did you mean 'R1'? [kb.risk]"),
        ("brief:\n  decision: a\n  decline: b\n  risk: R1\n  options: [door]\n",
         "correct the option 'door' of 'brief': did you mean 'doors'? [kb.risk]"),
        ("brief:\n  decision: a\n  decline: b\n  risk: R2\n  options: [doors]\n",
         "remove the option 'doors' of 'brief': it does not act on R2 [kb.risk]"),
        ("brief:\n  decision: a\n  decline: b\n  options: [doors]\n",
         "name the 'risk' of 'brief' on which its options act [kb.risk]"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_and_the_article_stays(make_site, head, remedy):
    site = make_site({**FILES, "posts/a.md": article(title="A", head=head)})

    lines = told(site.build())

    assert [line.partition("WARNING: ")[2] for line in lines] == [remedy]
    assert lines[0].startswith("posts/a.md:")
    assert told(site.build(has_twin=False)) == lines
    assert site.has("posts/a")


def test_hostile_words_put_no_node_into_a_brief(make_site):
    head = 'brief:\n  decision: "<img src=x onerror=hostile()>"\n  decline: "</p><script>hostile()</script>"\n'
    site = make_site({"posts/a.md": article(title="A", head=head)})
    site.build()

    assert not site.page("posts/a/brief").select("[onerror], article script, article img")
