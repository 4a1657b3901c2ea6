"""Glossary terms: the first use of each in an article links to its entry and defines it."""

import pytest

from sphinx_kb.testing import article
from support.samples import GLOSSARY


def mentions(site, docname):
    page = site.page(docname)
    return [
        (node.a.get_text(), node.a["href"], node.select_one(".kb-tooltip").get_text())
        for node in page.select(".kb-mention")
    ]


@pytest.mark.slow
def test_the_first_use_links_to_the_entry_and_defines_it(make_site):
    body = "Your risk appetite matters. Risk appetite again.\n"
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=body)})
    site.build()

    assert mentions(site, "posts/a") == [
        (
            "risk appetite",
            "../pages/glossary.html#term-Risk-appetite",
            "How much risk an organization takes on purpose.",
        )
    ]


def test_a_reader_who_hears_the_page_hears_the_definition_with_the_link(make_site):
    body = "Your risk appetite matters.\n"
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=body)})
    site.build()
    mention = site.page("posts/a").select_one(".kb-mention")

    assert mention.a["aria-describedby"] == mention.select_one(".kb-tooltip")["id"]


def test_another_name_counts_and_a_source_is_no_definition(make_site):
    body = "Use two-factor authentication, also called MFA.\n"
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=body)})
    site.build()

    assert [(text, tip) for text, _, tip in mentions(site, "posts/a")] == [
        ("two-factor authentication", "More than one proof of who you are.")
    ]


def test_headings_links_and_code_are_left_alone(make_site):
    body = "## MFA\n\n[MFA](https://example.org/) and `MFA`.\n\n```text\nMFA\n```\n"
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=body)})
    site.build()

    assert mentions(site, "posts/a") == []


def test_an_abbreviation_in_other_letters_is_another_word(make_site):
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body="Say mfa.\n")})
    site.build()

    assert mentions(site, "posts/a") == []


def test_a_term_that_the_author_linked_is_its_first_use(make_site):
    body = "See {term}`MFA`. Then MFA.\n"
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=body)})
    site.build()

    assert [text for text, _, _ in mentions(site, "posts/a")] == ["MFA"]


def test_an_article_and_the_site_can_leave_terms_out(make_site):
    body = "MFA and risk appetite.\n"
    site = make_site(
        {
            "pages/glossary.md": GLOSSARY,
            "_data/site.yml": "unlinked_terms: [Risk appetite]\n",
            "posts/a.md": article("no_terms: [MFA]\n", body=body),
            "posts/b.md": article("no_terms: true\n", body=body),
            "posts/c.md": article(body=body),
        }
    )
    site.build()

    assert [len(mentions(site, f"posts/{name}")) for name in "abc"] == [0, 0, 1]


def test_a_changed_definition_is_shown_by_every_article(make_site):
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body="MFA.\n")})
    site.build()
    site.write({"pages/glossary.md": GLOSSARY.replace("More than one", "Two")}).build()

    assert mentions(site, "posts/a")[0][2] == "Two proof of who you are."


def test_a_removed_term_is_plain_text_again(make_site):
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body="MFA.\n")})
    site.build()
    site.write({"pages/glossary.md": GLOSSARY.partition("\nMFA")[0] + "```\n"}).build()

    assert mentions(site, "posts/a") == []


@pytest.mark.slow
def test_parallel_reading_loses_no_term(make_site):
    articles = {f"posts/a{n}.md": article(title=f"A {n}", body="MFA.\n") for n in range(12)}
    site = make_site({"pages/glossary.md": GLOSSARY, **articles})
    site.build("-j", "2")

    assert all(len(mentions(site, f"posts/a{n}")) == 1 for n in range(12))
