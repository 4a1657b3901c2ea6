"""What an article prints and what it offers as a file are the same figures."""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

from support import ROOT
from support.worked import (
    DOWNLOADS,
    FILES,
    NOTE,
    POSTS,
    SLUGS,
    Table,
    file,
    files,
    numbers,
    prose,
    source,
    tables,
)

# Files whose article prints no table of their rows: the article works with them in its text.
WITHOUT_TABLE = {
    "cyber-insurance-comparison.csv",
    "cyber-insurance-limit-sizing.csv",  # test_worked_insurance.py
    "first-90-days-questions.csv",
    "policies-standards-exceptions-register.csv",  # the article's table stands on its side
    "regulation-and-disclosure-clocks-clocks.csv",  # test_clocks_data.py
    "return-on-security-investment-sensitivity.csv",  # test_worked_returns.py
    "quantifying-risk-with-fair-curve.csv",  # test_worked_curves.py
    "self-assessment-in-one-afternoon-ig1.csv",  # test_worked_assessment.py
    "stakeholders-and-influence-raci.csv",
}
# Files whose rows are finer than the article's, or in another unit: each has a test of its own.
OTHERWISE = {
    "building-a-security-budget-model.csv",
    "risk-management-basics-register.csv",
    "technical-vs-business-skills-score-sheet.csv",
    "writing-a-security-business-case-cashflows.csv",
    "writing-a-security-business-case-sensitivity.csv",
}
ALIKE = 0.5  # from here on, a table prints the rows of a file
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(rf"\b(?:(\d{{1,2}}) )?({_MONTH})[a-z]*(?: (\d{{4}}))?\b")
_DATE = re.compile(r"\b(?:\d{4}-\d\d(?:-\d\d)?|-\d\d-\d\d|\d\d:\d\d)\b")


def raw(name: str) -> str:
    """Return a download as its bytes say."""
    return (DOWNLOADS / name).read_text("utf-8")


@cache
def words(text: str) -> frozenset[str]:
    """Return the words and figures of a text, for comparison."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold())
    return frozenset(re.findall(r"[a-z]+|\d+(?:\.\d+)?", plain))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how many words two texts share, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def likeness(cells: tuple[str, ...], row: tuple[str, ...]) -> float:
    """Return how much of a printed row stands in a row of a file, from 0 to 1."""
    others = [words(other) for other in row if words(other)]
    best = [
        max((alike(words(cell), one) for one in others), default=0) for cell in cells if words(cell)
    ]
    return sum(best) / len(best) if best else 0


def counterparts(table: Table, name: str) -> list[tuple[float, tuple[str, ...]]]:
    """Return for each row of a table the row of a file that is most like it."""
    return [
        max(((likeness(cells, row), row) for row in file(name).rows), key=lambda pair: pair[0])
        for cells in table.rows
    ]


def pairs():
    """Yield each printed row with its row in the file, as (id, printed, kept)."""
    for slug in SLUGS:
        for name in files(slug):
            if name in WITHOUT_TABLE or name in OTHERWISE:
                continue
            found = {table: counterparts(table, name) for table in tables(slug)}
            table = max(
                found, key=lambda table: sum(best for best, _ in found[table]) / len(table.rows)
            )
            for cells, (_, row) in zip(table.rows, found[table], strict=True):
                yield pytest.param(cells, row, id=f"{name}: {' '.join(cells)[:40]}")


def figures_of(cells: tuple[str, ...]) -> tuple[list[str], list]:
    """Return the dates and times of a row, written one way, and its other numbers."""

    def written(found: re.Match[str]) -> str:
        day, month, year = found.groups()
        if not day and not year:
            return found[0]
        return f"{year or ''}-{_MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else "")

    text = _DAY.sub(written, " | ".join(cells))
    dates = re.findall(r"\d{4}-\d\d(?:-\d\d)?|(?<!\d)-\d\d-\d\d|\b\d\d:\d\d\b", text)
    return dates, numbers(re.sub(r"(?:\d{4})?-\d\d-\d\d|\d{4}-\d\d|\d\d:\d\d", " ", text))


@pytest.mark.parametrize(("printed", "kept"), list(pairs()))
def test_a_printed_row_and_its_row_in_the_file_agree(printed, kept):
    dates, said = figures_of(printed)
    kept_dates, kept_numbers = figures_of(kept)
    values = [number.value for number in kept_numbers]
    values += [value / 100 for value in values]  # a column in percent

    missing = [date for date in dates if not any(date in other for other in kept_dates)]
    missing += [one.text for one in said if not any(one.says(value) for value in values)]
    assert missing == [], f"the file says {' | '.join(cell for cell in kept if cell)}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_table_file_of_an_article_is_compared(slug):
    for name in files(slug):
        best = max(
            (
                sum(like for like, _ in counterparts(table, name)) / len(table.rows)
                for table in tables(slug)
            ),
            default=0,
        )

        assert best >= ALIKE or name in WITHOUT_TABLE, f"{name}: no table of {slug} prints it"


@pytest.mark.parametrize(
    ("slug", "name"), [(slug, name) for slug in SLUGS for name in files(slug, ".txt")]
)
def test_a_text_file_holds_the_figures_of_its_printed_form(slug, name):
    kept = (DOWNLOADS / name).read_text("utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```", source(slug), re.M | re.S)
    block = max(blocks, key=lambda block: alike(words(block), words(kept)))
    values = [number.value for number in numbers(kept)]

    assert [one.text for one in numbers(block) if not any(one.says(v) for v in values)] == []


def test_a_row_of_the_exceptions_register_is_printed_as_it_is_kept():
    printed = next(t for t in tables("policies-standards-exceptions") if "EX-031" in t.header)
    kept = file("policies-standards-exceptions-register.csv")

    for name in printed.header[1:]:
        row = kept.row(name)
        dates, said = figures_of(tuple(printed.column(name)))
        kept_dates, kept_numbers = figures_of(tuple(row.values()))
        assert set(dates) <= set(kept_dates), name
        assert {one.value for one in said} <= {one.value for one in kept_numbers}, name


AXES = {  # marks of an axis or of a band that the article does not name
    "building-a-security-budget-sizing.svg": {"400"},
    "culture-and-awareness-program-nobody.svg": {"75%"},
    "detection-and-the-soc-week.svg": {"62"},  # Friday 18:05 to Monday 08:00
    "prioritizing-by-risk-and-return-overlap.svg": {"$80k", "$160k"},
    "quantifying-risk-with-fair-curve.svg": {"$1.2M"},
    "return-on-security-investment-tornado.svg": {"150%", "250%"},
    "risk-management-basics-matrix.svg": {"0.29", "$100,000", "$499,999", "$500,000"},
    "security-metrics-that-matter-contain.svg": {"40", "60", "100"},
    "writing-a-security-business-case-payback.svg": {"100", "-100"},
}


def diagrams():
    """Yield each diagram with the article that shows it."""
    for slug in SLUGS:
        written = (POSTS / f"{slug}.md").read_text("utf-8")
        for name in re.findall(r"assets/diagrams/([\w-]+\.svg)", written):
            yield pytest.param(slug, name, id=name)


@pytest.mark.parametrize(("slug", "name"), list(diagrams()))
def test_a_diagram_shows_the_figures_of_its_article(slug, name):
    drawing = (ROOT / "assets" / "diagrams" / name).read_text("utf-8")
    words = " | ".join(re.findall(r"<text[^>]*>(.*?)</text>", drawing, re.S))
    values = [number.value for number in numbers(prose(slug))]
    values += [value / unit for value in values for unit in (100, 1e3, 1e6)]
    strange = [
        number.text
        for number in numbers(re.sub(r"<[^>]+>", " ", words))
        if not any(number.says(value) for value in values)
    ]

    assert set(strange) - AXES.get(name, set()) == set()


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.endswith(".csv") and NOTE in raw(name)]
)
def test_a_table_that_says_it_is_fictional_says_so_in_its_last_row(name):
    """Not in the first: a spreadsheet, a filter and a parser take that for the names of columns."""
    last = raw(name).splitlines()[-1]

    assert last.startswith(f'"{NOTE}')
    assert re.search(r"Illustrative figures .*, \d{1,2} [A-Z][a-z]+ \d{4}, CC BY 4\.0\.", last)
    with (DOWNLOADS / name).open(encoding="utf-8", newline="") as lines:
        assert len({len(row) for row in csv.reader(lines)}) == 1  # no row is longer than another


def test_the_register_and_the_board_page_cannot_pass_for_real_ones():
    for name in ("risk-management-basics-register.csv", "reporting-to-the-board-page.csv"):
        assert NOTE in raw(name), name
