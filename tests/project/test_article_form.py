"""The form of our own articles: `make check` names each thing that one lacks, and its line."""

import pytest

from sphinx_kb.testing import FRAME
from tools import articles, spelling

HEAD = """---
title: An article
date: 2026-11-24
authors: [editors]
categories: [risk]
level: new
description: What one gets.
keywords: [another word]
reviewed: 2026-11-24
review_by: 2027-05-24
owner: editors
sources:
  - {title: One, url: "https://one.example.org/", publisher: One, accessed: 2026-11-24, kind: law}
  - {title: Two, url: "https://two.example.org/", publisher: Two, accessed: 2026-11-24, kind: secondary}
  - {title: Three, url: "https://three.example.org/", publisher: Three, accessed: 2026-11-24, kind: press}
---
"""
BODY = (
    "A fact {source}`1,2`, and another {source}`3`. See [b](b.md), [c](c.md#part) and [d](d.md).\n"
    "It is {term}`Risk`, {term}`MFA` or {term}`two names <CISO>`.\n\n"
    "| A | B |\n|---|---|\n| 1 | 2 |\n\n"
    + "Word word word word word.\n" * 250
    + "\n## Do this next\n\n1. One.\n2. Two.\n3. Three.\n"
)
GOOD = HEAD + BODY
LACKS = [  # what is taken out, what stands there instead, what the author is told
    ("Word word word word word.\n" * 250, "Word.\n", "write 1200 to 2200 words, not"),
    ("Word word word word word.\n", "Word word word word word word word word word.\n" * 2,
     "write 1200 to 2200 words, not"),
    ("description: What one gets.", f"description: {'What one gets. ' * 11}",
     "describe the article in at most 160 characters, not 164"),
    ("description: What one gets.\n", "",
     "describe the article in at most 160 characters, not 0"),
    ("level: new\n", "", "add the field 'level'"),
    ("keywords: [another word]\n", "", "add the field 'keywords'"),
    ("reviewed: 2026-11-24\n", "", "add the field 'reviewed'"),
    ("review_by: 2027-05-24\n", "", "add the field 'review_by'"),
    ("review_by: 2027-05-24", "review_by: 2027-11-26", "review the article within 366 days, not"),
    (", publisher: Two", "", "name 3 sources with address and publisher"),
    ('url: "https://two.example.org/", ', "", "name 3 sources with address and publisher"),
    ("{source}`3`", "", "cite source 3 in the text, or remove it"),
    ("{source}`1,2`", "{source}`2`, {source}`1`", "source 2: cite a law, standard, primary work, study"),
    (", accessed: 2026-11-24, kind: press", ", kind: press", "source 3: cite a law"),
    (", kind: press", "", "source 3: cite a law"),
    ("kind: press", "kind: secondary", "source 3: cite a law"),
    ("[c](c.md#part)", "[b again](b.md)", "link to 3 other articles, not 2"),
    ("[c](c.md#part)", "[itself](a.md)", "link to 3 other articles, not 2"),
    ("{term}`MFA`", "{term}`Risk`", "use 3 terms of the glossary, not 2"),
    ("| A | B |\n|---|---|\n| 1 | 2 |\n", "", "add a table, a template or a worked example"),
    ("## Do this next", "## Last words", "end with the section 'Do this next'"),
    ("3. Three.\n", "", "name 3 actions under 'Do this next'"),
]  # fmt: skip


@pytest.fixture
def told(tmp_path):
    """Return a function that writes an article and returns what its author is told."""

    def tell(text, check=articles):
        for name, data in {**FRAME, "posts/a.md": text}.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(data, "utf-8")
        return list(check.faults(tmp_path))

    return tell


def test_an_article_of_good_form_is_told_nothing(told):
    assert told(GOOD) == []


@pytest.mark.parametrize(("old", "new", "remedy"), LACKS)
def test_each_thing_that_is_missing_is_named_with_its_place(told, old, new, remedy):
    assert old in GOOD

    (fault,) = told(GOOD.replace(old, new))

    assert fault.startswith("posts/a.md:")
    assert remedy in fault


def test_an_article_on_law_is_reviewed_twice_a_year(told):
    law = GOOD.replace("A fact", "This is not legal advice. A fact")
    yearly = law.replace("review_by: 2027-05-24", "review_by: 2027-11-24")

    assert told(law) == []
    assert told(yearly) == ["posts/a.md:10: review the article within 184 days, not 365"]


@pytest.mark.parametrize("owner", ["mishaal", ""])
def test_the_article_of_somebody_else_is_not_measured(told, owner):
    assert (
        told(HEAD.replace("owner: editors", f"owner: {owner}" if owner else "") + "Short.\n") == []
    )


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("We talk of cyber security here.", "write 'cybersecurity', not 'cyber security'"),
        ("First. Cyber security matters.", "write 'cybersecurity', not 'Cyber security'"),
        ("Use 2FA.", "write 'MFA', not '2FA'"),
        ("- Third party risk management.", "write 'third-party risk', not 'Third party risk'"),
        ("They prioritised it.", "write 'prioritiz...', not 'prioritised'"),
        ("It moves towards it.", "write 'toward', not 'towards'"),
    ],
)
def test_a_word_that_the_house_spells_otherwise_is_named_with_its_line(told, written, remedy):
    text = GOOD.replace("It is {term}", f"{written}\nIt is {{term}}")

    assert told(text, spelling) == [f"posts/a.md:18: {remedy}"]


@pytest.mark.parametrize(
    "written",
    [
        "The National Cyber Security Centre of the UK.",
        "The third party is a supplier of third-party risk ratings.",
        "[A list](../assets/downloads/metrics-catalog.csv) and [more](https://a.example/programme).",
    ],
)
def test_names_links_and_other_uses_of_a_word_stay(told, written):
    assert told(GOOD.replace("A fact", f"{written} A fact"), spelling) == []


def test_the_description_is_spelled_as_the_house_does(told):
    text = GOOD.replace("What one gets.", "What one gets afterwards.")

    assert told(text, spelling) == ["posts/a.md:7: write 'afterward', not 'afterwards'"]


def test_every_line_of_the_house_spelling_is_a_word_and_its_remedy():
    words = spelling.house_words(spelling.WORDS.read_text("utf-8"))

    assert len(words) > 20
    assert [wrong for wrong, right in words.items() if not right or wrong == right] == []


def test_no_line_of_the_house_spelling_tells_its_own_remedy():
    words = spelling.house_words(spelling.WORDS.read_text("utf-8"))

    assert [right for right in words.values() if list(spelling.misspelt(right, words))] == []
