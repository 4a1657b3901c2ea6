"""Linked from: each article lists the articles that link to it, in their words."""

import pytest

from sphinx_kb.testing import article


def backlinks(site, docname):
    return [
        (item.a.get_text(), item.span.get_text())
        for item in site.page(docname).select(".kb-backlinks li")
    ]


def files(**bodies):
    return {
        f"posts/{name}.md": article(title=name.title(), body=body) for name, body in bodies.items()
    }


def test_an_article_lists_what_links_to_it_with_the_sentence(make_site):
    body = "A first one. Then see [the other](two.md) for more! And a last one.\n"
    site = make_site(files(one=body, two="Text.\n"))
    site.build()

    assert backlinks(site, "posts/two") == [("One", "Then see the other for more!")]


def test_a_long_sentence_is_cut_around_the_link(make_site):
    body = "word " * 80 + "[the other](two.md) " + "more " * 80 + "\n"
    site = make_site(files(one=body, two="Text.\n"))
    site.build()

    ((_, sentence),) = backlinks(site, "posts/two")
    assert "the other" in sentence
    assert len(sentence) <= 222


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_a_link_that_is_gone_is_not_listed(make_site, change):
    site = make_site(files(one="[x](two.md)\n", two="Text.\n"))
    site.build()
    if change == "edit":
        site.write(files(one="Nothing.\n"))
    else:
        site.remove("posts/one.md")
    site.build()

    assert backlinks(site, "posts/two") == []


@pytest.mark.slow
def test_a_new_title_of_a_source_is_shown(make_site):
    site = make_site(files(one="[x](two.md)\n", two="Text.\n"))
    site.build()
    site.write({"posts/one.md": article(title="Changed", body="[x](two.md)\n")}).build()

    assert backlinks(site, "posts/two") == [("Changed", "x")]


@pytest.mark.slow
def test_parallel_reading_loses_no_link(make_site):
    site = make_site(files(two="Text.\n", **{f"n{n}": "[x](two.md)\n" for n in range(11)}))
    site.build("-j", "2")

    assert len(backlinks(site, "posts/two")) == 11
