"""The communication kit: minutes, texts and questions are as many as the article says."""

from __future__ import annotations

import re

from support.worked import DOWNLOADS, file, prose, source, table, values

KIT = "crisis-communication-kit"
TEXTS = (DOWNLOADS / "crisis-communication-kit-texts.txt").read_text("utf-8")


def test_the_steps_fill_the_time_from_the_call_to_the_story():
    hour, minute = map(int, re.findall(r"calls on Saturday at (\d+):(\d+)", prose(KIT))[0])
    total = table(KIT, "Step", "Minutes").number("Total", "Minutes").value

    assert "The story runs at one" in prose(KIT)
    assert (hour, minute) == (11, 30)
    assert total == 13 * 60 - (hour * 60 + minute)
    assert "Sat 11:30" in prose("tabletop-exercise-script")


def test_the_file_holds_the_printed_texts_and_six_more():
    blocks = re.findall(r"^```text\n(.*?)^```", source(KIT), re.M | re.S)
    printed = [block for block in blocks if not block.startswith("FACT SHEET")]
    kept = re.findall(r"^[A-Z][A-Z ,:]{9,}", TEXTS.split("\n\n", 1)[1], re.M)

    assert [block for block in printed if block.rstrip("\n") not in TEXTS] == []
    assert len(kept) == len(printed) + 6 == 10  # "ten texts", "these and six more"


def test_the_questions_are_those_of_the_list():
    printed = table(KIT, "They ask", "Say").rows
    kept = file("crisis-communication-kit-qa.csv").rows

    assert printed == tuple(row[:4] for row in kept)
    assert len(kept) == 12  # "Twelve hard questions"


def test_the_chief_executive_is_replaced_after_the_minutes_of_the_plan():
    assert values(KIT, "COO if unreachable for # minutes") == values(
        "incident-response-plan", "when the first person cannot be reached in # minutes"
    )
