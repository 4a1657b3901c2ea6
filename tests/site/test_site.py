"""The project's own site: it builds without a warning, and holds together."""

import re

import pytest
import yaml

from support import ROOT

ARTICLES = sorted(path.stem for path in (ROOT / "posts").glob("*.md"))


def test_every_article_is_on_the_site(real_site):
    assert [name for name in ARTICLES if not real_site.has(f"posts/{name}")] == []


def test_every_link_and_anchor_inside_the_site_is_there(real_site):
    from sphinx_kb.checks.links import faults

    assert list(faults(real_site.out)) == []


def test_every_article_of_the_editors_has_its_form():
    from tools.articles import faults

    assert list(faults(ROOT)) == []


def test_no_paragraph_is_full_of_numbers():
    from tools.style import style, texts

    assert [name for name, text in texts(None) if style(text).dense] == []


def test_a_control_in_a_paragraph_is_a_link():
    from tools.articles import bare_controls

    body = "By GV.RM-06.\n\n{csf}`GV.RM`\n\n| A.5.7 |\n\n```text\nPR.AA\n```\nand A.8.8, too\n"

    assert list(bare_controls(body)) == [(0, "GV.RM-06"), (9, "A.8.8")]


def test_no_two_articles_open_alike(real_site):
    openings = {}
    for name in ARTICLES:
        first = real_site.page(f"posts/{name}").select_one(".kb-article section > p").get_text()
        openings.setdefault(" ".join(first.split()[:3]).lower(), []).append(name)

    assert [names for names in openings.values() if len(names) > 1] == []


def test_the_glossary_has_its_terms_with_other_names(real_site):
    page = real_site.page("pages/glossary")

    assert len(page.select("dl.glossary > dd")) >= 90
    assert any("2FA" in term.get_text() for term in page.select("dl.glossary dt"))


def test_every_term_of_the_glossary_names_an_article_that_uses_it(real_site):
    entries = real_site.page("pages/glossary").select("dl.glossary > dd")

    assert [entry.get_text()[:60] for entry in entries if not entry.select(".kb-uses a")] == []


@pytest.mark.parametrize("name", yaml.safe_load((ROOT / "_data/topics.yml").read_text()))
def test_a_topic_page_opens_with_a_paragraph_that_orients(real_site, name):
    said = yaml.safe_load((ROOT / "_data/topics.yml").read_text())[name]["text"]
    paragraphs = [
        " ".join(p.get_text().split()) for p in real_site.page(f"topics/{name}").select("p")
    ]

    assert len(said.split()) >= 60
    shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", said)
    assert " ".join(shown.split()) in paragraphs


@pytest.mark.parametrize("name", ["aspiring", "first-job", "seasoned"])
def test_each_reading_path_has_articles_with_reasons(real_site, name):
    steps = real_site.page(f"paths/{name}").select(".kb-steps > li")

    assert steps
    assert all(step.select_one(".kb-reason").get_text().strip() for step in steps)
