"""The workbook in LibreOffice: it opens, and averages and totals follow a changed number."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile

import pytest

from sphinx_kb.decisions import effects
from sphinx_kb.decisions.assessment import assess
from sphinx_kb.decisions.register import read
from sphinx_kb.decisions.yearly import Years
from sphinx_kb.risks.workbook import workbook
from support.registers import RISKS

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SHEET = "xl/worksheets/sheet1.xml"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there"),
]


def changed(data, *changes):
    """Return a workbook with other inputs, and without the results that were in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            text = old.read(item.filename)
            if item.filename.startswith("xl/worksheets/"):
                sheet = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text.decode())
                for cell, value in changes if item.filename == SHEET else ():
                    sheet, count = re.subn(
                        rf'(<c r="{cell}"[^>]*><v>)[^<]*', rf"\g<1>{value}", sheet
                    )
                    assert count == 1
                text = sheet.encode()
            new.writestr(item.filename, text)
    return out.getvalue()


def opened(folder, data):
    """Return the rows of the first sheet, as LibreOffice calculates them."""
    (folder / "risks.xlsx").write_bytes(data)
    run = [
        OFFICE, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false",
        "--outdir", str(folder), str(folder / "risks.xlsx"),
    ]  # fmt: skip
    subprocess.run(run, check=True, capture_output=True, timeout=180)
    return list(csv.reader(io.StringIO((folder / "risks.csv").read_text("utf-8"))))


def test_a_changed_number_gives_the_results_of_the_page(tmp_path):
    register, _ = read(RISKS)
    other, _ = read(RISKS.replace("[300k, 1M, 2.9M]", "[300k, 1.5M, 2.9M]"))
    data = changed(workbook(assess(register, Years())), ("H2", "1500000"))

    rows = opened(tmp_path, data)

    average = rows[0].index("Average year")
    shown = [float(row[average].replace(",", "")) for row in rows[1:4]]
    assert shown[:2] == pytest.approx([risk.ale for risk in other.risks.values()])
    assert shown[2] == pytest.approx(effects.expected(other))
    assert rows[1][1] == "A fire"
