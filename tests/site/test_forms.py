"""The office files of this site in LibreOffice: they print as promised and compute as their files say."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile

import pytest

from sphinx_kb.pages.downloads import FOLDER
from sphinx_kb.pages.forms import table, text
from sphinx_kb.pages.forms.document import document
from sphinx_kb.pages.forms.workbook import workbook
from sphinx_kb.site.data import read
from support import ROOT

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FILES = [each for one in read(ROOT / "_data")[0].situations.values() for each in one.files]
TABLES = [each for each in FILES if each.file.endswith(".csv")]
COMPUTED = [each for each in TABLES if each.formulas or each.total]
PROMISED = [each for each in FILES if each.pages]

needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")


def source(entry):
    return (ROOT / FOLDER / entry.file).read_bytes()


def convert(folder, kind, files):
    """Write files, and return those that LibreOffice makes of them by their names."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    run = [
        OFFICE, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to", kind, "--outdir", str(folder), *(str(folder / name) for name in files),
    ]  # fmt: skip
    subprocess.run(run, check=True, capture_output=True, timeout=600)
    ending = kind.partition(":")[0]
    return {
        name: made.read_bytes()
        for name in files
        if (made := (folder / name).with_suffix(f".{ending}")).is_file()
    }


def without_results(data):
    """Return a workbook without the results that the build put beside its formulas."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


def rounding(written):
    """Return by how much a figure may differ that is written with so many decimals."""
    return 0.5000001 * 10 ** -len(written.partition(".")[2])


def test_each_file_of_this_site_can_be_read_and_its_entry_fits_it():
    for entry in TABLES:
        assert list(table.faults(table.read(source(entry)), entry)) == []
    assert all(text.read(source(entry)) for entry in FILES if entry.file.endswith(".txt"))
    assert len(COMPUTED) > 20


@pytest.mark.slow
@needs_office
def test_each_sum_is_what_the_file_says(tmp_path):
    books = {
        f"{entry.file[:-4]}.xlsx": without_results(
            workbook(table.read(source(entry)), entry, filled=True, about=[])
        )
        for entry in COMPUTED
    }
    made = convert(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", books)

    for entry in COMPUTED:
        name = f"{entry.file[:-4]}.xlsx"
        assert b"<f>" in zipfile.ZipFile(io.BytesIO(books[name])).read("xl/worksheets/sheet1.xml")
        computed = list(csv.reader(io.StringIO(made[name].decode("utf-8"))))[1:]
        for row, cells in zip(table.read(source(entry)).rows, computed, strict=True):
            for written, shown in zip(row, cells, strict=True):
                if (value := table.number(written)) is not None:
                    known = (entry.file, row[0][:30])
                    assert float(shown.replace(",", "")) == pytest.approx(
                        value, abs=rounding(written)
                    ), known


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("filled", [True, False], ids=["example", "blank"])
def test_each_table_prints_on_the_pages_that_it_promises(tmp_path, filled):
    promised = [entry for entry in PROMISED if entry.file.endswith(".csv")]
    books = {
        f"{entry.file[:-4]}.xlsx": workbook(
            table.read(source(entry)), entry, filled=filled, about=[]
        )
        for entry in promised
    }
    made = convert(tmp_path, "pdf", books)

    for entry in promised:
        pages = re.findall(rb"/Type\s*/Page[^s]", made[f"{entry.file[:-4]}.xlsx"])
        assert len(pages) == entry.pages, entry.file


@pytest.mark.slow
@needs_office
def test_each_text_prints_on_the_pages_that_it_promises(tmp_path):
    promised = [entry for entry in PROMISED if entry.file.endswith(".txt")]
    papers = {
        f"{entry.file[:-4]}.docx": document(
            entry.name, text.read(source(entry)), filled=True, about=["From “A”."]
        )
        for entry in promised
    }
    made = convert(tmp_path, "pdf", papers)
    if not made:
        pytest.skip("LibreOffice has no Writer: apt-get install libreoffice-writer-nogui")

    for entry in promised:
        pages = re.findall(rb"/Type\s*/Page[^s]", made[f"{entry.file[:-4]}.docx"])
        assert len(pages) == entry.pages, entry.file
