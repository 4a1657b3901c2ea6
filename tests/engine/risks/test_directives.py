"""Tables and curves of the register in articles: what they show, follow, and refuse."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support.registers import HOSTILE, RISKS

TABLE = "```{risk-table}\n```\n"
SHORT = "```{risk-table}\n:risks: R2\n:columns: owner, events, loss\n```\n"
CURVE = "```{risk-curve} R1\n```\n"
OWN = "```{risk-curve} R1\n:after: doors, sprinklers\n```\n"
FILES = {
    "posts/fire.md": article(title="Fire", body=f"Text.\n\n{TABLE}\n{SHORT}\n{CURVE}\n{OWN}"),
    "posts/plain.md": article(title="Plain"),
    "_data/risks.yml": RISKS,
}


@pytest.fixture
def site(shared_site):
    return shared_site("directives of the register", FILES)


def rows(table):
    for tip in table.select(".kb-tooltip"):
        tip.decompose()
    return [[" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
            for row in table.find_all("tr")]  # fmt: skip


def told(built):
    return [line for line in built.warnings if "WARNING" in line]


def test_a_table_has_the_risks_the_largest_first_and_the_total_last(site):
    table = site.page("posts/fire").find("table")

    assert table.caption.span.get_text() == "Illustrative figures of Acme, as of 24 November 2026"
    assert rows(table) == [
        ["Risk", "Average year", "1 year in 20 exceeds", "Chance over $1M",
         "Average year, with the chosen options"],
        ["R1 A fire", "$180,000", "$1.42M", "9.0%", "$90,000"],
        ["R2 A theft", "$2,500", "$24k", "under 0.1%", "$1,875"],
        ["All together, if none moves another", "$182,500", "$1.42M", "", "$91,875"],
    ]  # fmt: skip
    assert next(head.get_text() for head in table.tbody.find_all("th")) == "R1 A fire"
    assert table.tbody.find("a")["href"] == "../risks/r1.html"


def test_risks_and_columns_can_be_chosen(site):
    table = site.page("posts/fire").find_all("table")[1]

    assert rows(table) == [
        ["Risk", "Owner", "Events a year", "Loss of one event"],
        ["R2 A theft", "CFO", "0.1", "$10k to $60k"],
    ]


def test_a_curve_is_a_drawing_with_words_and_its_points_beside_it(site):
    page = site.page("posts/fire")
    first, second = page.select("figure.kb-risk-curve")
    drawn = (site.out / "posts" / first.img["src"]).resolve().read_text("utf-8")

    assert first.img["alt"].startswith("Today: 13.8% of years cost something, 9.0% more than $1M.")
    assert "R1 A fire: chance that a year costs more" in first.figcaption.get_text()
    assert "Illustrative figures of Acme" in first.figcaption.get_text()
    assert drawn.count("<path") == 2
    assert "With Fire doors, Sprinklers:" in second.img["alt"]
    assert rows(page.find_all("table")[2])[0] == ["Share of years", "Today", "With the chosen options"]  # fmt: skip
    assert ["1 year in 20 costs more than", "$1.42M", "$0.92M"] in rows(page.find_all("table")[2])


def test_the_sheet_is_loaded_where_a_curve_stands_and_nowhere_else(site):
    sheets = {
        name: [link["href"].rpartition("/")[2] for link in site.page(name).select("link[rel=stylesheet]")]
        for name in ("posts/fire", "posts/plain")
    }  # fmt: skip

    assert "kb-decide.css" in sheets["posts/fire"]
    assert "kb-decide.css" not in sheets["posts/plain"]
    assert not site.page("posts/fire").select("script[src*=kb-tools]")


def test_twin_and_feed_have_table_and_curve(site):
    twin = (site.out / "posts/fire.md").read_text("utf-8")

    assert "$180,000 | $1.42M" in twin
    assert "![Today: 13.8% of years" in twin
    assert "1 year in 20 costs more than" in (site.out / "atom.xml").read_text("utf-8")


def test_the_risk_lists_the_article_that_shows_it(site):
    link = site.page("risks/r2").select_one(".kb-backlinks a")

    assert link["href"] == "../posts/fire.html"


def test_a_changed_register_is_on_the_page_and_the_old_drawing_gone(make_site):
    site = make_site(FILES)
    site.build("-W", has_twin=False)
    before = {name for name in site.files() if "_images/risk-" in name}

    site.write({"_data/risks.yml": RISKS.replace("[0.05, 0.13, 0.33]", "[0.1, 0.26, 0.66]")})
    site.build("-W")

    now = {name for name in site.files() if "_images/risk-" in name}
    assert rows(site.page("posts/fire").find("table"))[1][1] == "$360,000"
    assert len(now) == len(before) == 2
    assert now.isdisjoint(before)


def test_a_register_that_comes_and_goes_is_noticed(make_site):
    site = make_site({name: text for name, text in FILES.items() if name != "_data/risks.yml"})
    lines = told(site.build())
    assert len(lines) == 4
    assert lines[0] == (
        "posts/fire.md:8: WARNING: add _data/risks.yml, or remove {risk-table} [kb.risk]"
    )

    assert told(site.write({"_data/risks.yml": RISKS}).build(has_twin=False)) == []
    assert site.page("posts/fire").find("table")
    site.remove("_data/risks.yml")
    assert told(site.build()) == lines


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("```{risk-table}\n:risks: R1, R22\n```", 9, "correct the risk 'R22': did you mean 'R2'?"),
        ("```{risk-table}\n:columns: avrage\n```", 9, "correct the column 'avrage': did you mean 'average'?"),
        ("```{risk-table}\n:sort: size\n```", 9, "correct the order 'size': write one of average, id"),
        ("```{risk-table}\n:riks: R1\n```", 9, "correct the option 'riks' of {risk-table}: did you mean 'risks'?"),
        ("```{risk-table}\nWords.\n```", 8, "move the text 'Words.' out of {risk-table}"),
        ("```{risk-curve}\n```", 8, "correct the risk '': write one of R1, R2"),
        ("```{risk-curve} R9\n```", 8, "correct the risk 'R9'"),
        ("```{risk-curve} R1\n:after: door\n```", 9, "correct the option 'door': did you mean 'doors'?"),
        ("```{risk-curve} R1\n:limit: 1M\n```", 9, "correct the option 'limit' of {risk-curve}"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_with_its_remedy_and_the_article_stays(make_site, text, line, remedy):
    site = make_site({**FILES, "posts/a.md": article(body=f"One.\n\n{text}\n\nThe end.\n")})

    lines = told(site.build())

    assert len(lines) == 1
    assert lines[0].startswith(f"posts/a.md:{line}: WARNING: {remedy}")
    assert lines[0].endswith("[kb.risk]")
    assert told(site.build(has_twin=False)) == lines
    assert "The end." in site.page("posts/a").get_text()


def test_a_hostile_register_puts_no_node_into_an_article_or_a_drawing(make_site):
    site = make_site({
        "posts/a.md": article(body=f"{TABLE}\n{CURVE}\n```{{risk-curve}} R1\n:after: doors\n```\n"),
        "_data/risks.yml": HOSTILE,
    })  # fmt: skip

    assert site.build("-W").exit == 0
    page = site.page("posts/a")
    assert not page.select("[onerror], [onload], article script, article img[src=x]")
    for drawing in (site.out / "_images").glob("risk-*.svg"):
        text = drawing.read_text("utf-8")
        assert "<script" not in text
        assert "<img" not in text


def test_an_e_book_has_table_and_drawing(make_site):
    import zipfile

    site = make_site(FILES)
    site.build(builder="epub")
    (book,) = (site.root / "_build/epub").glob("*.epub")
    with zipfile.ZipFile(book) as packed:
        names = packed.namelist()
        text = packed.read(
            next(name for name in names if name.endswith("posts/fire.xhtml"))
        ).decode()

    assert "$180,000" in text
    assert any("_images/risk-r1-" in name for name in names)
