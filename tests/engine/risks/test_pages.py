"""The pages of the register: what they say, who links to them, and that they cost nobody else."""

from __future__ import annotations

import re

import pytest

from sphinx_kb.testing import article
from support.registers import HOSTILE, RISKS

FIRE = article(
    title="Fire", body="The {risk}`R1` costs {risk}`R1:average` a year; see {option}`doors`.\n"
)
FILES = {"posts/fire.md": FIRE, "_data/risks.yml": RISKS}


@pytest.fixture
def site(shared_site):
    return shared_site(
        "risks", FILES, environ={"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"}
    )


def cells(table):
    return [[" ".join(c.get_text(" ").split()) for c in row.find_all(["th", "td"])]
            for row in table.find_all("tr")]  # fmt: skip


def test_the_list_has_each_risk_with_its_figures_and_the_total_last(site):
    _, first, second, whole = cells(site.page("risks").find("table"))

    assert first == [
        "R1 A fire COO", "0.15", "$0.30M to $2.90M", "$180,000", "$1.42M", "9.0%", "over", "$90,000"
    ]  # fmt: skip
    assert second[:5] == ["R2 A theft CFO", "0.1", "$10k to $60k", "$2,500", "$24k"]
    assert whole[3] == "$182,500"
    assert whole[-1] == "$91,875"


def test_what_the_budget_buys_is_said_and_marked(site):
    page = site.page("risks")

    assert page.select_one(".kb-register-words").get_text() == (
        "2 options for $20,000 a year: $90,625 of expected loss avoided, a net of $70,625."
        " $91,875 a year remains. $10,000 is not spent: nothing else returns more than it costs."
    )
    assert [row["data-option"] for row in page.select(".kb-chosen")] == ["locks", "doors"]
    assert "Illustrative figures" in page.get_text()


def test_a_risk_has_a_page_with_its_year_its_options_and_who_speaks_of_it(site):
    page = site.page("risks/r1")
    estimate, year, inputs, options = map(cells, page.find_all("table"))
    link = page.select_one(".kb-passage")

    assert estimate[1] == ["Events a year", "0.05", "0.13", "0.33", "0.15"]
    assert ["Years without loss", "86.2%", "92.8%"] in year
    assert inputs[1] == ["Events a year, most likely", "0.13", "$128,000", "$284,000"]
    assert [row[0] for row in options[1:]] == ["Fire doors Plant", "Sprinklers"]
    assert "Owner: COO. Estimated 10 November 2026" in page.get_text()
    assert link["href"] == "../posts/fire.html#kb-risk-1"
    assert site.page("posts/fire").find(id="kb-risk-1")


def test_a_curve_is_drawn_in_the_build_and_says_what_it_shows(site):
    curve = site.page("risks/r1").select_one("figure.kb-curve")

    assert len(curve.select("path")) == 2
    assert (
        curve.find("desc")
        .get_text()
        .startswith("Today: 13.8% of years cost something, 9.0% more than $1M.")
    )
    assert not curve.select("[style]")


def test_a_role_shows_a_link_a_figure_and_what_it_means(site):
    page = site.page("posts/fire")
    links = page.select(".kb-mention a")

    assert [link.get_text() for link in links] == ["R1", "$180,000", "Fire doors"]
    assert [link["href"] for link in links] == [
        "../risks/r1.html", "../risks/r1.html", "../risks.html#option-doors"
    ]  # fmt: skip
    assert page.find(id=links[0]["aria-describedby"]).get_text() == "A fire; average year $180,000"


def test_the_register_is_in_navigation_search_sitemap_and_inventory(site):
    from sphinx.util.inventory import InventoryFile

    home = site.page("index")
    names = (site.out / "_static/kb-search-words.js").read_text("utf-8")
    with (site.out / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda base, path: path)

    assert home.select_one('nav a[href="risks.html"]').get_text(strip=True) == "Risks"
    assert "risks/r1.html" in names
    assert "risks.html#option-doors" in names
    assert "/risks/r1.html" in (site.out / "sitemap.xml").read_text("utf-8")
    assert "/risks/r1.html): A fire stops" in (site.out / "llms.txt").read_text("utf-8")
    assert inventory["risk:risk"]["R1"].uri == "risks/r1.html"
    assert inventory["risk:option"]["doors"].uri == "risks.html#option-doors"


def test_a_site_without_the_file_is_not_one_byte_larger(make_site):
    site = make_site({"posts/fire.md": article(title="Fire")})
    site.build("-W")
    before = site.files()

    site.write({"_data/risks.yml": RISKS}).build(has_twin=False)
    assert site.has("risks/r1")
    site.remove("_data/risks.yml").build(has_twin=False)

    after = site.files()
    assert after.keys() == before.keys()
    scripts = {name for name in before if "decide" in name or "risk" in name or "kb-tools" in name}
    assert scripts == {"_static/kb-tools-offline.js"}
    assert [name for name in before if after[name] != before[name]] == []


def test_a_changed_range_is_on_every_page_that_prints_it(make_site):
    site = make_site(FILES)
    site.build("-W", has_twin=False)

    site.write({"_data/risks.yml": RISKS.replace("[0.05, 0.13, 0.33]", "[0.1, 0.26, 0.66]")})
    site.build("-W", has_twin=False)

    shown = [link.get_text() for link in site.page("posts/fire").select(".kb-mention a")]
    assert shown == ["R1", "$360,000", "Fire doors"]
    assert "$360,000" in site.page("risks").get_text()
    assert "$360,000" in site.page("risks/r1").get_text()


@pytest.mark.parametrize(
    ("role", "remedy", "shown"),
    [
        ("{risk}`R11`", "correct the risk 'R11': did you mean 'R1'?", "R11"),
        ("{risk}`R1:avrage`", "correct the figure 'avrage': did you mean 'average'?", "-"),
        ("{option}`door:cost`", "correct the option 'door': did you mean 'doors'?", "-"),
        (
            "{risk}`the storm <R9>`",
            "correct the risk 'R9': the register has no such risk",
            "the storm",
        ),
    ],
)
def test_what_the_register_does_not_have_is_told_and_the_words_stay(make_site, role, remedy, shown):
    site = make_site({**FILES, "posts/a.md": article(body=f"One.\n\nSee {role} here.\n")})

    lines = [line for line in site.build().warnings if "kb.risk" in line]

    assert len(lines) == 1
    assert lines[0].startswith(f"posts/a.md:8: WARNING: {remedy}")
    assert f"See {shown} here." in site.page("posts/a").get_text()
    again = [line for line in site.build(has_twin=False).warnings if "kb.risk" in line]
    assert again == lines


def test_without_a_register_a_role_says_so(make_site):
    site = make_site({"posts/a.md": article(body="See {risk}`R1:p95`.\n")})

    assert [line for line in site.build().warnings if "kb.risk" in line] == [
        "posts/a.md:6: WARNING: add _data/risks.yml, or write the words without the role [kb.risk]"
    ]
    assert "See -." in site.page("posts/a").get_text()


def test_an_article_that_the_register_names_and_nobody_wrote_is_told_on_its_line(make_site):
    site = make_site({"posts/a.md": article(), "_data/risks.yml": RISKS})

    assert [line for line in site.build().warnings if "kb.risk" in line] == [
        "_data/risks.yml:17: WARNING: correct 'fire' in the risk 'R1': there is no such article [kb.risk]"
    ]


def test_a_hostile_register_puts_no_node_into_a_page(make_site):
    site = make_site({"posts/a.md": article(), "_data/risks.yml": HOSTILE})

    assert site.build("-W").exit == 0
    for name in ("risks", "risks/r1", "index"):
        page = site.page(name)
        assert not page.select("[onerror], [onload], main b b, img[src=x]")
        assert not [
            s for s in page.find_all("script") if "hostile" in s.get_text() and not s.get("id")
        ]
        assert not re.search("<script>hostile", (site.out / f"{name}.html").read_text("utf-8"))


def test_many_risks_have_pages_and_too_many_options_no_best_set(make_site):
    risk = RISKS.split("risks:\n")[1].split("  R2:")[0].replace("    articles: [fire]\n", "")
    many = "".join(risk.replace("R1", f"A{n}") for n in range(60))
    options = "".join(
        f"  o{n}:\n    title: Option {n}\n    cost: 1k\n    reduces: {{A0: {{events: 5%}}}}\n"
        for n in range(15)
    )
    head = RISKS.split("risks:\n")[0]
    site = make_site({
        "posts/a.md": article(), "_data/risks.yml": f"{head}risks:\n{many}options:\n{options}",
    })  # fmt: skip

    (line,) = [line for line in site.build(has_twin=False).warnings if "kb.risk" in line]

    assert "combine options: 15 act on the same risks" in line
    assert site.has("risks/a59")
    assert "No best set" in site.page("risks").select_one(".kb-register-words").get_text()
