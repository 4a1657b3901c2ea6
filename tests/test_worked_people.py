"""Hiring, leaving and pay: marks, hours and prices follow from what is printed."""

from __future__ import annotations

from worked import figures, numbers, prose, table, values

PEOPLE = "hiring-and-keeping-people"


def covered() -> dict[str, tuple[int, int]]:
    """Return for each service its hours and how many people could do it alone."""
    marks = table(PEOPLE, "Service", "People at")
    return {
        row[0]: (
            int(row[1]),
            sum(number.value >= 2 for cell in row[2:5] for number in numbers(cell)),
        )
        for row in marks.rows
    }


def test_a_service_has_as_many_people_as_its_marks_say():
    for row in table(PEOPLE, "Service", "People at").rows:
        assert covered()[row[0]][1] == int(row[5]), row[0]


def test_the_services_and_hours_are_those_of_the_catalog():
    catalog = table("security-operating-model", "Service", "Promise")
    hours = {row[0]: int(row[-1]) for row in catalog.rows[:-1]}

    assert {service: hours_ for service, (hours_, _) in covered().items()} == hours


def test_the_services_that_hang_on_one_person_are_counted():
    alone = [hours for hours, people in covered().values() if people == 1]
    together, whole, share = figures(PEOPLE, "they are # of # hours a week, or #")
    both = figures(PEOPLE, "(#) have two people")[0]

    assert both.says(1 - len(alone) / len(covered()))
    assert "Five of the eight" in prose(PEOPLE)
    assert len(covered()) - len(alone) == 5
    assert together.value == sum(alone)
    assert whole.value == sum(hours for hours, _ in covered().values())
    assert share.says(together.value / whole.value)


def test_a_departure_is_priced_from_its_items():
    costs = table(PEOPLE, "Item", "Sum")
    low, high = [*values(PEOPLE, "the yearly chance of leaving from 25% to #"), 0.25]
    total = costs.number("Total", "Cost").value

    assert figures(PEOPLE, "It saves 0.15 x $30,138 = #")[0].says((high - low) * total)
    assert "42 x $60" in costs.row("Our hours")["Sum"]
    assert table(PEOPLE, "Step", "Our hours").number("Total", "Our hours").value == 42


def test_the_empty_post_leaves_the_hours_that_are_printed():
    empty, contractor, lost, spare = values(
        PEOPLE,
        "The post is empty for 16 x 33 = # hours, the contractor covers #, and # hours of promised"
        " service fall away in a team whose spare time is # hours a week",
    )

    assert (empty, contractor) == (16 * 33, 16 * 20)
    assert lost == empty - contractor
    assert [spare] == values("security-operating-model", "The margin is # hours")


def test_a_cut_post_leaves_what_the_services_are_short_of():
    own, it, hr, left, needed = values(
        PEOPLE, "Northwind has # of its own hours, # from IT and # from HR, which is # against #"
    )
    missing = values(PEOPLE, "The missing # have to stop or move")[0]
    parts = values(
        PEOPLE,
        "# hours of advice to projects stop; # hours of supplier and customer assurance stop; # of"
        " the 12 hours for vulnerabilities go to IT",
    )

    assert left == own + it + hr
    assert missing == needed - left == sum(parts)
