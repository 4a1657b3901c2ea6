"""What is written in passing, and what becomes of it: shown as meant, or told in one line, never an alarm of docutils."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support.hostile import PNG

SILENT = {  # what is written; the HTML that is shown, or a part of it
    "rule-at-the-end": ("A.\n\n---", "<p>A.</p>"),
    "rule-at-the-start": ("***\n\nA.", "<p>A.</p>"),
    "rules-beside-each-other": ("A.\n\n---\n\n---\n\nB.", '<p>A.</p><hr class="docutils"/><p>B.</p>'),
    "rule-between": ("A.\n\n---\n\n## B\n\nC.", '<p>A.</p><hr class="docutils"/><section'),
    "rule-in-a-quote": ("> A.\n>\n> ---\n>\n> B.", '<p>A.</p><hr class="docutils"/><p>B.</p>'),
    "rule-at-the-end-of-a-list": ("- A.\n\n  ---\n\nB.", '<hr class="docutils"/>'),
    "telephone": ("[x](tel:+4712345)", 'href="tel:+4712345"'),
    "telephone-tag": ('<a href="tel:+4712345">x</a>', 'href="tel:+4712345"'),
    "capture": ("[x](/assets/a.pcapng)", "a.pcapng"),
    "half-as-wide": ('<img src="/assets/a.png" width="50%" alt="x">', "kb-width-50"),
    "pixels": ('<img src="/assets/a.png" width="20px" alt="x">', 'alt="x"'),
    "nothing": ("[up](#)", "<p>up</p>"),
    "nothing-tag": ('Go <a href="#">up</a>.', "<a>up</a>"),
    "top": ("[up](#top)", 'href="#an-article"'),
    "own-title": ("[up](#an-article)", 'href="#an-article"'),
}  # fmt: skip
TOLD = {
    "lost-mark": ("A[^9] b.", "<p>A[^9] b.</p>", "add the note '[^9]: ...', or remove its mark"),
    "script": (
        "A.\n\n<script>\nvar code = 1;\n</script>\n\nB.",
        "<p>A.</p><p>B.</p>",
        "remove <script>: it is not kept",
    ),
    "script-in-text": (
        "A <script>code()</script>b.",
        "<p>A b.</p>",
        "remove <script>: it is not kept",
    ),
    "style": (
        "A.\n\n<style>\np { code: 1 }\n</style>\n\nB.",
        "<p>A.</p><p>B.</p>",
        "remove <style>: it is not kept",
    ),
    "placeholder": (
        "Open <your-tenant> now.",
        "&lt;your-tenant&gt;",
        "write <your-tenant> in `backticks`",
    ),
}


def files():
    """Return a site with an article for each."""
    found = {name: body for name, (body, *_) in (SILENT | TOLD).items()}
    return {
        **{f"posts/{name}.md": article(body=f"{body}\n") for name, body in found.items()},
        "posts/modes.md": article(
            body="![a](/assets/a.png#gh-dark-mode-only)\n![a](/assets/b.png#gh-light-mode-only)\n\n"
            '<img src="/assets/a.png#gh-dark-mode-only" alt="x">\n'
        ),
        "posts/notes.md": article(body="A[^1].\n\n[^1]: B.\n\n---\n"),
        "posts/title.md": article(title="Risk & reward", body="[x](#risk--reward)\n"),
        "assets/a.png": PNG,
        "assets/b.png": PNG,
        "assets/a.pcapng": "x",
    }  # fmt: skip


@pytest.fixture(scope="module")
def site(shared_site):
    """Return the site, built."""
    return shared_site("loose-ends", files(), strict=False)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what two builds of the site tell."""
    from sphinx_kb.testing import FRAME, Site

    made = Site(tmp_path_factory.mktemp("told") / "site").write({**FRAME, **files()})
    return [made.build("-j", "2").warnings for _ in range(2)]


@pytest.mark.parametrize("name", [*SILENT, *TOLD])
def test_it_is_shown_as_it_is_meant(site, name):
    section = site.page(f"posts/{name}").select_one("article section")
    section.select_one("header").extract()
    shown = "".join(str(part) for part in section.contents).replace("\n", "").replace("  ", " ")

    assert (SILENT | TOLD)[name][1] in shown
    assert "code" not in section.get_text()


def test_only_what_is_lost_is_told_in_one_line_in_every_build(told):
    expected = {name: remedy for name, (_, _, remedy) in TOLD.items()}
    found = {line[len("posts/") : line.index(".md")]: line for line in told[0]}

    assert len(told[0]) == len(expected)
    assert told[1] == told[0]
    assert {name: remedy in found[name] for name, remedy in expected.items()} == dict.fromkeys(
        expected, True
    )


def test_a_picture_for_one_color_mode_is_shown_in_that_mode(site):
    images = site.page("posts/modes").select("article section img.kb-picture")
    classes = [
        [name for name in image.get("class", []) if name.startswith("only-")] for image in images
    ]

    assert [found for found in classes if found] == [["only-dark"], ["only-light"], ["only-dark"]]


def test_a_rule_before_the_notes_is_one_with_theirs(site):
    page = site.page("posts/notes")

    assert len(page.select("article hr")) == 1
    assert "B." in page.select_one("article aside.footnote").get_text()


def test_a_link_to_the_title_of_its_page_leads_to_it(site):
    page = site.page("posts/title")

    assert page.find("a", string="x")["href"] == f"#{page.select_one('article section')['id']}"
