"""Used in: each term of the glossary names the articles whose authors linked it."""

import pytest

from sphinx_kb.testing import article
from support.samples import GLOSSARY

USE = "See {term}`MFA`.\n"


def uses(site, term="Risk-appetite"):
    """Return the links at a term, as (title, address)."""
    entry = site.page("pages/glossary").select_one(f"#term-{term}")
    line = entry.find_next("dd").select_one(".kb-uses")
    return [(link.get_text(), link["href"]) for link in line.select("a")] if line else []


def test_a_term_lists_the_articles_whose_authors_linked_it(make_site):
    site = make_site(
        {
            "pages/glossary.md": GLOSSARY,
            "posts/a.md": article(title="Alpha", body=USE),
            "posts/b.md": article(title="Beta", body="MFA, which the build links by itself.\n"),
        }
    )
    site.build()

    assert uses(site, "MFA") == [("Alpha", "../posts/a.html")]
    assert uses(site) == []


def test_every_name_of_a_term_counts_once(make_site):
    body = "{term}`two-factor authentication`, {term}`both <MFA>` and {term}`mfa`.\n"
    site = make_site(
        {"pages/glossary.md": GLOSSARY, "posts/a.md": article(title="Alpha", body=body)}
    )
    site.build()

    assert uses(site, "MFA") == [("Alpha", "../posts/a.html")]


def test_the_definition_on_hover_is_without_the_uses(make_site):
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=USE)})
    site.build()

    assert site.page("posts/a").select_one(".kb-tooltip").get_text() == (
        "More than one proof of who you are."
    )


@pytest.mark.slow
def test_a_changed_title_is_shown_at_its_terms(make_site):
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(body=USE)})
    site.build()
    site.write({"posts/a.md": article(title="<New> & better", body=USE)}).build()

    assert [title for title, _ in uses(site, "MFA")] == ["<New> & better"]


@pytest.mark.slow
def test_a_removed_use_is_shown_no_longer(make_site):
    site = make_site({"pages/glossary.md": GLOSSARY, "posts/a.md": article(title="A", body=USE)})
    site.build()
    before = uses(site, "MFA")
    site.write({"posts/a.md": article(title="A", body="No term.\n")}).build()

    assert (before, uses(site, "MFA")) == ([("A", "../posts/a.html")], [])


@pytest.mark.slow
def test_a_removed_article_is_named_no_longer(make_site):
    names = {f"posts/{name}.md": article(title=name, body=USE) for name in "ab"}
    site = make_site({"pages/glossary.md": GLOSSARY, **names})
    site.build()
    (site.root / "posts/a.md").unlink()
    site.build()

    assert uses(site, "MFA") == [("b", "../posts/b.html")]


def test_an_article_that_is_not_published_is_not_named(make_site):
    site = make_site(
        {"pages/glossary.md": GLOSSARY, "posts/a.md": article("draft: true\n", body=USE)}
    )
    site.build()

    assert uses(site, "MFA") == []


@pytest.mark.slow
def test_parallel_reading_loses_no_use_and_the_search_has_the_rest(make_site):
    articles = {f"posts/a{n:02}.md": article(title=f"A {n:02}", body=USE) for n in range(12)}
    site = make_site({"pages/glossary.md": GLOSSARY, **articles})
    site.build("-j", "2")

    *named, (more, address) = uses(site, "MFA")
    assert len({title for title, _ in named}) == 8
    assert (more, address) == ("4 more", "../search.html?q=MFA")


def test_an_e_book_names_the_number_of_the_rest_without_a_link(make_site):
    articles = {f"posts/a{n:02}.md": article(title=f"A {n:02}", body=USE) for n in range(12)}
    site = make_site({"pages/glossary.md": GLOSSARY, **articles})
    site.build("-W", "--keep-going", builder="epub")

    text = next(site.root.rglob("glossary.xhtml")).read_text("utf-8")
    assert "4 more" in text
    assert "?q=" not in text
