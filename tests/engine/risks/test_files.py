"""What a reader takes along: two tables and a workbook, the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile

from sphinx_kb.testing import article
from support.registers import HOSTILE, RISKS

FILES = {"posts/fire.md": article(title="Fire"), "_data/risks.yml": RISKS}


def rows(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data, number):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_the_tables_have_the_figures_of_the_page(shared_site):
    files = shared_site("risk files", FILES).files()
    first, second = rows(files["risks.csv"])
    options = rows(files["options.csv"])

    assert (first["id"], first["average_year"], first["chance_over_limit"]) == (
        "R1", "180000.0", "0.089917"
    )  # fmt: skip
    assert second["owner"] == "CFO"
    assert [(one["id"], one["chosen"]) for one in options] == [
        ("doors", "yes"), ("sprinklers", ""), ("locks", "yes")
    ]  # fmt: skip
    assert b"\r\n" in files["risks.csv"]


def test_the_workbook_calculates_and_has_its_results_in_it(shared_site):
    book = shared_site("risk files", FILES).files()["risks.xlsx"]
    risks = sheet(book, 1)

    assert "<f>(D2+4*E2+F2)/6*(G2+4*H2+I2)/6</f><v>180000.0</v>" in risks
    assert "<f>SUM(J2:J3)</f><v>182500.0</v>" in risks
    assert "<f>Risks!J2</f><v>180000.0</v>" in sheet(book, 2)


def test_the_same_register_gives_the_same_bytes(make_site):
    site = make_site(FILES)
    site.build("-W", has_twin=False)
    before = site.files()

    site.build("-W", "-E", today="2027-01-05", has_twin=False)

    after = site.files()
    for name in ("risks.csv", "options.csv", "risks.xlsx"):
        assert after[name] == before[name]


def test_no_text_of_a_register_is_a_formula(make_site):
    site = make_site({"posts/a.md": article(), "_data/risks.yml": HOSTILE})
    site.build("-W")
    files = site.files()

    assert b"\"'=cmd|" in files["risks.csv"]
    assert b'"\'@SUM(1)"' in files["options.csv"]
    for number in (1, 2, 3):
        formulas = re.findall(r"<f>(.*?)</f>", sheet(files["risks.xlsx"], number))
        assert all(re.fullmatch(r"[A-Z0-9():+*/!\-a-z]+", one) for one in formulas)
        assert not any("cmd" in one for one in formulas)


def test_a_file_that_is_gone_is_written_anew_and_a_changed_register_writes_all(make_site):
    site = make_site({"posts/fire.md": article(title="Fire"), "_data/risks.yml": RISKS})
    site.build("-W", has_twin=False)
    before = site.files()
    (site.out / "options.csv").unlink()

    site.build("-W", has_twin=False)
    assert site.files()["options.csv"] == before["options.csv"]
    site.write({"_data/risks.yml": RISKS.replace("cost: 20k", "cost: 25k")}).build("-W")

    after = site.files()
    assert after["options.csv"] != before["options.csv"]
    assert after["risks.xlsx"] != before["risks.xlsx"]
