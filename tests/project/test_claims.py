"""`make check` names a figure of the world without a source, and leaves sums of examples alone."""

import pytest

from tools.claims import uncited


@pytest.mark.parametrize(
    ("body", "figure"),
    [
        ("A survey found that 31% of firms pay.", "31%"),
        ("According to counsel, $1,200 is usual.", "$1,200"),
        ("ISC2 asked 16,029 people.", "16,029"),
        ("One line.\nResearchers saw 3 of 10 fail.", "3 of 10"),
        ("- A trial ended after 2 million mails.", "2 million"),
    ],
)
def test_a_figure_that_speaks_of_the_world_is_told(body, figure):
    assert list(uncited(f"Words.\n\n{body}\n", {"ISC2"})) == [(2, figure)]


@pytest.mark.parametrize(
    "body",
    [
        "A survey found that 31% of firms pay {source}`1`.",
        "A survey {source}`1` says so.\nOf those asked, 31% pay.",
        "At Northwind 41 of 50 have it, 82%.",
        "A survey found that most firms pay.",
        "| A survey | 31% |\n|---|---|",
        "```text\nA survey found 31%.\n```",
        "## A survey of 31%",
        "ISC2X asked 16,029 people.",
    ],
)
def test_sums_of_examples_and_what_is_cited_are_not(body):
    assert list(uncited(body, {"ISC2"})) == []
