"""Northwind Parts, the company of the examples, has the same facts in every article and file."""

from __future__ import annotations

import re

import pytest
from worked import DOWNLOADS, FILES, SLUGS, prose

# What a fact is, the words around it, what stands there, and in how many texts at least.
FACTS = [
    ("employees", r"(?<![\d,])(?<!Under )(\d{3}) (?:staff|people|employees)\b(?! and plant| hours)",
     {"650"}, 25),
    ("revenue in millions", r"\$(\d+)(?:M| million) (?:in |of )?revenue", {"120"}, 9),
    ("IT budget in millions", r"\$(\d+) million IT budget", {"6"}, 1),
    ("security budget", r"security budget of \$([\d,]+)|budget \(FY1: \$([\d,]+)\)",
     {"620,000"}, 2),
    ("suppliers", r"(?<!list of )\b(\d+) suppliers\b", {"40"}, 3),
    ("factories", r"\b(one|two|three) (?:factory|factories)\b(?! controller)", {"one"}, 10),
    ("web shops", r"\b(one|two|three) web shops?\b", {"one"}, 11),
    ("people in security", r"security team of (\w+)|person in a team of (\w+)", {"two"}, 7),
    ("price of an hour", r"\b(?:hours?|h)(?: each)?,? at \$(\d+)\b(?!,\d)|At \$(\d+) an hour",
     {"60"}, 6),
    ("productive hours a week", r"\b(\d+) productive hours", {"33"}, 3),
    ("factory margin a day", r"\$([\d,]+) a (?:working )?day\b|days x \$([\d,]+)", {"85,000"}, 4),
    ("shop margin an hour", r"\$([\d,]+) an hour, day and night|\d h x \$([\d,]+)", {"3,000"}, 3),
    ("administrator accounts", r"\b\d+ of (\d+) administrator", {"50"}, 3),
    ("their last nine", r"(?:by|until) 31 January (\d{4})", {"2027"}, 5),
    ("servers", r"\bof (\d+) servers\b", {"200"}, 3),
    ("remote-access accounts", r"0 of (\d+) (?:known|remote)", {"220"}, 2),
    ("applications for single sign-on", r"[Ss]ingle sign-on for (\d+) ", {"22"}, 3),
    ("price of the package", r"\$(\d+),000 (?:ransomware )?package", {"60"}, 5),
    ("the board's day", r"\bboard\b[^.|]{0,60}?\b(\d+) December(?: 2026)?\b", {"3"}, 14),
    ("hours of the order database's restore", r"[Oo]rder database (?:took|restored in) (\d+) h",
     {"11"}, 2),
    ("the supplier's outage", r"stopped web orders for (\w+) hours", {"six"}, 2),
    ("the exercise", r"ransomware exercise in (\w+)", {"February"}, 2),
    ("questionnaires a year", r"\b(\d+) (?:customer )?(?:security )?questionnaires", {"12"}, 3),
    ("discount rate", r"\b(?:at|\() ?(\d+)%, three years|NPV at (\d+)%", {"8"}, 1),
]  # fmt: skip


def texts() -> dict[str, str]:
    """Return the words of every article and of every text file."""
    kept = {name: (DOWNLOADS / name).read_text("utf-8") for name in FILES}
    return {slug: prose(slug) for slug in SLUGS} | {
        name: " ".join(text.split()) for name, text in kept.items() if name.endswith(".txt")
    }


@pytest.mark.parametrize(
    ("pattern", "values", "least"),
    [pytest.param(*fact[1:], id=f"Northwind's {fact[0]}") for fact in FACTS],
)
def test_a_base_fact_is_the_same_wherever_it_stands(pattern, values, least):
    said = {
        place: {value for found in re.finditer(pattern, text) for value in found.groups() if value}
        for place, text in texts().items()
    }
    places = {place: found for place, found in said.items() if found}

    assert {place: found for place, found in places.items() if found != values} == {}
    assert len(places) >= least, f"only in {sorted(places)}"


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if "Northwind" in prose(slug)])
def test_an_article_says_that_northwind_is_fictional(slug):
    first = prose(slug).index("Northwind")

    assert "fictional" in prose(slug)[max(0, first - 200) : first + 700]
