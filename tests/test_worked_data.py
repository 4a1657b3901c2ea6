"""Personal data and the plant: counts, deletions and outages come out as printed."""

from __future__ import annotations

from worked import figures, file, numbers, table, values

DATA = "data-protection-for-cisos"


def amount(item: str) -> float:
    """Return a row of the sum on deletion."""
    return table(DATA, "Item", "Sum").number(item, "Amount").value


def test_the_deletion_is_priced_from_the_records_that_are_left():
    gone, whole, share = figures(DATA, "At Northwind, # of the # customers (#)")
    rate = float(file("risk-management-basics-register.csv").row("R11")["events_per_year"])

    assert share.says(gone.value / whole.value)
    assert amount("Letters and calls, all") == whole.value * 3
    assert amount("Letters and calls, those") == (whole.value - gone.value) * 3
    assert amount("Less for each year") == rate * amount("Less for each event")
    assert values(DATA, "The first year returns # for #") == [
        amount("Less for each year"),
        amount("Work in the first year"),
    ]


def test_the_map_counts_the_people_of_the_other_articles():
    people = table(DATA, "Data about", "People")
    records = values("architecture-cloud-and-zero-trust", "shop holds # customer records; # (")

    assert people.number("Shop customers", "People").value == records[0]
    assert people.number("Staff", "People").value == 650
    assert people.number("Sign-in and mail logs", "People").value == 650
    kept = numbers(people.row("Sign-in and mail logs")["Keep for"])[0].value
    assert [kept] == values(
        "third-party-risk", "Search our logs for the supplier's accounts, # days"
    )
