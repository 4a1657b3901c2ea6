"""A calculator in an article: the worked table, its faults, and what it costs other pages."""

from __future__ import annotations

import pytest

from sphinx_kb.decisions.layouts import LAYOUTS
from sphinx_kb.testing import article

ROSI = "```{calculator} rosi\n:value: 8M\n:cost: 60k\n\nAn **example**.\n```\n"
ALL = "\n".join(f"```{{calculator}} {kind}\n```\n" for kind in LAYOUTS)
FILES = {
    "posts/rosi.md": article(title="Rosi", body=f"Text.\n\n{ROSI}"),
    "posts/all.md": article(title="All", body=f"Text.\n\n{ALL}"),
    "posts/plain.md": article(title="Plain"),
}


@pytest.fixture
def site(shared_site):
    return shared_site("calculators", FILES)


def result(box, key):
    return box.select_one(f".kb-out.kb-k-{key}").get_text()


def told(built):
    return [line for line in built.warnings if "kb.calculator" in line]


def test_the_example_is_worked_out_in_the_page(site):
    box = site.page("posts/rosi").find(id="calc-rosi")

    assert box.find("strong").get_text() == "example"
    assert box.select_one(".kb-in.kb-k-value1").get_text() == "$8,000,000"
    assert (result(box, "sle0"), result(box, "net"), result(box, "rosi")) == (
        "$2,400,000", "$180,000", "300%"
    )  # fmt: skip
    assert box.select_one(".kb-calc-words").get_text().startswith("It avoids $240,000 of expected")


@pytest.mark.parametrize("kind", LAYOUTS)
def test_each_row_and_column_has_a_head_and_no_cell_can_act(site, kind):
    box = site.page("posts/all").find(id=f"calc-{kind}")

    assert [table.caption.get_text() for table in box.find_all("table")][1] == "Results"
    for table in box.find_all("table"):
        assert all(head.get_text(strip=True) for head in table.find_all("th"))
        assert all(row.th["scope"] == "row" for row in table.tbody.find_all("tr"))
    assert not box.select("input, script, svg, button, [style], [onclick]")


def test_scripts_and_sheet_are_loaded_where_a_calculator_stands_and_nowhere_else(site):
    def loaded(name):
        page = site.page(name)
        return [tag["src"].rpartition("/")[2] for tag in page.select("script[src]")]

    assert loaded("posts/plain") == ["kb-start.js", "kb.js"]
    assert loaded("posts/rosi")[2:] == ["kb-later.js"]
    (loader,) = site.page("posts/rosi").select("script[data-script]")
    assert loader["data-script"] == "kb-tools-rosi.js"
    text = (site.out / "_static/kb-tools-rosi.js").read_text("utf-8")
    assert "const KBMoney" in text
    assert "const KBLosses" not in text
    assert "KBCalculators.fair" not in text
    for name in loaded("posts/all"):
        assert (site.out / "_static" / name).is_file()


def test_a_site_without_a_calculator_has_no_byte_of_it(make_site):
    site = make_site({"posts/plain.md": FILES["posts/plain.md"]})
    site.build("-W", has_twin=False)
    before = site.files()

    site.write({"posts/rosi.md": FILES["posts/rosi.md"]}).build(has_twin=False)
    assert "_static/kb-tools-rosi.js" in site.files()
    site.remove("posts/rosi.md").build(has_twin=False)

    assert site.files() == before


def test_twin_and_feed_have_the_worked_tables(site):
    twin = (site.out / "posts/rosi.md").read_text("utf-8")
    feed = (site.out / "atom.xml").read_text("utf-8")

    assert "| Loss of one event (SLE) | $2,400,000 | $2,000,000 |" in twin
    assert "It avoids $240,000 of expected loss a year" in twin
    assert "kb-" not in twin
    assert "$2,400,000" in feed


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("```{calculator} rossi\n```", 8, "correct the calculator 'rossi': did you mean 'rosi'?"),
        ("```{calculator}\n```", 8, "correct the calculator '': write one of ale, rosi"),
        ("```{calculator} rosi\n:cots: 5\n```", 9,
         "correct the option 'cots' of {calculator}: did you mean 'cost'?"),
        ("```{calculator} rosi\n:value: 1M\n:cost: 1,5\n```", 10,
         "correct 'cost' of {calculator}: write 1.5 with a point, not a comma"),
        ("```{calculator} fair\n:events: 0.1, 0.2\n```", 9,
         "write one number for 'events' of {calculator}, or 3 with commas"),
        ("```{calculator} fair\n:events: 0.3, 0.2, 0.1\n```", 9,
         "correct 'events1' of {calculator}: write at least the lowest"),
        ("```{calculator} insurance\n:events: 900\n```", 9,
         "correct 'events0' of {calculator}: write fewer events"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_with_its_place_and_the_example_stays(make_site, text, line, remedy):
    site = make_site({"posts/a.md": article(body=f"One.\n\n{text}\n\nThe end.\n")})

    lines = told(site.build())

    assert lines
    assert lines[0].startswith(f"posts/a.md:{line}: WARNING: {remedy}")
    assert told(site.build(has_twin=False)) == lines
    assert "The end." in site.page("posts/a").get_text()


def test_a_second_one_of_a_kind_has_an_id_of_its_own(make_site):
    site = make_site({"posts/a.md": article(body=f"{ROSI}\n{ROSI}")})
    site.build("-W")

    assert [box["id"] for box in site.page("posts/a").select(".kb-calc")] == [
        "calc-rosi", "calc-rosi-2"
    ]  # fmt: skip


def test_an_article_s_own_html_makes_no_calculator(make_site):
    body = '<div class="kb-calc kb-calc-rosi" id="calc-rosi"><p class="kb-calc-words">x</p></div>\n'
    site = make_site({"posts/a.md": article(body=body)})
    site.build()

    assert not site.page("posts/a").select(".kb-calc, .kb-calc-words")
    assert not [name for name in site.files() if "kb-tools" in name and "offline" not in name]


def test_an_e_book_has_the_worked_tables_and_no_script(make_site):
    import zipfile

    site = make_site(FILES)
    assert site.build(builder="epub", has_twin=False).exit == 0
    (book,) = (site.root / "_build/epub").glob("*.epub")
    with zipfile.ZipFile(book) as pack:
        page = pack.read(
            next(n for n in pack.namelist() if n.endswith("posts/rosi.xhtml"))
        ).decode()
        names = pack.namelist()

    assert "$2,400,000" in page
    assert not [name for name in names if name.endswith(".js") and "tools" in name]
    assert "kb-tools" not in page
