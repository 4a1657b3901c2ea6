"""Boxes and tabs, as authors know them from other systems."""

from __future__ import annotations

import pytest

from sphinx_kb.markup.boxes import Box, of_fence
from sphinx_kb.testing import article

MARKS = {  # a mark and its text -> the classes of the box, its title
    '!!! note "A **bold** one"\n    Text.': ("note", "A bold one"),
    "!!! tip\n\n    Text.": ("tip", "Tip"),
    "!!! info\n    Text.": ("note", "Info"),
    "!!! success\n    Text.": ("tip", "Success"),
    "!!! question\n    Text.": ("hint", "Question"),
    "!!! bug\n    Text.": ("danger", "Bug"),
    "!!! quote\n    Text.": ("note", "Quote"),
    '!!! warning inline end "Beside"\n    Text.': ("warning", "Beside"),
    "!!! danger Words of it\n    Text.": ("danger", "Words of it"),
    '!!! custom-kind "A title"\n    Text.': ("note", "A title"),
    "!!! note\n  Text.": ("note", "Note"),
    "!!! note\n\tText.": ("note", "Note"),
    ":::tip\nText.\n:::": ("tip", "Tip"),
    ":::tip A title\nText.\n:::": ("tip", "A title"),
    ":::note[A *title*]\n\nText.\n\n:::": ("note", "A title"),
    ":::info{.wide}\nText.\n:::": ("note", "Info"),
    "::: danger STOP\nText.\n:::": ("danger", "STOP"),
    ":::caution\n\nText.\n\n:::": ("caution", "Caution"),
    "> [!NOTE]\n> Text.": ("note", "Note"),
    "> [!WARNING]\n>\n> Text.": ("warning", "Warning"),
    "> [!info] A `title`\n> Text.": ("note", "A title"),
    "> [!faq]\n> Text.": ("hint", "Faq"),
    "> [!my-own] Mine\n> Text.": ("note", "Mine"),
    "> Text.\n{: .prompt-tip }": ("tip", ""),
}
FOLDED = {
    '??? note "A title"\n    Text.': ("A title", False),
    "???+ success\n    Text.": ("Success", True),
    "> [!info]- A title\n> Text.": ("A title", False),
    "> [!faq]+\n> Text.": ("Faq", True),
    ":::details A title\nText.\n:::": ("A title", False),
}
PLAIN = {  # what only looks like a mark
    "!!! Wow, what a day": "!!! Wow, what a day",
    "!!!\n\nText.": "!!!",
    "> A [!note] within.": "A [!note] within.",
    "`!!! note`": "!!! note",
    "???": "???",
    '    !!! note "T"\n': '!!! note "T"',
    "=== not a tab": "=== not a tab",
}


def body(site):
    return site.page("posts/a").select_one("article > section")


@pytest.fixture(scope="module")
def boxes(shared_site):
    """Return the pages of a site with each mark in an article of its own."""
    marks = [*MARKS, *FOLDED, *PLAIN]
    site = shared_site(
        "boxes", {f"posts/m{n}.md": article(body=f"{mark}\n") for n, mark in enumerate(marks)}
    )
    return {
        mark: site.page(f"posts/m{n}").select_one("article > section")
        for n, mark in enumerate(marks)
    }


@pytest.mark.parametrize(("mark", "expected"), MARKS.items())
def test_a_mark_becomes_a_box_with_its_title(boxes, mark, expected):
    (box,) = boxes[mark].select(".admonition")
    title = box.select_one(".admonition-title")
    rest = [node.get_text() for node in box.find_all("p", recursive=False)[bool(title) :]]

    assert (expected[0] in box["class"], title.get_text() if title else "", rest) == (
        True, expected[1], ["Text."],
    )  # fmt: skip
    assert not boxes[mark].select("blockquote, pre")


@pytest.mark.parametrize(("mark", "expected"), FOLDED.items())
def test_a_mark_of_a_folded_box_becomes_one_that_opens(boxes, mark, expected):
    (box,) = boxes[mark].select("details")

    assert (box.summary.get_text().strip(), box.has_attr("open")) == expected
    assert [node.get_text() for node in box.select("div > p")] == ["Text."]


@pytest.mark.parametrize(("mark", "expected"), PLAIN.items())
def test_what_only_looks_like_a_mark_stays_text(boxes, mark, expected):
    assert expected in boxes[mark].get_text()
    assert not boxes[mark].select(".admonition, details, .sd-tab-set")


def test_a_box_holds_whatever_is_indented_below_its_mark(make_site):
    text = "!!! note\n    One.\n\n\n    - item\n\n        ```python\n        x = 1\n        ```\n\n    !!! tip\n        Within.\n\nAfter.\n"
    site = make_site({"posts/a.md": article(body=text)})
    built = site.build("-W", "--keep-going")
    (outer,) = body(site).find_all("div", class_="note", recursive=False)

    assert built.exit == 0, built.output
    assert outer.select_one("li pre").get_text() == "x = 1\n"
    assert outer.select_one(".tip p:last-child").get_text() == "Within."
    assert body(site).find_all("p", recursive=False)[-1].get_text() == "After."


def test_boxes_stand_in_lists_quotations_and_in_each_other(make_site):
    text = (
        "- item\n\n    !!! note\n        In a list.\n\n> [!tip]\n> > [!info]- Inner\n> > In a quotation.\n\n"
        "::::note\n:::tip Inner\nIn a fence.\n:::\n::::\n"
    )
    site = make_site({"posts/a.md": article(body=text)})
    built = site.build("-W", "--keep-going")
    page = body(site)

    assert built.exit == 0, built.output
    assert page.select_one("li .note p:last-child").get_text() == "In a list."
    assert page.select_one(".tip details p").get_text() == "In a quotation."
    assert page.select_one(".note .tip p:last-child").get_text() == "In a fence."


def test_a_fault_in_a_box_is_told_with_its_own_line(make_site):
    forms = (
        '!!! note "T"\n    One.\n\n    <blink>\n',
        ":::tip T\nOne.\n\n<blink>\n:::\n",
        "> [!tip] T\n> One.\n>\n> <blink>\n",
        '=== "T"\n\n    One.\n\n    <blink>\n',
    )
    site = make_site({f"posts/m{n}.md": article(body=form) for n, form in enumerate(forms)})
    told = [line.partition(": WARNING")[0] for line in site.build().warnings]

    assert told == ["posts/m0.md:9", "posts/m1.md:9", "posts/m2.md:9", "posts/m3.md:10"]


def test_tabs_become_a_set_of_tabs(make_site):
    text = (
        'Text.\n=== "One"\n\n    First.\n\n===+ "A *second*"\n    ```python\n    x = 1\n    ```\n\n'
        '===! "Other set"\n    Third.\n'
    )
    site = make_site({"posts/a.md": article(body=text)})
    built = site.build("-W", "--keep-going")
    sets = body(site).select(".sd-tab-set")
    labels = [[label.get_text().strip() for label in each.select("label")] for each in sets]
    checked = sets[0].select("input[checked]")

    assert built.exit == 0, built.output
    assert labels == [["One", "A second"], ["Other set"]]
    assert sets[0].select_one("pre").get_text() == "x = 1\n"
    assert [tab["id"] for tab in checked] == [sets[0].select("input")[1]["id"]]


def test_the_second_build_tells_the_same_of_a_box(make_site):
    site = make_site({"posts/a.md": article(body="!!! note\n    <blink>\n")})

    assert site.build().warnings == site.build().warnings != []


@pytest.mark.parametrize(
    ("info", "box"),
    [
        ("tip", Box("tip", None)),
        (" Tip  A title ", Box("tip", "A title")),
        ("note[A]", Box("note", "A")),
        ("note [A] ", Box("note", "A")),
        ("details", Box("details", None, "closed")),
        ("{note}", None),
        ("lead", None),
        ("", None),
    ],
)
def test_the_info_of_a_fence_of_colons_says_which_box_it_is(info, box):
    assert of_fence(info) == box
