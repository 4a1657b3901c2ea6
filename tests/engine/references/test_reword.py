"""Whatever program finds a fault in a page, its author hears one voice: what to do, and the nearest name."""

from __future__ import annotations

import re
import time

import pytest

from sphinx_kb.references.messages import RULES, in_our_words
from sphinx_kb.testing import FRAME, Site, article

FAULTS = {  # what is written; what its author is told
    "part": ("## Scope\n\n[x](#scop)", "correct the link '#scop': no part of a page has this name: did you mean '#scope'?"),
    "part-of-page": ("[x](other.md#inn)", "correct the link 'posts/other.md#inn': that page has no such part: did you mean '#inner'?"),
    "part-of-markdown": ("[x](third.markdown#inn)", "correct the link 'posts/third.markdown#inn': that page has no such part: did you mean '#inner'?"),
    "label": ("{ref}`x <nowhere>`", "correct {ref}`nowhere`: no part of a page has this name"),
    "label-near": ("(here-it-is)=\n## A\n\n{ref}`x <here-it-iss>`", "correct {ref}`here-it-iss`: no part of a page has this name: did you mean 'here-it-is'?"),
    "doc": ("{doc}`othr`", "correct {doc}`othr`: there is no such page: did you mean 'other'?"),
    "term": ("{term}`Nothing`", "correct {term}`Nothing`, or add the term to the glossary"),
    "note-twice": ("A.[^1]\n\n[^1]: B.\n[^1]: C.", "keep one of the notes '[^1]:'"),
    "note-alone": ("A.\n\n[^1]: B.", "refer to the note by [^1] in the text, or remove it"),
    "definition-twice": ("[a][b]\n\n[b]: https://example.org/\n[b]: https://example.com/", "keep one of the definitions '[B]:'"),
    "option": ("```{note}\n:clas: tip\nText.\n```", "remove ':clas:' from {note}, which has no such option: did you mean ':class:'?"),
    "option-value": ("```{image} /assets/a.png\n:align: nowhere\n```", "correct ':align:' of {image}: "),
    "option-link": ("```{image} /assets/a.png\n:target: ftp://example.org/\n```", "correct ':target:' of {image}: write a link with http"),
    "option-length": ("```{image} /assets/a.png\n:width: wide\n```", "correct ':width:' of {image}: "),
    "no-argument": ("```{figure}\n```", "write behind {figure}, on its line, what it is to show"),
    "no-content": ("```{note}\n```", "write a text into {note}, or remove it"),
    "content": ("```{image} /assets/a.png\n\nText.\n```", "remove the text in {image}, which has none"),
    "list-table": ("```{list-table}\nText.\n```", "write the text of {list-table} as one list of lists"),
    "list-table-rows": ("```{list-table}\n* - a\n  - b\n* - c\n```", "give row 2 of the table 2 cells: it has 1"),
    "list-table-head": ("```{list-table}\n:header-rows: 3\n* - a\n* - b\n```", "set ':header-rows:' below the number of rows, 2"),
    "table": ("```{table} T\nText.\n```", "write one table into {table}, and nothing else"),
    "tabs": ("```{tab-item} T\nText.\n```", "put {tab-item} into {tab-set}"),
    "tabs-text": ("````{tab-set}\nText.\n````", "put nothing but {tab-item} into {tab-set}"),
    "lines": ("```{code-block} python\n:emphasize-lines: 9\nx = 1\n```", "mark lines from 1 to 1, not '9"),
    "yaml-option": ("```{note}\n---\nclass: [\n---\nText.\n```", "correct ':class:' of {note}: it does not take '['"),
    "abbr": ("{abbr}`NIS`", ""),
}  # fmt: skip
SAID = re.compile(
    r"docutils|MyST|myst|cross-reference|reference target|Error in|Unable to parse|Invalid option|supplied|"
    r"none permitted|system message|Unknown|undefined label|not in glossary|directive\b.*:$"
)


def files():
    """Return a site with an article for each fault."""
    found = {
        f"posts/{name}.md": article(body=f"{body}\n\nWhole.\n")
        for name, (body, _) in FAULTS.items()
    }
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636460f8"
        "5f0f0002870180eb47ba920000000049454e44ae426082"
    )
    return {
        **FRAME,
        **found,
        "assets/a.png": png,
        "posts/other.md": article(title="Other", body="## Inner\n\nText.\n"),
        "posts/third.markdown": article(title="Third", body="## Inner\n\nText.\n"),
        "pages/about.md": "# About\n\n{doc}`nowhere`\n\n```{nonsense}\n```\n",
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what two builds of the site tell, by one process and by two."""
    found = []
    for processes in ("1", "2"):
        site = Site(tmp_path_factory.mktemp(f"reword{processes}") / "site").write(files())
        found += [site.build("-j", processes, has_twin=False) for _ in range(2)]
    return found


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line_with_its_remedy_and_the_nearest_name(told, name):
    remedy = FAULTS[name][1]
    lines = [line for line in told[0].warnings if line.startswith(f"posts/{name}.md:")]

    assert [": WARNING: " + remedy in line and " [kb." in line for line in lines] == [True] * bool(
        remedy
    )


def test_no_word_of_another_program_is_left(told):
    assert [line for line in told[0].warnings if SAID.search(line) or " [kb." not in line] == []


def test_every_build_says_the_same_by_one_process_or_two(told):
    assert all(sorted(built.warnings) == sorted(told[0].warnings) for built in told)
    assert not any("Traceback" in built.output for built in told)


def test_a_page_of_the_owner_is_told_in_the_same_voice(told):
    lines = [line for line in told[0].warnings if line.startswith("pages/about.md:")]

    assert sorted(lines) == [
        "pages/about.md:3: WARNING: correct {doc}`nowhere`: there is no such page: did you mean 'other'? [kb.link]",
        "pages/about.md:5: WARNING: correct the name of {nonsense} [kb.gate]",
    ]


def test_what_nobody_has_thought_of_still_begins_with_a_remedy():
    assert in_our_words("Something odd: <x>.", {}, str) == (
        "gate", "rewrite this part of the page, which cannot be read as it is (Something odd: <x>)",
    )  # fmt: skip


def test_every_rule_has_a_remedy_that_can_be_written():
    for rule in RULES:
        parts = dict.fromkeys(rule.form.groupindex, "x")
        assert rule.remedy.format(**parts)[0].islower()


@pytest.mark.parametrize(
    "piece", ["'", "a' ", "(allowed: [", "Invalid option value for '", " vs ", "x"]
)
def test_a_long_message_costs_no_more_than_a_short_one(piece):
    start = time.process_time()
    in_our_words("'note': Invalid option value for 'x': " + piece * 100_000, {}, str)

    assert time.process_time() - start < 1
