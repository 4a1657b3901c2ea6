"""Task lists in articles: labelled boxes, and checklists whose boxes a reader ticks."""

from __future__ import annotations

from hashlib import sha256

import pytest

from sphinx_kb.testing import article

HOURS = """\
:::{checklist} first-hour
:clock: yes

### The first hour

- [ ] Isolate *what* is hit
- [ ] Call: the insurer!

### The first day

- [ ] Write it down
- [ ] write IT down.
:::
"""
FILES = {
    "posts/hours.md": article(title="Hours", body=f"Text.\n\n## A part\n\n{HOURS}"),
    "posts/both.md": article(
        title="Both",
        body="Text.\n\n:::{checklist} both\n- [ ] A task\n:::\n\n```{calculator} ale\n```\n",
    ),
    "posts/fixed.md": article(
        title="Fixed", body="Text.\n\n- [ ] to do [now](hours.md)\n- [x] done\n"
    ),
    "posts/plain.md": article(title="Plain"),
}


@pytest.fixture
def site(shared_site):
    return shared_site("checklists", FILES)


def identity(letters):
    return sha256(letters.encode()).hexdigest()[:10]


def loaded(site, name):
    return [tag["src"].rpartition("/")[2] for tag in site.page(name).select("script[src]")][2:]


def told(built):
    return [line for line in built.warnings if "kb.checklist" in line or "kb.gate" in line]


def test_each_box_of_a_task_stands_in_a_label_with_its_task_and_is_fixed(site):
    for page in ("posts/fixed", "posts/hours"):
        boxes = site.page(page).select("article input[type=checkbox]")

        assert all(box.find_parent("label").get_text(strip=True) for box in boxes)
        assert all(box.has_attr("disabled") for box in boxes)
    first, second = site.page("posts/fixed").select("label.kb-task")
    assert first.a["href"] == "hours.html"
    assert (first.input.has_attr("checked"), second.input.has_attr("checked")) == (False, True)
    assert not second.input.has_attr("id")


def test_a_box_of_a_checklist_has_an_id_of_its_letters_and_digits_and_a_twin_a_number(site):
    box = site.page("posts/hours").find(id="check-first-hour")

    assert "kb-check-clock" in box["class"]
    assert [tag["id"].removeprefix("check-first-hour-") for tag in box.select("input")] == [
        identity("isolatewhatishit"),
        identity("calltheinsurer"),
        identity("writeitdown"),
        f"{identity('writeitdown')}-2",
    ]


def test_headings_in_a_checklist_are_headings_below_those_of_the_text(site):
    box = site.page("posts/hours").find(id="check-first-hour")

    assert [head.get_text() for head in box.find_all("h3")] == ["The first hour", "The first day"]


def test_the_order_of_tasks_and_other_lists_change_no_id(make_site):
    site = make_site({"posts/a.md": article(body=f"Text.\n\n{HOURS}")})
    site.build()
    before = {tag["id"] for tag in site.page("posts/a").select(".kb-checklist input")}
    lines = HOURS.replace("- [ ] Call: the insurer!\n", "").replace(
        "### The first day\n", "- [ ] New\n\n### The first day\n\n- [ ] call the INSURER\n"
    )
    site.write({"posts/a.md": article(body=f"Text.\n\n{lines}")}).build()

    now = {tag["id"] for tag in site.page("posts/a").select(".kb-checklist input")}
    assert before < now


def test_a_script_and_a_sheet_are_loaded_where_a_checklist_stands_and_nowhere_else(site):
    assert loaded(site, "posts/hours") == ["kb-tools-checklist.js"]
    assert loaded(site, "posts/both") == ["kb-tools-checklist.js", "kb-later.js"]
    assert loaded(site, "posts/fixed") == loaded(site, "posts/plain") == []
    assert site.page("posts/hours").find("link", href="../_static/kb-checklist.css")
    assert not site.page("posts/fixed").find("link", href="../_static/kb-checklist.css")
    for name in (
        "kb-tools-checklist.js",
        "kb-tools-ale.js",
        "kb-later.js",
        "kb-checklist.css",
        "kb-decide.css",
    ):
        assert (site.out / "_static" / name).is_file()


def test_a_site_without_a_checklist_has_no_file_of_it(make_site):
    site = make_site({"_data/site.yml": "offline: false\n", "posts/a.md": article()})
    site.build()

    assert not [name for name in site.files() if "checklist" in name or "kb-tools" in name]


def test_a_twin_and_a_feed_have_boxes_in_text(site):
    twin = (site.out / "posts" / "hours.md").read_text("utf-8")

    assert "☐ Isolate *what* is hit" in twin
    assert "### The first hour" in twin
    assert "☐ Write it down" in (site.out / "atom.xml").read_text("utf-8")


@pytest.mark.slow
def test_an_e_book_has_boxes_in_text(make_site):
    site = make_site(FILES)
    site.build(builder="epub")
    page = (site.root / "_build" / "epub" / "posts" / "fixed.xhtml").read_text("utf-8")

    assert "☐" in page
    assert "☑" in page
    assert 'type="checkbox"' not in page


@pytest.mark.parametrize(
    ("body", "line", "remedy"),
    [
        (":::{checklist}\n- [ ] a\n:::\n", 8, "name the checklist, as in {checklist} first-hour"),
        (":::{checklist} First Hour\n- [ ] a\n:::\n", 8, "name the checklist 'first-hour'"),
        (":::{checklist} été d'or\n- [ ] a\n:::\n", 8, "name the checklist 't-d-or'"),
        (":::{checklist} 第一\n- [ ] a\n:::\n", 8, "name the checklist 'list'"),
        (":::{checklist} a\nNothing.\n:::\n", 8, "write tasks into the checklist 'a'"),
        (":::{checklist} a\n- [ ] one\n- [x] two\n:::\n", 10, "write '- [ ]' in a checklist"),
        (
            ":::{checklist} a\n:clock: maybe\n- [ ] one\n:::\n",
            9,
            "correct ':clock:' of {checklist}",
        ),
        (
            ":::{checklist} a\n- [ ] one\n:::\n\n:::{checklist} a\n- [ ] one\n:::\n",
            12,
            "give the second checklist 'a' of this page another name",
        ),
        (
            "::::{checklist} a\n- [ ] one\n\n:::{checklist} b\n- [ ] two\n:::\n::::\n",
            11,
            "close a checklist before the next one begins",
        ),
    ],
)
def test_what_is_wrong_is_one_line_and_the_article_is_published(make_site, body, line, remedy):
    site = make_site({"posts/a.md": article(body=f"Text.\n\n{body}")})
    first, second = site.build(), site.build()

    assert len(told(first)) == 1
    assert told(first)[0].startswith(f"posts/a.md:{line}: WARNING: {remedy}")
    assert told(second) == told(first)
    assert site.has("posts/a")


def test_a_name_on_two_pages_is_told_until_it_is_mended(make_site):
    body = "Text.\n\n:::{checklist} one\n- [ ] a\n:::\n"
    site = make_site({"posts/a.md": article(body=body), "posts/b.md": article(body=body)})
    first, second = site.build(), site.build()
    site.write({"posts/a.md": article()})

    assert (
        told(first)
        == told(second)
        == [
            "posts/b.md:8: WARNING: give the checklist another name: posts/a.md has 'one', too [kb.checklist]"
        ]
    )
    assert told(site.build()) == []


def test_what_an_author_writes_cannot_look_like_a_checklist(make_site):
    body = (
        'Text.\n\n<div class="kb-checklist kb-checklist-x" id="check-x">'
        '<label class="kb-task"><input type="checkbox" id="check-x-0123456789"></label></div>\n'
    )
    site = make_site({"posts/a.md": article(body=body)})
    site.build()

    assert not site.page("posts/a").select(".kb-checklist, article input")
    assert loaded(site, "posts/a") == []
