"""Calculators as their pages print them: rows of inputs and of results, and a sentence.

What a reader changes are the cells of the inputs; each key is one of ``inputs`` or of
``calculators``, each form names how ``show`` prints a result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinx_kb.decisions import forms, sentences
from sphinx_kb.decisions.calculators import COMPUTE
from sphinx_kb.decisions.inputs import INPUTS, read
from sphinx_kb.decisions.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_kb.decisions.inputs import Input


class Cell(NamedTuple):
    """A cell as it is printed."""

    text: str = ""
    key: str = ""
    form: str = ""


class Table(NamedTuple):
    """A table as it is printed."""

    kind: Literal["in", "out"]
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]  # head, hint, cells
    plain: bool = False  # its cells are words, not numbers


class Worked(NamedTuple):
    """A calculator with example numbers and their results."""

    tables: tuple[Table, Table]
    words: str


def worked(kind: str, texts: Mapping[str, str], sign: str = "$") -> tuple[Worked, dict[str, str]]:
    """Return a calculator with the numbers of ``texts``, and the remedies of those that are wrong.

    The example stands in the place of what is missing or wrong.
    """
    inputs, layout = INPUTS[kind], LAYOUTS[kind]
    values, remedies = read(inputs, texts, sign)
    if remedies:
        left = {key: text for key, text in texts.items() if key not in remedies}
        values, still = read(inputs, left, sign)
        if still:  # what is left contradicts the example
            values, _ = read(inputs, {}, sign)
    of = {each.key: each for each in inputs}
    try:
        figures = COMPUTE[kind](values)
    except ValueError as error:
        remedies[inputs[0].key] = str(error)
        values, _ = read(inputs, {}, sign)
        figures = COMPUTE[kind](values)
    given = tuple(
        (row.name, row.hint, tuple(
            Cell(_given(of[key], values[key], sign), key) if key else Cell()
            for key in row.keys
        ))
        for row in layout.rows
    )  # fmt: skip
    results = tuple(
        (row.name, row.hint, tuple(
            Cell(forms.as_result(figures[key], row.form, sign), key, row.form) if key else Cell()
            for key in row.keys
        ))
        for row in layout.results
    )  # fmt: skip
    tables = (
        Table("in", f"{layout.title}: your numbers", layout.columns, given),
        Table("out", "Results", layout.result_columns, results),
    )
    return Worked(tables, sentences.WORDS[kind](values, figures, sign)), remedies


def _given(of: Input, value: float, sign: str) -> str:
    """Return an input as it is printed."""
    return of.words[int(value)] if of.kind == "choice" else forms.as_input(value, of.kind, sign)
