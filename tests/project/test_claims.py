"""`make check` names a figure of the world without a source, and leaves sums of examples alone."""

import pytest

from sphinx_kb.testing import article
from tools.claims import faults, notes, uncited


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


HEAD = """\
owner: editors
sources:
  - {title: A report, publisher: Seller, kind: vendor, accessed: 2026-01-05}
  - {title: A law, publisher: A state, kind: law, accessed: 2024-01-05}
"""


def told(root, *bodies, head=HEAD):
    """Return the notes on some articles."""
    for number, body in enumerate(bodies):
        (root / "posts").mkdir(exist_ok=True)
        (root / f"posts/{number}.md").write_text(article(head, body=body), "utf-8")
    return list(notes(root))


def test_a_source_that_was_read_two_years_ago_is_a_note(tmp_path, monkeypatch):
    monkeypatch.setenv("KB_TODAY", "2026-11-30")

    assert told(tmp_path, "Words.\n") == [
        "posts/0.md: read 'A law' again: it was read on 2024-01-05"
    ]


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ("Of those asked 31% pay {source}`1`.", True),
        ("Of those asked 31% pay {source}`1,2`.", False),
        ("Of those asked 31% pay.", False),
        ("Of those asked many pay {source}`1`.", False),
        ("Of those asked 31% pay {source}`7`.", False),
    ],
)
def test_a_share_that_a_vendor_alone_tells_is_a_note(tmp_path, monkeypatch, body, is_told):
    monkeypatch.setenv("KB_TODAY", "2024-02-01")
    line = [each for each in told(tmp_path, f"Words.\n\n{body}\n") if "vendor" in each]

    assert line == (["posts/0.md:12: only a vendor stands behind '31%'"] if is_told else [])


def test_one_share_of_two_years_is_a_note(tmp_path, monkeypatch):
    monkeypatch.setenv("KB_TODAY", "2024-02-01")
    found = told(tmp_path, "In 2023, 31% paid {source}`2`.\n", "In 2022, 31% paid {source}`2`.\n")

    assert found == ["31% of A state is said of 2022 and of 2023"]


def test_an_article_that_says_why_is_left_alone(tmp_path):
    body = "A survey found that 31% of firms pay.\n"
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text(article("owner: editors\n", body=body), "utf-8")
    (tmp_path / "posts/b.md").write_text(
        article("owner: editors\nno_claims: A quiz with invented figures.\n", body=body), "utf-8"
    )

    assert [fault.partition(":")[0] for fault in faults(tmp_path)] == ["posts/a.md"]
