"""The four playbooks: minutes ascend, limits are the plan's, pages fit, the rehearsal adds up."""

from __future__ import annotations

import re

import pytest

from support.worked import DOWNLOADS, prose, source, table, values

PLAYBOOKS = "four-playbooks"
FILES = {path.stem.removeprefix("four-playbooks-"): path.read_text("utf-8") for path in
         sorted(DOWNLOADS.glob("four-playbooks-*.txt"))}  # fmt: skip
PRINTED = re.findall(r"^```text\n(.*?)^```", source(PLAYBOOKS), re.M | re.S)
CARD = re.findall(r"^```text\n(SUPPLIER.*?)^```", source("third-party-risk"), re.M | re.S)[0]
COMMANDER = (DOWNLOADS / "incident-response-plan-commander-card.txt").read_text("utf-8")


def times(text: str) -> list[int]:
    """Return the minutes at which the lines of a playbook begin."""
    found = re.findall(r"^(\d):(\d\d) ", text, re.M)
    return [int(hour) * 60 + int(minute) for hour, minute in found]


def test_each_printed_page_is_in_its_file_before_a_second_page():
    assert len(PRINTED) == len(FILES) == 4
    for page in PRINTED:
        (file,) = (text for text in FILES.values() if page in text)
        assert file.index(page) < file.index("PAGE 2: ")


@pytest.mark.parametrize("name", list(FILES))
def test_a_file_fits_on_two_pages(name):
    first, second = FILES[name].split("PAGE 2: ")

    assert max(len(first.splitlines()), len(second.splitlines())) <= 50
    assert max(map(len, second.splitlines())) <= 80


@pytest.mark.parametrize("page", PRINTED, ids=["ransomware", "fraud", "takeover", "supplier"])
def test_a_page_has_every_line_and_its_times_ascend(page):
    for line in ("Starts", "Level", "0:00", "Do not", "Over"):
        assert re.search(rf"^{line} ", page, re.M), line
    assert times(page) == sorted(set(times(page)))
    assert any(f"playbook {number}" in page.casefold() for number in range(1, 5))


def test_the_supplier_page_keeps_the_times_of_the_card():
    page = next(page for page in PRINTED if "SUPPLIER" in page)

    assert times(page) == times(CARD)
    assert "done by 0:45" in page
    assert values(PLAYBOOKS, "needed # minutes for four accounts and two tokens") == values(
        "third-party-risk", "the service desk needed # minutes"
    )
    assert values("third-party-risk", "The card allows #") == [45 - 15]
    assert values(PLAYBOOKS, "the page allows #") == [45 - 15]


def test_the_levels_of_a_fraud_are_those_of_the_matrix():
    page = next(page for page in PRINTED if "PAYMENT FRAUD" in page)
    losses = [table("incident-response-plan", "Level", "Data", "Likely loss").row(level)
              ["Likely loss"] for level in ("SEV3", "SEV2", "SEV1")]  # fmt: skip
    lowest = [re.findall(r"\$[\d,]+", loss)[0] for loss in losses]
    said = " ".join(page.split())

    assert f"SEV3 from {lowest[0]}, SEV2 from {lowest[1]}, SEV1 over {lowest[2]}." in said


def test_the_commander_may_do_what_the_card_of_the_plan_allows():
    card = " ".join(COMMANDER.split())

    assert "Isolate any computer, server or account." in card
    assert "down for up to 4 hours" in card
    assert "CISO (to 24 hours), then COO" in card
    for page in PRINTED:
        if "Shop down" in page:
            assert "Shop down to 4 h." in page
            assert "CISO to 24 h, then COO. Line: plant manager." in " ".join(page.split())


def test_the_takeover_took_the_minutes_of_the_log():
    log = table("incident-response-plan", "Time", "Kind", "Entry")
    report, closed = (int(row[0][:2]) * 60 + int(row[0][3:]) for row in (log.rows[0], log.rows[3]))

    assert log.rows[3][2].startswith("Close the account")
    assert values(PLAYBOOKS, "Those # minutes went into reading") == [closed - report]


def test_the_rehearsal_adds_up():
    rehearsal = table(PLAYBOOKS, "Step", "First run")
    (there,) = values(PLAYBOOKS, "Doubt arose at 14:20, so # minutes were left")
    runs = ("First run", "Second run")
    totals = [rehearsal.number("Total until", run).value for run in runs]

    assert there == 16 * 60 - (14 * 60 + 20)
    for run, total in zip(runs, totals, strict=True):
        assert sum(int(cell) for cell in rehearsal.column(run)[:4]) == total
        assert rehearsal.number("Left before", run).value == there - total
    assert values(PLAYBOOKS, "The # minutes came from three changes") == [totals[0] - totals[1]]
    assert "$240,000 left this morning" in prose("tabletop-exercise-script")
