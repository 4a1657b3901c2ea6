"""A board brief: what it says, and that it is one page of paper."""

from __future__ import annotations

import re

import pytest

from sphinx_kb.testing import article
from support.registers import RISKS
from tools.browser import serve

FILES = {"posts/fire.md": article(title="Fire"), "_data/risks.yml": RISKS}


@pytest.fixture
def site(shared_site):
    return shared_site(
        "briefs", FILES, environ={"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"}
    )


def test_a_brief_asks_for_a_decision_and_says_what_declining_means(site):
    text = " ".join(site.page("risks/r1/brief").find("article").get_text(" ").split())

    assert "Fund, for $20,000 a year: Fire doors." in text
    assert (
        "If you decline: COO goes on carrying $180,000 in an average year, with a chance of 9.0% of"
        " more than $1M: over the limit of 5.0%." in text
    )
    assert "$20,000 a year avoids $90,000 of expected loss on this page: a net of $70,000" in text
    assert "Illustrative figures." in text


def test_a_brief_is_linked_from_its_risk_and_in_no_list(site):
    page = site.page("risks/r1/brief")

    assert site.page("risks/r1").find("a", href="r1/brief.html")
    assert site.page("risks").find("a", href="risks/brief.html")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "brief" not in (site.out / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_brief_is_printed_on_one_page(site, chromium, paper):
    with serve(site.out) as root:
        context = chromium.new_context()
        page = context.new_page()
        for name in ("risks/brief.html", "risks/r1/brief.html", "risks/r2/brief.html"):
            page.goto(root + name, wait_until="networkidle")
            made = page.pdf(format=paper)
            assert len(re.findall(rb"/Type\s*/Page[^s]", made)) == 1, name
        context.close()


def test_the_longest_texts_that_a_register_may_have_fit_on_one_page(make_site, chromium):
    long = RISKS.replace("A company for tests.", "A company for tests. " * 40)
    for short in ("A fire stops the plant for a week.", "The insurer's report"):
        long = long.replace(short, ("Words of five letters. " * 13).strip())
    long = long.replace("title: A fire", f"title: {'A fire somewhere ' * 4}")
    options = "".join(
        f"  more{n}:\n    title: {'An option with a long title ' * 2}\n    cost: 1k\n"
        "    reduces: {R1: {events: 9%}}\n"
        for n in range(10)
    )
    site = make_site({"posts/fire.md": article(title="Fire"), "_data/risks.yml": long + options})
    assert site.build("-W", has_twin=False).exit == 0
    with serve(site.out) as root:
        context = chromium.new_context()
        page = context.new_page()
        for name in ("risks/brief.html", "risks/r1/brief.html"):
            page.goto(root + name, wait_until="networkidle")
            for paper in ("A4", "Letter"):
                made = page.pdf(format=paper)
                assert len(re.findall(rb"/Type\s*/Page[^s]", made)) == 1, (name, paper)
        context.close()


def test_the_longest_brief_that_an_article_may_have_fits_on_one_page(make_site, chromium):
    fields = ("decline", "by", "ask", "cost", "unknown")
    words = "Words of five letters, " * 7
    head = "".join([
        f"brief:\n  decision: {'Fund the fire doors of it ' * 9}\n",
        *(f"  {name}: {words}\n" for name in fields), "  risk: R1\n  options: [doors, sprinklers]\n",
        "sources:\n",
        *(f"  - title: {'A long title of a report ' * 5}\n    url: https://example.org/{n}\n"
          for n in range(9)),
    ])  # fmt: skip
    title = "A title of an article that is longer than a line " * 3
    files = {"posts/fire.md": article(title=title, head=head), "_data/risks.yml": RISKS}
    site = make_site(files)
    assert site.build("-W", has_twin=False).exit == 0
    with serve(site.out) as root:
        page = chromium.new_page()
        page.goto(f"{root}posts/fire/brief.html", wait_until="networkidle")
        for paper in ("A4", "Letter"):
            made = page.pdf(format=paper)
            assert len(re.findall(rb"/Type\s*/Page[^s]", made)) == 1, paper
        page.close()


def test_on_paper_the_words_of_a_curve_stand_above_what_follows(site, chromium):
    with serve(site.out) as root:
        page = chromium.new_page()
        page.emulate_media(media="print")
        page.goto(f"{root}risks/r1/brief.html", wait_until="networkidle")
        lowest, next_one = page.evaluate(
            "() => { const figure = document.querySelector('.kb-curve');"
            " const words = [...figure.querySelectorAll('text')];"
            " return [Math.max(...words.map((one) => one.getBoundingClientRect().bottom)),"
            " figure.querySelector('figcaption').getBoundingClientRect().top]; }"
        )
        page.close()

    assert lowest <= next_one


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_briefs_of_this_site_are_one_page_each(real_site, chromium, paper):
    names = sorted(path.relative_to(real_site.out).as_posix()
                   for folder in ("risks", "posts") for path in real_site.out.glob(f"{folder}/**/brief.html"))  # fmt: skip
    assert len(names) == 13
    with serve(real_site.out) as root:
        context = chromium.new_context()
        page = context.new_page()
        for name in names:
            page.goto(root + name, wait_until="networkidle")
            made = page.pdf(format=paper)
            assert len(re.findall(rb"/Type\s*/Page[^s]", made)) == 1, name
        context.close()
