"""Cloud and SaaS: the counts of the text are those of the inventory and of the register."""

from __future__ import annotations

from support.worked import file, prose, table, values

CLOUD = "cloud-and-saas-for-leaders"
INVENTORY = file("cloud-and-saas-for-leaders-inventory.csv").rows[:-1]  # the last is the total


def test_the_connections_of_the_clean_up_are_those_of_the_table():
    total = table(CLOUD, "Service (owner)", "Connected apps").number("Total", "Connected apps")
    (before,) = values(CLOUD, "Of the # connections in the table")
    (ended,) = values(CLOUD, "Northwind ended # unused ones")

    assert before == total.value == sum(int(row[6]) for row in INVENTORY)
    assert before - ended == 9 + 6  # "gave nine an owner", "moved six to a narrower right"


def test_the_reading_of_the_columns_is_true_of_them():
    assert sum(row[8] == "Yes" for row in INVENTORY) == 2  # "Only two of six exports"
    assert len(INVENTORY) == 6
    mail = INVENTORY[0]
    assert values(CLOUD, "because # outside apps can use it") == [int(mail[6])]
    order = next(row for row in INVENTORY if row[0] == "Order service")
    assert values(CLOUD, "The order service keeps its logs for # days") == [int(order[7])]


def test_applications_on_single_sign_on_are_those_of_the_scorecard():
    row = table("identity-and-access-for-leaders", "Measure", "Now").row("Applications on single")
    there = [int(word) for word in row["Now"].split()[:3:2]]

    assert values(CLOUD, "uses # applications, of which # are on single sign-on") == there[::-1]


def test_the_losses_of_cloud_risks_are_those_of_the_register():
    register = file("risk-management-basics-register.csv")
    losses = [float(register.row(risk)["expected_loss_per_year_usd"]) for risk in ("R7", "R9")]

    assert values(CLOUD, "storage left public, # in an average year") == losses[:1]
    assert values(CLOUD, "opens a cloud application, with #") == losses[1:]
    assert "not legal advice" in prose(CLOUD)
