"""Hiring, leaving and pay: marks, hours and prices follow from what is printed."""

from __future__ import annotations

from support.worked import figures, file, numbers, prose, table, values

PEOPLE = "hiring-and-keeping-people"
PAY = "ciso-pay-and-contract"


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


def part(name: str, column: str) -> float:
    """Return a figure of the two offers."""
    return table(PAY, "Part, a year", "B, counted").number(name, column).value


def test_an_offer_is_counted_as_its_lines_say():
    search, severance = 6, {"Northwind": 1, "B": 0}
    chance, payout = {"Northwind": 0.10, "B": 0.20}, {"Northwind": 0.9, "B": 0.6}

    for offer in ("Northwind", "B"):
        base = part("Base", f"{offer}, counted")
        paper, counted = (part("Bonus", f"{offer}, {how}") for how in ("on paper", "counted"))
        months = chance[offer] * (search - severance[offer]) * base / 12
        assert counted == payout[offer] * paper
        assert round(-months) == part("Months without pay", f"{offer}, counted")
    assert part("Equity", "B, counted") == 400_000 * 0.25 * 0.7 / 4
    assert part("Equity", "B, on paper") == 400_000 / 4


def test_the_offer_is_the_salary_of_the_budget():
    loaded = values(PAY, "that is the # of its budget")[0]

    assert (part("Base", "Northwind, on paper") + part("Bonus", "Northwind, on paper")) * 1.25 == (
        loaded
    )
    assert loaded == float(file("building-a-security-budget-model.csv").row("People")["fy1_usd"])


def test_the_better_offer_is_better_by_what_is_printed():
    counted, paper = values(
        PAY, "B is still worth # more a year, a third of what the paper says (#"
    )
    names = [f"{offer}, {how}" for how in ("counted", "on paper") for offer in ("B", "Northwind")]
    b, ours, b_paper, ours_paper = (part("Total", name) for name in names)

    assert (counted, paper) == (b - ours, b_paper - ours_paper)
    assert round(3 * counted / paper) == 1


def test_what_a_wish_costs_follows_from_the_offer():
    wishes = table(PAY, "You ask Northwind for", "It costs them")
    five_months = 5 * part("Base", "Northwind, on paper") / 12
    cost, worth = (
        wishes.number("Six months", column) for column in ("It costs them", "In your bad year")
    )

    assert worth.says(five_months)
    assert cost.says(0.10 * five_months)
    assert wishes.number("$10,000 more base", "It costs them").value == 10_000 * 1.25
    assert values(PAY, "The company's average cost was # a year") == [cost.value]
