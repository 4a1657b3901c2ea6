"""The self-assessment: the counts of the text are those of the two sheets."""

from __future__ import annotations

from collections import Counter

import pytest

from sphinx_kb.site.frameworks import load
from support.worked import file, source, table, values

ASSESSMENT = "self-assessment-in-one-afternoon"
IG1 = file("self-assessment-in-one-afternoon-ig1.csv").rows
CPG = file("self-assessment-in-one-afternoon-cpg.csv").rows
STATES = ("In place", "Partly", "Missing")


def counts(rows, column):
    found = Counter(row[column] for row in rows)
    return [found[state] for state in STATES]


def test_the_sheets_have_as_many_lines_as_the_text_says():
    assert values(ASSESSMENT, "which of # basic safeguards, or which of # goals") == [
        len(IG1),
        len(CPG),
    ]
    assert values(ASSESSMENT, "# safeguards in # of # controls") == [
        len(IG1),
        len({row[1] for row in IG1}),
        18,
    ]


@pytest.mark.parametrize("cells", table(ASSESSMENT, "Control", "Safeguards").rows[:-1])
def test_the_counts_of_a_control_are_those_of_its_lines(cells):
    lines = [row for row in IG1 if row[1] == cells[0]]

    assert int(cells[1]) == len(lines)
    assert [int(cell) for cell in cells[3:]] == counts(lines, 3)
    assert cells[2] == lines[0][2]


def test_the_counts_at_day_90_are_those_of_the_readout():
    readout = values("first-90-days", "CIS IG1: # of # in place (#), # partial, # missing")
    placed, partly, missing = counts(IG1, 3)

    assert readout[:2] == [placed, len(IG1)]
    assert readout[3:] == [partly, missing]
    assert values(ASSESSMENT, "Of # lines, # were in place") == [len(IG1), placed]


def test_the_counts_of_goals_are_those_of_the_sheet():
    found = counts(CPG, 6)

    assert values(ASSESSMENT, "in November: # in place, # partly, # missing") == found
    assert values(ASSESSMENT, "Counts # in place, # partly, # missing") == found


def test_the_table_of_goals_has_the_cheap_and_strong_ones():
    printed = [row[0] for row in table(ASSESSMENT, "Goal", "Proof, or what is lacking").rows]
    strong = [row for row in CPG if row[3:5] == ("Low", "High")]

    assert printed == [row[0] for row in strong]
    assert len(strong) == 14  # "Fourteen of the 34"
    assert sum(row[5] == "Simple" for row in strong) == 5  # "Five of the fourteen"


def test_the_sheet_prints_numbers_and_names_of_the_controls_and_no_text_of_a_safeguard():
    kept = (load.SHARED / "cis.yml").read_text("utf-8")

    for row in IG1:
        number, name = row[1].split(" ", 1)
        assert f"{number}: {name}\n" in kept
        assert row[0].startswith(f"{number}.")
    assert "none of the wording" in source(ASSESSMENT)
