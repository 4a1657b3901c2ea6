"""Whatever our articles add up, multiply or divide in view of the reader comes out as printed."""

from __future__ import annotations

import math
import re

import pytest

from support.worked import DOWNLOADS, FILES, NUMBER, SLUGS, file, numbers, prose, source, tables

# The rows in which the rows above them are added up; the first one or two cells name them.
SUMS = (
    "Total", "One event", "Loss per event", "Outlay at the start", "In scope",
    "Net yearly benefit", "Net on labor alone",
)  # fmt: skip
NAMED = tuple(name.casefold() for name in SUMS)
# Bold rows that are no sums: each has a test of its own.
NOT_SUMS = {"Weighted score", "Orders taken again", "Events a year"}

_NUMBER = re.sub(r"\?P<\w+>", "?:", NUMBER.pattern)
_UNITS = r"(?: [a-z]+(?:-[a-z]+)?){0,3}"
_TERM = rf"\(*(?:e\^)?\(*{_NUMBER}{_UNITS}\)*"
_SIGN = r" ?(?:x|/|\+|-|\*|\^|at) ?"
EQUATION = re.compile(rf"(?<![\w.,])({_TERM}(?:{_SIGN}{_TERM})+) *(?:=|->) *({_NUMBER})( h\b)?")
SHARE = re.compile(
    r"\b(\d[\d,]*) of (?:the |its |our )?(\d[\d,]*)(?: [a-z-]+){0,4}"
    r"(?: \(|, or |, which is )(\d+(?:\.\d+)?%)"
)


def printed_tables():
    """Return the tables of all articles and files, but one that is two lists in a file."""
    lists = (file(name) for name in FILES if name.endswith(".csv") and "score-sheet" not in name)
    return [*(table for slug in SLUGS for table in tables(slug)), *lists]


def column_sums():
    """Yield each column of a table that a sum ends, as (id, parts, total)."""
    for table in printed_tables():
        above: list[tuple[str, ...]] = []
        for cells in table.rows:
            if not any(cell.casefold().startswith(NAMED) for cell in cells[:2]):
                above.append(cells)
                continue
            for at, name in enumerate(table.header[1:], start=1):
                total = re.fullmatch(rf"{_NUMBER}(?: h)?", cells[at])
                parts = [numbers(part[at]) for part in above]
                if total and any(parts):
                    values = [found[0].value for found in parts if found]
                    yield pytest.param(values, numbers(cells[at])[0], id=f"{table.place}: {name}")
            above = []


def equations():
    """Yield each equation that an article or a text file writes out."""
    texts = {slug: source(slug) for slug in SLUGS}
    texts |= {name: (DOWNLOADS / name).read_text("utf-8") for name in FILES if ".txt" in name}
    for place, text in texts.items():
        for line in text.splitlines():
            for found in EQUATION.finditer(line.replace("*", "")):
                yield pytest.param(found[1], found[2], found[3], id=f"{place}: {found[0]}")


def worth(expression: str) -> float:
    """Return the value of an expression as articles write them."""
    excess = expression.count("(") - expression.count(")")
    if excess > 0:  # the bracket of the sentence around it
        expression = expression.replace("(", "", excess)
    text = re.sub(r"\b(?:x|at)\b", "*", expression)
    text = NUMBER.sub(lambda found: repr(numbers(found[0])[0].value), text)
    text = re.sub(r"\be\b(?=\^)", repr(math.e), text).replace("^", "**")
    text = re.sub(r"(?<![\w.])[a-z]+(?:-[a-z]+)?(?![\w.])", "", text)
    assert re.fullmatch(r"[\d.e+\-*/() ]+", text), text
    return float(eval(text))


def shares():
    """Yield each share that is printed as a count and as a percentage."""
    texts = {slug: prose(slug) for slug in SLUGS}
    for name in FILES:
        if name.endswith(".csv"):
            texts[name] = " | ".join(cell for row in file(name).rows for cell in row)
    for place, text in texts.items():
        for found in SHARE.finditer(text):
            yield pytest.param(*found.groups(), id=f"{place}: {found[0]}")


@pytest.mark.parametrize(("parts", "total"), list(column_sums()))
def test_a_total_is_the_sum_of_the_rows_above_it(parts, total):
    assert total.says(sum(parts)), f"the rows add up to {sum(parts):,.2f}, not {total.text}"


@pytest.mark.parametrize(("left", "right", "hours"), list(equations()))
def test_an_equation_comes_out_as_printed(left, right, hours):
    exact = worth(left) / (60 if hours and " min" in left else 1)

    assert numbers(right)[0].says(exact), f"{left} is {exact:,.4f}, not {right}"


@pytest.mark.parametrize(("part", "whole", "share"), list(shares()))
def test_a_share_is_its_count_over_its_whole(part, whole, share):
    exact = numbers(part)[0].value / numbers(whole)[0].value

    assert numbers(share)[0].says(exact), f"{part} of {whole} is {exact:.2%}, not {share}"


def sums_of_rows():
    """Yield each row of a table that has its own sum in a column 'Sum', as (id, sum, result)."""
    for slug in SLUGS:
        for table in tables(slug):
            for at, name in enumerate(table.header[:-1]):
                for cells in table.rows if name.startswith("Sum") else ():
                    if re.search(r"\d ?(?:x|-|\+) ?", cells[at]):
                        place = f"{table.place}: {cells[at]}"
                        yield pytest.param(cells[at], cells[at + 1], id=place)


@pytest.mark.parametrize(("left", "right"), list(sums_of_rows()))
def test_the_sum_of_a_row_comes_out_as_its_next_cell(left, right):
    left = re.sub(r" = .*?, at ", " x ", left)  # "12 x (20 - 6) = 168 h, at $60"
    bigger = re.search(r"max\((.*?); (.*?)\)", left)
    if bigger:
        left = left.replace(bigger[0], max(bigger.groups(), key=worth))

    assert numbers(right)[0].says(worth(left)), f"{left} is {worth(left):,.2f}, not {right}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_row_in_bold_is_a_sum_that_is_tested(slug):
    bold = re.findall(r"^\|[^|\n]*?\*\*([^*|]+)\*\*", source(slug), re.M)
    bold += re.findall(r"^\| +\| \*\*([^*|]+)\*\*", source(slug), re.M)

    assert [name for name in bold if not name.startswith(SUMS) and name not in NOT_SUMS] == []


def test_the_articles_hold_as_many_sums_as_are_tested():
    """A change of form must not empty the tests above without anybody noticing."""
    counts = [len(list(found())) for found in (column_sums, equations, shares, sums_of_rows)]

    assert [count >= least for count, least in zip(counts, (80, 36, 60, 6), strict=True)] == (
        [True] * 4
    ), counts
