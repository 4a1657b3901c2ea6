"""Northwind Parts, the company of the examples, has the same facts in every article and file."""

from __future__ import annotations

import re

import pytest

from support.worked import DOWNLOADS, FILES, SLUGS, file, numbers, prose, table, values

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
    ("their last nine",
     r"(?:accounts|[Aa]ll nine|all 50|\b50 of 50)\b[^.|]{0,70}?\b(?:by|until) (\d+) January",
     {"31"}, 6),
    ("servers", r"\bof (\d+) servers\b", {"200"}, 3),
    ("servers with endpoint detection", r"\b(\d+) of 200 servers\b(?! and)", {"184"}, 2),
    ("systems with an isolated copy", r"\b(\d+) of 25 critical", {"22"}, 4),
    ("service accounts without owner", r"\b(\d+) of (?:its )?80\b", {"12"}, 2),
    ("reports of the test message", r"\b(\d+) of 650 (?:people )?report", {"201"}, 3),
    ("remote-access accounts", r"0 of (\d+) (?:known|remote)", {"220"}, 2),
    ("applications for single sign-on", r"[Ss]ingle sign-on for (\d+) ", {"22"}, 3),
    ("price of the package", r"\$(\d+),000 (?:ransomware )?package|\bpackage \$(\d+)k\b|\bpackage, \$(\d+),000 \|",
     {"60"}, 5),
    ("the board's month", r"\b[Bb]oard\b[^.|]{0,60}?\b(December)\b", {"December"}, 14),
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


def test_one_table_governs_exceptions_and_risks():
    """The limits of acceptance are printed in two articles, with one rule more in each."""
    exceptions = table("policies-standards-exceptions", "Likely loss of one event", "Who decides")
    risks = table("risk-appetite-and-tolerance", "Likely loss of one event", "Decides")

    for one, other in zip(exceptions.rows, risks.rows, strict=False):
        assert one[0] == other[0]
        assert (numbers(one[3]), numbers(one[0])) == (numbers(other[3]), numbers(other[0]))
    assert values("policies-standards-exceptions", "the board if longer than # days") == values(
        "risk-appetite-and-tolerance", "the board beyond # days"
    )


def test_the_steps_of_escalation_have_the_same_days_in_two_articles():
    charter = values(
        "what-a-ciso-does",
        "Written answer due from its owner by day #, CEO and general counsel by day #, chair of the"
        " audit committee by day #",
    )
    breach = table("risk-appetite-and-tolerance", "By", "Who").rows

    assert [f"Day {day:.0f}" for day in charter] == [row[0] for row in breach[1:4]]


@pytest.mark.parametrize("risk", [f"R{n}" for n in range(1, 12)])
def test_an_action_is_due_when_the_register_and_the_roadmap_say(risk):
    kept = file("risk-management-basics-register.csv").row(f"{risk}")
    printed = table("risk-management-basics", "ID", "Response").row(risk)["Due"]
    year, quarter = re.fullmatch(r"Year (\d) Q([1-4])", kept["due"]).groups()

    assert printed == f"Y{year} Q{quarter}"
    for row in file("security-strategy-and-roadmap-roadmap.csv").rows:
        if risk in row[-2].replace(";", " ").split() and row[5]:
            assert row[5][-1] == quarter, row[1]


@pytest.mark.parametrize(
    "cells", table("third-party-risk", "Scale", "0").rows, ids=lambda row: f"scale: {row[0]}"
)
def test_a_scale_of_the_rubric_is_in_its_file(cells):
    kept = file("third-party-risk-tiering.csv").rows
    marks = [row[2] for row in kept if row[0] == "rubric" and row[1] == cells[0]]

    assert marks == [f"{mark} = {words}" for mark, words in enumerate(cells[1:])]


def test_a_class_of_flaws_has_the_deadline_of_the_ladder():
    deadlines = table("vulnerability-prioritization", "Class", "Deadline")
    kept = file("vulnerability-prioritization-worked.csv")
    for row in kept.rows:
        flaw = dict(zip(kept.header, row, strict=True))
        ladder = flaw["Ladder (BOD 26-04 table)"]
        printed = deadlines.row(flaw["Class"])["Deadline"]
        assert numbers(printed)[:1] == numbers(ladder)[:1] or "upgrade" in printed, flaw["Flaw"]
