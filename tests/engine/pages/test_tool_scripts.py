"""What a page loads for its tools: no script that it does not need, and no more than its budget."""

from __future__ import annotations

import gzip

import pytest

from sphinx_kb.pages.tools import FOLDERS, parts
from sphinx_kb.theme import publish

BUDGETS = {  # bytes, gzipped; a curve and years of losses are 3 kB of it
    "register": 12_000, "ale": 12_000, "rosi": 12_000, "npv": 12_000, "staffing": 12_000,
    "patch": 12_000, "fair": 12_000, "clocks": 12_000, "insurance": 14_000,
}  # fmt: skip


def text(name):
    (found,) = (folder / name for folder in FOLDERS if (folder / name).is_file())
    return publish.script(found.read_text("utf-8"))


@pytest.mark.parametrize("tool", BUDGETS)
def test_the_scripts_of_a_tool_stay_within_their_budget(tool):
    whole = "".join(map(text, parts([tool])))

    assert len(gzip.compress(whole.encode(), 9)) <= BUDGETS[tool]


def test_the_page_of_the_register_loads_no_calculator():
    names = parts(["register"])

    assert "kb-decide-bought.js" in names
    assert not {"kb-calc.js", "kb-decide-calculators.js", "kb-decide-money.js"} & set(names)
