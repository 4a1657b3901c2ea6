"""What stands in a table: the rules of writing and printing numbers, and of clocks and flaws.

BOD 26-04 and SSVC are CERT/CC's tables, kept beside the tests with their license; CVSS is FIRST's
specification; the clocks are Regulation (EEC, Euratom) 1182/71, Form 8-K and 5 U.S.C. 6103.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from tools.decision_vectors.vector import MILLIONTH, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

CERT = Path(__file__).parents[2] / "tests" / "engine" / "decisions" / "certcc"
A_NUMBER = "write a number such as 250,000 or 250k or 1.2M"
AMOUNTS: dict[str, float | str] = {
    "250,000": 250_000, "250k": 250_000, "1.2M": 1.2e6, "$1,200,000.50": 1_200_000.5, "60%": 0.6,
    " 1 200 000 ": 1.2e6, "1\u00a0200\u202f000": 1.2e6, "1_000": 1_000, "0": 0, "2bn": 2e9,
    "2B": 2e9, "2Bn": 2e9, "16.666666667%": 0.16666666667, "0.0333": 0.0333, "1,234": 1_234,
    "5$": 5, "1000000000000": 1e12,
    "": "write a number", "$": "write a number", "abc": A_NUMBER, "1e6": A_NUMBER,
    "0x10": A_NUMBER, "NaN": A_NUMBER, "Infinity": A_NUMBER, "1,23,456": A_NUMBER, ".5": A_NUMBER,
    "12 apples": A_NUMBER, "+5": A_NUMBER, "1$2": A_NUMBER, "5%%": A_NUMBER, "١٢": A_NUMBER,
    "1" * 41: A_NUMBER, "12\u212a": A_NUMBER,
    "-5": "write a number that is not negative", "\u22125": "write a number that is not negative",
    "-$5": "write a number that is not negative", "$-5": "write a number that is not negative",
    "1,5": "write 1.5 with a point, not a comma", "12,34": "write 12.34 with a point, not a comma",
    "1.200.000": "write 1,200,000 with commas, not points",
    "9999bn": "write a number below 1,000,000,000,000",
    "9" * 40: "write a number below 1,000,000,000,000",
}  # fmt: skip
KINDS: list[tuple[str, str, float | str]] = [
    ("money", "60%", "write an amount of money, not a percentage"),
    ("rate", "0.05", 0.05), ("rate", "5%", "write a number a year: once in 20 years is 0.05"),
    ("rate", "1001", "write at most 1,000 a year: what happens more often is a cost"),
    ("rate", "1k", 1000), ("number", "33", 33), ("number", "3%", "write a number, not a percentage"),
    ("share", "30%", 0.3), ("share", "0.3", 0.3), ("share", "1", 1.0), ("share", "100%", 1.0),
    ("share", "30", "write 30%, or a share such as 0.3"),
    ("share", "2.5", "write 2.5%, or a share such as 0.025"),
    ("share", "101%", "write at most 100%"), ("share", "300", "write at most 100%"),
]  # fmt: skip
RANGES: list[tuple[list[str], list[float] | str]] = [
    (["1", "2", "3"], [1, 2, 3]), (["5"], [5, 5, 5]), (["2", "2", "2"], [2, 2, 2]),
    (["1", "2"], "write one number, or three: lowest, most likely, highest"),
    ([], "write one number, or three: lowest, most likely, highest"),
    (["3", "2", "1"], "write the lowest, the most likely and the highest in this order"),
]  # fmt: skip
SHOWN: list[tuple[str, list[float | str | None], str]] = [
    ("digits", [2.5, 0], "3"), ("digits", [0.125, 2], "0.13"), ("digits", [-0.4, 0], "0"),
    ("digits", [1.005, 2], "1.01"), ("digits", [-1234567.891, 1], "-1,234,567.9"),
    ("digits", [999.5, 0], "1,000"), ("digits", [2**60, 0], "1,152,921,504,606,846,976"),
    ("digits", [1e12, 0], "1,000,000,000,000"), ("digits", [6e16, 0], "60,000,000,000,000,000"),
    ("money", [107916.67], "$107,917"), ("money", [-15000], "-$15,000"), ("money", [-0.3], "$0"),
    ("money", [None], "none"), ("money", [5, "CHF\u00a0"], "CHF\u00a05"),
    ("short", [99_999], "$100k"), ("short", [100_000], "$0.10M"), ("short", [999_499], "$1M"),
    ("short", [42_000], "$42k"), ("short", [564_563], "$0.56M"), ("short", [999.6], "$1,000"),
    ("short", [-42_000], "-$42k"), ("short", [-0.2], "$0"), ("short", [2e9], "$2bn"),
    ("short", [1.25e9], "$1.25bn"), ("short", [999_499_999], "$999.50M"),
    ("share", [0.0004], "under 0.1%"), ("share", [0.0005], "0.1%"), ("share", [0], "0.0%"),
    ("share", [0.99996], "over 99.9%"), ("share", [1], "100.0%"), ("share", [0.71], "71.0%"),
    ("share", [None], "none"), ("percent", [0.996], "100%"), ("percent", [-0.54], "-54%"),
    ("percent", [3.4], "340%"), ("percent", [None], "none"),
    ("chance", [0], "under 0.1%"), ("chance", [0.0004], "under 0.1%"), ("chance", [0.0899], "9.0%"),
    ("count", [0.05], "0.05"), ("count", [3], "3"), ("count", [100], "100"), ("count", [0], "0"),
    ("count", [1 / 3], "0.3333"), ("count", [0.00001], "under 0.0001"), ("count", [1000], "1,000"),
    ("per_dollar", [2.25], "2.25"), ("per_dollar", [None], "free"), ("per_dollar", [0.375], "0.38"),
    ("years", [0], "in no year"), ("years", [0.29], "in about 29 years of 100"),
    ("years", [0.0034], "in about 1 year of 294"), ("years", [0.996], "nearly every year"),
    ("years", [0.0095], "in about 1 year of 100"),
    ("sign", ["USD"], "$"), ("sign", ["EUR"], "€"), ("sign", ["CHF"], "CHF\u00a0"),
]  # fmt: skip
SEVERITY: dict[str, tuple[float | None, ...]] = {
    "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H": (0.914816, 5.873119, 3.887043, 9.8),
    "AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N": (0.3916, 2.726751, 2.835255, 6.1),
    "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H": (None, None, 1.834577, 7.8),
    "AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H": (None, None, None, 8.8),
    "AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N": (None, None, None, 6.5),
    "AV:L/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H": (None, None, None, 6.7),
    "AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H": (None, None, None, 10.0),
    "AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N": (None, None, None, 0.0),
}


def vectors() -> Iterator[Vector]:
    """Yield the vectors of tables."""
    for text, value in AMOUNTS.items():
        yield Vector("A", repr(text), "amounts.amount", [text], _told(value), _near(value))
    for kind, text, value in KINDS:
        yield Vector("A", repr(text), f"amounts.{kind}", [text], _told(value), _near(value))
    for texts, three in RANGES:
        yield Vector("A", f"three of {texts}", "amounts.three", [texts], _told(three))
    for name, args, printed in SHOWN:
        yield Vector("S", f"{name} of {args[0]}", f"show.{name}", list(args), printed)
    for vector, numbers in SEVERITY.items():
        names = ("subscore", "impact", "exploitability", "base")
        expected = {n: value for n, value in zip(names, numbers, strict=True) if value is not None}
        yield Vector("T11", vector, "cvss.score", [vector], expected, MILLIONTH)
    remedy = {"error": "write a CVSS 3.1 base vector such as AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}
    for wrong in ("", "AV:N", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X", "AV:N/" * 8, "x" * 1000):
        yield Vector("T11", f"no vector: {wrong[:20]}", "cvss.score", [wrong], remedy)
    yield from flaws()


def flaws() -> Iterator[Vector]:
    """Yield the tables of CERT/CC, row by row, and what is added to them."""
    days = {"fix on system upgrade": None, "60 days": 60, "14 days": 14, "3 days": 3}
    for row in _rows("cisa_bod_26_04_1_0_0.csv"):
        *answers, outcome = row[1:]
        told, _, search = outcome.partition(" & ")
        known = {
            name: answer in ("yes", "total")
            for name, answer in zip(("in_kev", "exposed", "automatable", "total"), answers, strict=True)
        }  # fmt: skip
        expected = {"days": days[told], "search": bool(search)}
        yield Vector("T13", ", ".join(answers), "patch.rung", [known], expected)
    worst = {"name": "A", "days": 3, "search": True}
    yield Vector("T13", "nothing known but KEV", "patch.rung", [{"in_kev": True}], worst)
    unlisted = {
        "in_kev": False,
        "exploited": True,
        "exposed": False,
        "automatable": False,
        "total": False,
    }
    yield Vector(
        "T13", "exploited, not listed", "patch.rung", [unlisted], {"name": "C", "days": 14}
    )
    for row in _rows("deployer_patch_application_priority_1_0_0.csv"):
        _, exploitation, exposure, automatable, impact, priority = row
        args = [exploitation, exposure, automatable == "yes", impact]
        yield Vector("T14", ", ".join(row[1:5]), "patch.priority", args, priority)
    words = {"error": "write one of none, public poc, active"}
    yield Vector("T14", "an unknown word", "patch.priority", ["maybe", "open", True, "low"], words)


def _rows(name: str) -> list[list[str]]:
    with (CERT / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def _told(value: object) -> object:
    return {"error": value} if isinstance(value, str) else value


def _near(value: float | str) -> float:
    return 0.0 if isinstance(value, str) else 1e-15 * max(1, value)
