"""Files to fill in, as tools: what is read of a file, and what its office files hold."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from sphinx_kb.pages.forms import formula, table, text
from sphinx_kb.pages.forms.document import document
from sphinx_kb.pages.forms.workbook import workbook
from sphinx_kb.site.model import Download

CSV = (
    b"item,events_per_year,loss_usd,average_usd\n"
    b"Fire,0.15,1200000,180000\n"
    b'"=cmd|""x""",2,50,100\n'
    b"Total,,,180100\n"
    b'"Acme is a fictional company.",,,\n'
)
ENTRY = Download(
    file="a.csv", name="A form", use="To fill in.", keep=("item",), total="Total", pages=1,
    formulas={"average_usd": "[events_per_year] * [loss_usd]"},
)  # fmt: skip
TEXT = (
    "ROLE CHARTER\n\nPurpose      Keep risk within limits\nReports      One page,\n"
    "             each quarter\nSigned       CEO ___  Date ___\n             CFO ___  Date ___\n\n- Call the insurer\n- Call counsel\n\nA paragraph of\ntwo lines.\n"
)


def sheet(data, number=1):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        strings = re.findall(
            r"<si><t[^>]*>(.*?)</t></si>", packed.read("xl/sharedStrings.xml").decode()
        )
        xml = packed.read(f"xl/worksheets/sheet{number}.xml").decode()
    return xml, strings


def formulas(data):
    return dict(re.findall(r'<c r="(\w+)"[^>]*><f>(.*?)</f>', sheet(data)[0]))


def test_a_table_has_names_for_readers_and_its_notes_beside_it():
    found = table.read(CSV)

    assert found.head == ("Item", "Events per year", "Loss, USD", "Average, USD")
    assert [row[0] for row in found.rows] == ["Fire", '=cmd|"x"', "Total"]
    assert found.notes == ("Acme is a fictional company.",)


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (b"\xff\xfea", "save it as UTF-8"),
        (b"\n\n", "write a first row with the names of the columns"),
        (b"a,b\n1,2,3\n", "take a cell out of the row '1': it has more than the head"),
        (b'a,b\n"1,2\n', "correct the table: unexpected end of data"),
        (b"a\n" + b"x" * 5001, "shorten the cell 'xxxxx"),
        (b",".join([b"a"] * 61) + b"\n", "keep at most 60 columns and 2,000 rows"),
    ],
)
def test_a_table_that_cannot_be_read_has_a_remedy(data, remedy):
    with pytest.raises(ValueError, match=re.escape(remedy)):
        table.read(data)


def test_an_example_has_sums_as_formulas_and_words_as_words():
    data = workbook(table.read(CSV), ENTRY, filled=True, about=["From “A”."])

    assert formulas(data) == {"D2": "B2 * C2", "D3": "B3 * C3", "D4": "SUM(D2:D3)"}
    assert '=cmd|"x"' in sheet(data)[1][0:9] or "=cmd|&quot;x&quot;" in str(sheet(data)[1])
    assert "From “A”." in str(sheet(data)[1])


def test_a_blank_keeps_what_the_entry_says_and_computes_what_is_filled_in():
    data = workbook(table.read(CSV), ENTRY, filled=False, about=[])
    xml, strings = sheet(data)

    assert "Fire" in strings
    assert "1200000" not in xml
    assert formulas(data)["D2"] == 'IF(COUNT(B2,C2)&lt;2,"",B2 * C2)'
    assert formulas(data)["D4"] == "SUM(D2:D3)"


def test_a_blank_of_which_nothing_is_kept_has_empty_rows_and_its_total():
    entry = ENTRY.model_copy(update={"keep": ()})

    made = table.blank(table.read(CSV), entry)

    assert len(made.rows) == table.FEWEST + 1
    assert made.rows[0] == ("", "", "", "")
    assert made.rows[-1] == ("Total", "", "", "")


def test_a_total_that_is_no_sum_of_its_column_stays_a_number():
    data = workbook(table.read(CSV.replace(b"180100", b"999")), ENTRY, filled=True, about=[])

    assert "D4" not in formulas(data)
    assert "<v>999</v>" in sheet(data)[0]


def test_a_table_is_one_page_wide_and_lies_on_its_side_if_it_is_wide():
    xml, _ = sheet(workbook(table.read(CSV), ENTRY, filled=True, about=[]))
    wide, _ = sheet(workbook(table.read(b"a,b,c,d,e\n1,2,3,4,5\n"),
                             Download(file="b.csv", name="B", use="."), filled=True, about=[]))  # fmt: skip

    assert 'paperSize="9"' in xml
    assert 'fitToHeight="0"' not in xml
    assert 'orientation="landscape"' not in xml
    assert 'fitToHeight="0"' in wide
    assert 'orientation="landscape"' in wide


@pytest.mark.parametrize("filled", [True, False])
def test_the_same_file_has_the_same_bytes_each_time(filled, monkeypatch):
    import time

    first = workbook(table.read(CSV), ENTRY, filled=filled, about=[])
    paper = document("A", TEXT, filled=filled, about=["From “A”."])
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))

    assert workbook(table.read(CSV), ENTRY, filled=filled, about=[]) == first
    assert document("A", TEXT, filled=filled, about=["From “A”."]) == paper


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("[loss] * 2", "there is no column 'loss'"),
        ("WEBSERVICE([loss_usd])", "in place of 'WEBSERVICE'"),
        ("[loss_usd] & 1", "remove '&'"),
        ("'file.xlsx'!A1", "in place of 'file'"),
        ("[loss_usd]" + "+1" * 300, "write at most 500 characters"),
    ],
)
def test_a_formula_may_only_compute(written, remedy):
    with pytest.raises(ValueError, match=re.escape(remedy)):
        formula.check(written, {"Loss, USD"}, table.title)


def test_a_text_has_a_heading_labels_lists_and_paragraphs():
    kinds = [(block.kind, block.lines) for block in text.blocks(TEXT)]

    assert kinds == [
        ("heading", (("", "ROLE CHARTER"),)),
        (
            "labels",
            (
                ("Purpose", "Keep risk within limits"),
                ("Reports", "One page, each quarter"),
                ("Signed", "CEO ___  Date ___\nCFO ___  Date ___"),
            ),
        ),
        ("list", (("", "Call the insurer"), ("", "Call counsel"))),
        ("paragraph", (("", "A paragraph of two lines."),)),
    ]


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("TO ALL STAFF\nAt [time] we\nfound it.", ["part TO ALL STAFF", "paragraph At [time] we found it."]),
        ("PLAN B: FIRE (by phone)\nGo      Now", ["part PLAN B: FIRE (by phone)", "labels Go=Now"]),
        ("PLAYBOOK 1: FIRE     Acme (fictional)\nGo      Now", ["part PLAYBOOK 1: FIRE Acme (fictional)", "labels Go=Now"]),
        ("DO      This\nDO NOT  That", ["labels DO=This", "labels DO NOT=That"]),
        ("First week [ ] One\n           [ ] Two", ["labels First week=[ ] One\n[ ] Two"]),
        ("Alone,   Take the shop\nyou may  down", ["labels Alone, you may=Take the shop down"]),
        ("SEV1 holds.", ["paragraph SEV1 holds."]),
        ("SIGNED BY CEO ____", ["paragraph SIGNED BY CEO ____"]),
        ("Others\n  Shop down for more than a whole long day   COO\n  Fire      CFO",
         ["paragraph Others", "labels Shop down for more than a whole long day=COO", "labels Fire=CFO"]),
        ("One sentence that goes on and on, and on.  Another one follows it.", ["paragraph One sentence that goes on and on, and on.  Another one follows it."]),
        ("Day     [ ] One\n        [ ] Two,\n            and more", ["labels Day=[ ] One\n[ ] Two, and more"]),
    ],
)  # fmt: skip
def test_a_part_of_a_text_is_what_its_lines_look_like(part, kinds):
    _, *found = text.blocks(f"A FORM\n\n{part}\n")

    assert [
        f"{block.kind} {f'{label}={words}' if label else words}"
        for block in found
        for label, words in block.lines
    ] == kinds


def test_labels_are_narrower_than_what_is_written_beside_them():
    from docx import Document

    for filled in (True, False):
        made = Document(io.BytesIO(document("A", TEXT, filled=filled, about=[])))
        columns = [column.width for column in made.tables[0].columns]
        assert columns[1] > 3 * columns[0]
        assert bool(made.tables[0].rows[0].height) is not filled  # room for a hand


def test_a_document_has_its_labels_in_a_table_and_a_blank_has_them_alone():
    from docx import Document

    filled = Document(io.BytesIO(document("A", TEXT, filled=True, about=["From “A”."])))
    blank = Document(io.BytesIO(document("A", TEXT, filled=False, about=[])))

    assert [cell.text for cell in filled.tables[0].rows[1].cells] == ["Reports", "One page, each quarter"]  # fmt: skip
    assert [cell.text.strip() for cell in blank.tables[0].rows[1].cells] == ["Reports", ""]
    assert filled.paragraphs[0].style.name == "Heading 1"
    assert "From “A”." in filled.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xff\xfe"])
def test_a_text_that_cannot_be_read_has_a_remedy(data):
    with pytest.raises(ValueError, match=r"write a text|save it as UTF-8"):
        text.read(data)


def test_signs_that_xml_cannot_hold_are_left_out():
    odd = b"A\x00\x0b\x1f b \xef\xbf\xbe \xc2\x85\n"

    assert document("A", text.read(odd), filled=True, about=[])
    assert table.read(odd).head == ("A b",)
