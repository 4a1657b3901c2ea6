"""The worked examples of our articles, as a reader finds them: tables, sentences, downloads.

A test asks for a table by its columns, or for the figures of a sentence by its words, so that
it fails when the article says something else.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import NamedTuple

from sphinx_kb.decisions.assessment import Assessment, assess
from sphinx_kb.decisions.register import read
from sphinx_kb.decisions.yearly import Years
from sphinx_kb.risks.figures import find
from support import ROOT

POSTS = ROOT / "posts"
DOWNLOADS = ROOT / "assets" / "downloads"
SLUGS = tuple(sorted(path.stem for path in POSTS.glob("*.md")))
FILES = tuple(sorted(path.name for path in DOWNLOADS.iterdir()))

NOTE = "Northwind Parts is a fictional company."  # the last row of a table: no figures in it

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)%])-)?(?P<money>C?\$|EUR |£)?(?P<digits>{_DIGITS})"
    r"(?P<scale>[kM](?!\w))?(?P<percent>%)?"
)
_SCALE = {None: 1.0, "k": 1e3, "M": 1e6}


class Number(NamedTuple):
    """A number as it is printed, and how finely it is printed."""

    value: float
    step: float  # one unit of its last digit
    text: str
    place: str = ""  # where a reader finds it

    def says(self, exact: float, within: float = 0.5) -> bool:
        """Tell whether it is that value, rounded as printed."""
        return abs(exact - self.value) <= self.step * within * (1 + 1e-6) + 1e-9


class Table(NamedTuple):
    """A table of an article or of a file."""

    place: str  # "slug, section" or the file's name
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def row(self, start: str) -> dict[str, str]:
        """Return the row whose first cells begin with that, by column."""
        for cells in self.rows:
            if any(cell.startswith(start) for cell in cells[:2]):
                return dict(zip(self.header, cells, strict=True))
        raise AssertionError(f"{self.place}: no row '{start}'")

    def number(self, start: str, column: str) -> Number:
        """Return the first number of a row in the column of that name, or that begins with it."""
        row = self.row(start)
        name = column if column in self.header else self._column(column)
        found = numbers(row[name])
        assert found, f"{self.place}: no number in '{start}', '{name}'"
        return found[0]._replace(place=f"{self.place}: row '{start}', column '{name}'")

    def column(self, start: str) -> list[str]:
        """Return the cells of the column that begins with that."""
        at = self.header.index(self._column(start))
        return [cells[at] for cells in self.rows]

    def _column(self, start: str) -> str:
        return next(name for name in self.header[1:] if name.startswith(start))


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text."""
    return [_number(found) for found in NUMBER.finditer(text)]


def _number(found: re.Match[str]) -> Number:
    """Return what a match is worth: a percentage as a ratio, k and M multiplied."""
    digits = found["digits"].replace(",", "")
    scale = _SCALE[found["scale"]] * (0.01 if found["percent"] else 1)
    step = 10.0 ** -len(digits.partition(".")[2]) * scale
    sign = -1 if found["sign"] else 1
    return Number(sign * float(digits) * scale, step, found[0])


@cache
def source(slug: str) -> str:
    """Return an article's body as written, roles as their words."""
    body = (POSTS / f"{slug}.md").read_text("utf-8").split("\n---\n", 1)[1]
    body = re.sub(r"\{source\}`[^`]*`", "", body)
    body = re.sub(r"```\{calculator\}.*?\n```\n", "", body, flags=re.DOTALL)  # a page's own tables
    body = re.sub(r"\{(risk|option)\}`([^`<]*)`", _of_register, body)
    body = re.sub(r"\{\w+\}`([^`<]*?)(?: <[^>]*>)?`", r"\1", body)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body)


@cache
def _register() -> Assessment:
    """Return Northwind's register, assessed."""
    found, _ = read((ROOT / "_data/risks.yml").read_text("utf-8"))
    assert found
    return assess(found, Years())


def _of_register(role: re.Match[str]) -> str:
    """Return what a role shows of the register."""
    return find(_register(), role[1], role[2]).text


@cache
def prose(slug: str) -> str:
    """Return an article's words on one line, without marks."""
    text = re.sub(r"[*`]", "", source(slug))
    text = re.sub(r"^(?:> |- )", "", text, flags=re.M)
    return " ".join(re.sub(r"\s+([.,;:])", r"\1", text).split())


@cache
def tables(slug: str) -> tuple[Table, ...]:
    """Return an article's tables in order."""
    found: list[Table] = []
    section, lines = "opening", source(slug).splitlines()
    block: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            block.append(tuple(cell.replace("*", "").strip() for cell in cells))
            continue
        if block:
            found.append(Table(f"{slug}, {section}", block[0], tuple(block[2:])))
            block = []
        if line.startswith("#"):
            section = line.lstrip("# ")
    return tuple(found)


def table(slug: str, *columns: str) -> Table:
    """Return the one table of an article whose columns begin so."""
    fit = [
        found
        for found in tables(slug)
        if all(any(name.startswith(start) for name in found.header) for start in columns)
    ]
    assert len(fit) == 1, f"posts/{slug}.md: {len(fit)} tables with the columns {columns}"
    return fit[0]


def figures(slug: str, sentence: str) -> list[Number]:
    """Return the numbers that stand for each # of a sentence of an article."""
    parts = [re.escape(part) for part in sentence.split("#")]
    group = f"({NUMBER.pattern})"
    group = re.sub(r"\?P<\w+>", "?:", group)
    found = re.search(group.join(parts), prose(slug))
    assert found, f"posts/{slug}.md no longer says '{sentence}'"
    place = f"posts/{slug}.md: '{sentence}'"
    return [numbers(text)[0]._replace(place=place) for text in found.groups()]


def values(slug: str, sentence: str) -> list[float]:
    """Return what the figures of a sentence are worth."""
    return [number.value for number in figures(slug, sentence)]


@cache
def file(name: str) -> Table:
    """Return a downloadable table."""
    with (DOWNLOADS / name).open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    rows = [row for row in rows if not row[0].startswith(NOTE)]
    width = len(header)
    return Table(name, tuple(header), tuple(tuple((row + [""] * width)[:width]) for row in rows))


def files(slug: str, ending: str = ".csv") -> list[str]:
    """Return the names of an article's downloads: those it links to."""
    links = re.findall(r"assets/downloads/([\w.-]+)", (POSTS / f"{slug}.md").read_text("utf-8"))
    return sorted({name for name in links if name.endswith(ending)})
