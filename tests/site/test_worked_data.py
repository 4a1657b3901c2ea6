"""Personal data and the plant: counts, deletions and outages come out as printed."""

from __future__ import annotations

from support.worked import figures, file, numbers, table, values

DATA = "data-protection-for-cisos"
PLANT = "factory-and-ot-security"


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


def test_the_inventory_of_the_plant_is_counted():
    plant = table(PLANT, "Kind", "Spare")
    copied, whole, share = figures(PLANT, "A copy exists for # of # devices (#)")
    missing = values(PLANT, "Offline copies for the # devices without one")[0]
    safe = plant.row("Safety controllers")

    assert (copied.value, whole.value) == (
        plant.number("Total", "Program").value,
        plant.number("Total", "Count").value,
    )
    assert share.says(copied.value / whole.value)
    assert missing == whole.value - copied.value
    assert plant.number("Total", "Office").value == whole.value - int(safe["Count"])
    for row in plant.rows:
        assert all(int(cell) <= int(row[1]) for cell in row[2:]), row[0]


def test_isolating_the_plant_is_worth_it_from_the_chance_that_is_printed():
    hour = values("ransomware-and-recovery", "day of two shifts, so # an hour")[0]
    day = values("ransomware-and-recovery", "The factory earns # of margin")[0]
    isolated, lost = values(PLANT, "Eight hours cost 4 x $5,000 = #") + values(
        PLANT, "four days of margin: 4 x $85,000 = #"
    )

    assert (isolated, lost) == ((8 - 4) * hour, 4 * day)
    assert figures(PLANT, "20,000 / 340,000 = #")[0].says(isolated / lost)


def test_the_limits_and_losses_of_the_plant_are_those_of_the_register():
    before, after = values(PLANT, "from # to # a year: the line stands still for a shorter time")
    kept = file("risk-management-basics-register.csv").row("R8")

    assert before == float(kept["expected_loss_per_year_usd"])
    assert after == float(kept["residual_expected_loss_per_year_usd"])
    assert values(PLANT, "it plans # a year for offline copies") == [
        float(kept["action_cost_per_year_usd"])
    ]
    limit = float(file("ransomware-and-recovery-bia.csv").row("4 Factory control")["RTO (h)"])
    assert values(PLANT, "limit for factory control is # hours") == [limit]
    assert values(PLANT, "Waiting, with the measures above, costs # of") == values(
        "personal-liability-and-protection", "waiting 310 days costs # of expected loss"
    )
