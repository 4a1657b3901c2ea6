"""The page of a file to fill in: its formats, its preview, its faults, and when it is there."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article

LIST = """\
now:
  name: Now
  files:
    - file: a-form.csv
      name: A form
      use: To fill in.
      keep: [item]
      formulas: {sum_usd: "[one_usd] + [two_usd]"}
      pages: 1
    - file: a-card.txt
      name: A card
      use: To print.
      blank: true
    - file: a-script.txt
      name: A script
      use: To run.
      code: true
"""
FILES = {
    "_data/templates.yml": LIST,
    "assets/downloads/a-form.csv": "item,one_usd,two_usd,sum_usd\nFire,1,2,3\n<b>x</b>,2,2,4\n",
    "assets/downloads/a-card.txt": "A CARD\n\nCall      The insurer\n<img src=x onerror=hostile()>\n",
    "assets/downloads/a-script.txt": "print(1)\n  # two\n",
    "posts/a.md": article(title="A", body="".join(
        f"[{name}](../assets/downloads/{name})\n" for name in ("a-form.csv", "a-card.txt", "a-script.txt")
    )),
}  # fmt: skip


@pytest.fixture
def site(shared_site):
    return shared_site("forms", FILES)


def links(page):
    return {link.get_text(): link["href"] for link in page.select(".kb-formats a[download]")}


def told(built):
    return [line for line in built.warnings if "WARNING" in line]


def test_a_table_has_a_blank_an_example_and_its_file(site):
    page = site.page("templates/a-form")
    found = links(page)

    assert list(found) == ["Blank (XLSX)", "Example (XLSX)", "Example (CSV)"]
    assert all((site.out / "templates" / link).resolve().is_file() for link in found.values())
    assert [cell.get_text() for cell in page.select("tbody tr:first-child td")] == ["Fire", "1", "2", "3"]  # fmt: skip
    assert "Prints on one page." in page.get_text()
    assert "Sum, USD: [one_usd] + [two_usd]" in page.get_text()
    assert page.find("a", string="A")["href"] == "../posts/a.html"


def test_a_text_is_a_document_and_one_that_is_run_is_its_lines(site):
    card, script = site.page("templates/a-card"), site.page("templates/a-script")

    assert list(links(card)) == ["Blank (DOCX)", "Example (DOCX)", "Example (TXT)"]
    assert [card.dt.get_text(), card.dd.get_text()] == ["Call", "The insurer"]
    assert list(links(script)) == ["File (TXT)"]
    assert script.pre.get_text() == "print(1)\n  # two\n"


def test_the_page_of_all_leads_to_each_and_still_gives_the_file(site):
    items = site.page("templates").select(".kb-downloads li")

    assert [item.select_one(".kb-form")["href"] for item in items] == [
        "templates/a-form.html", "templates/a-card.html", "templates/a-script.html"
    ]  # fmt: skip
    assert [item.select_one(".kb-aside-label").get_text() for item in items] == [
        "Table (XLSX, CSV)", "Document (DOCX, TXT)", "Text (TXT)"
    ]  # fmt: skip
    assert all((site.out / item.select_one("a[download]")["href"]).is_file() for item in items)


def test_search_and_sitemap_know_the_page(site):
    assert "templates/a-form.html" in (site.out / "_static/kb-search-words.js").read_text("utf-8")


def test_what_a_file_says_puts_no_node_into_its_page(site):
    assert not site.page("templates/a-form").select("td b")
    assert not site.page("templates/a-card").select("[onerror], article img")


def test_a_changed_file_changes_its_page_and_its_workbook_and_no_other(make_site):
    site = make_site(FILES)
    site.build("-W", has_twin=False)
    before = site.files()

    site.write({"assets/downloads/a-form.csv": "item,one_usd,two_usd,sum_usd\nStorm,1,2,3\n"})
    site.build("-W")

    after = site.files()
    assert "Storm" in site.page("templates/a-form").get_text()
    assert after["templates/a-form.xlsx"] != before["templates/a-form.xlsx"]
    assert after["templates/a-card.docx"] == before["templates/a-card.docx"]


def test_nothing_is_there_before_the_article_and_all_goes_with_it(make_site):
    site = make_site(
        {**FILES, "posts/a.md": FILES["posts/a.md"].replace("2026-01-05", "2030-01-01")}
    )
    assert told(site.build()) == []
    assert not [name for name in site.files() if name.startswith("templates")]

    site.write({"posts/a.md": FILES["posts/a.md"]}).build(has_twin=False)
    assert site.has("templates/a-form")
    site.remove("posts/a.md").build()
    assert not [name for name in site.files() if name.startswith("templates")]


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        ("keep: [item]", "keep: [items]", 4,
         "correct the column 'items' of 'a-form.csv': the file has no such column"),
        ("[two_usd]", "[three_usd]", 4,
         "correct the formula of 'sum_usd' of 'a-form.csv': there is no column 'three_usd'"),
        ("pages: 1", "total: Sum", 4, "correct the total of 'a-form.csv': no row begins with 'Sum'"),
    ],
)  # fmt: skip
def test_a_fault_of_the_list_is_one_line_with_its_remedy(make_site, old, new, line, remedy):
    site = make_site({**FILES, "_data/templates.yml": LIST.replace(old, new)})

    lines = told(site.build())

    assert lines == [f"_data/templates.yml:{line}: WARNING: {remedy} [kb.file]"]
    assert told(site.build(has_twin=False)) == lines
    assert list(links(site.page("templates/a-form"))) == ["File (CSV)"]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b'a,b\n"1\n', b"a,b\n1,2,3\n"])
def test_a_file_that_is_no_table_is_told_and_still_given(make_site, data):
    site = make_site({**FILES, "assets/downloads/a-form.csv": data})

    (line,) = told(site.build())

    assert line.startswith("_data/templates.yml:4: WARNING: mend assets/downloads/a-form.csv: ")
    assert list(links(site.page("templates/a-form"))) == ["File (CSV)"]
