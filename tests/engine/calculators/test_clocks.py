"""The deadlines of _data/clocks.yml as a worked table."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article

CLOCKS = """\
notice:
  name: A notice
  article: Art. 1
  jurisdiction: Nowhere
  who: All
  starts: aware
  when: When it is known
  calendar: eu
  steps:
    - {id: first, what: A call, after: 4h, from: classified, to: The office}
    - {id: latest, what: A call, after: 24h, from: aware, to: The office}
    - {id: letter, what: A letter, after: 30 days, from: first, to: All}
    - {id: word, what: A word, after: asap, from: aware, to: The press}
  checked: 2026-01-01
  review_by: 2026-06-30
  source: https://example.org/law
filing:
  name: A filing
  article: Art. 2
  jurisdiction: United States
  who: All
  starts: material
  when: When it is judged
  calendar: us-federal
  steps:
    - {id: filing, what: A form, after: 4 business days, from: material, to: The public}
  checked: 2026-11-01
  review_by: 2027-05-30
  source: https://example.org/form
"""
BODY = """\
```{calculator} clocks
:zone: Europe/Dublin
:aware: 2027-03-27 09:00
:classified: 2027-03-28 12:00
:material: 2027-02-12 10:00
```
"""
FILES = {"posts/a.md": article(body=BODY), "_data/clocks.yml": CLOCKS}


def rows(site):
    box = site.page("posts/a").find(id="calc-clocks")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in box.find_all("table")[1].tbody.find_all("tr")
    ]


def test_each_notice_has_its_deadline_and_of_two_periods_the_earlier_one_governs(shared_site):
    site = shared_site("clocks", FILES)

    assert rows(site) == [
        ["A notice Art. 1; was due for a check on 30 June 2026", "2027-03-28 10:00",
         "A call, to The office", "classified; aware", "4h; 24h"],
        ["A notice Art. 1; was due for a check on 30 June 2026", "2027-04-27",
         "A letter, to All", "A call", "30 days"],
        ["A notice Art. 1; was due for a check on 30 June 2026", "without delay",
         "A word, to The press", "aware", "asap"],
        ["A filing Art. 2", "2027-02-19", "A form, to The public", "material", "4 business days"],
    ]  # fmt: skip
    assert "not legal advice" in site.page("posts/a").select_one(".kb-calc-words").get_text()
    twin = (site.out / "posts/a.md").read_text("utf-8")
    assert "| 2027-02-19 | A form, to The public | material | 4 business days |" in twin


@pytest.mark.parametrize(
    ("option", "remedy"),
    [
        (":aware: yesterday", "correct 'aware' of {calculator}: write the moment as 2027-02-13 09:00"),
        (":zone: Nowhere", "correct 'zone' of {calculator}: write a time zone such as Europe/Dublin"),
        (":only: filling", "correct 'only' of {calculator}: there is no clock 'filling': did you mean 'filing'?"),
    ],
)  # fmt: skip
def test_a_fault_of_the_example_is_told_on_its_line(make_site, option, remedy):
    body = f"```{{calculator}} clocks\n{option}\n```\n"
    site = make_site({**FILES, "posts/a.md": article(body=body)})

    lines = [line for line in site.build().warnings if "kb.calculator" in line]

    assert lines == [f"posts/a.md:7: WARNING: {remedy} [kb.calculator]"]


def test_without_the_file_the_author_is_told(make_site):
    site = make_site({"posts/a.md": article(body="```{calculator} clocks\n```\n")})

    remedy = "add _data/clocks.yml, which has the instruments"
    assert [line for line in site.build().warnings if "kb.calculator" in line] == [
        f"posts/a.md:6: WARNING: correct 'only' of {{calculator}}: {remedy} [kb.calculator]"
    ]


def test_some_instruments_are_chosen(make_site):
    body = "```{calculator} clocks\n:only: filing\n```\n"
    site = make_site({**FILES, "posts/a.md": article(body=body)})
    site.build("-W")

    assert [row[0] for row in rows(site)] == ["A filing Art. 2"]


def test_a_changed_clock_is_on_its_page_in_the_next_build(make_site):
    site = make_site(FILES)
    site.build("-W", has_twin=False)

    site.write({"_data/clocks.yml": CLOCKS.replace("4 business days", "5 business days")})
    site.build("-W", has_twin=False)

    assert rows(site)[-1][1] == "2027-02-22"


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("after: 4h,", "after: soon,", "write a period such as 72h"),
        ("from: first,", "from: frist,", "'letter' counts from 'frist'"),
        ("calendar: eu", "calendar: uk", "calendar"),
    ],
)
def test_a_fault_of_a_clock_is_told_and_the_others_stay(make_site, old, new, remedy):
    site = make_site({**FILES, "_data/clocks.yml": CLOCKS.replace(old, new)})

    (line,) = [line for line in site.build().warnings if "clocks.yml" in line]

    assert line.startswith("_data/clocks.yml:1: WARNING: correct 'notice")
    assert remedy in line
    assert [row[0] for row in rows(site)] == ["A filing Art. 2"]


def test_a_clock_that_becomes_due_for_a_check_is_marked_by_the_next_build(make_site):
    site = make_site(FILES)
    site.build("-W", today="2026-06-30", has_twin=False)
    assert rows(site)[0][0] == "A notice Art. 1"

    site.build("-W", today="2026-07-01", has_twin=False)

    assert rows(site)[0][0] == "A notice Art. 1; was due for a check on 30 June 2026"
