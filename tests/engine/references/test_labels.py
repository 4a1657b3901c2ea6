"""A name leads to one part of the site, whatever was read when, and a second one is told."""

import pytest

from sphinx_kb.testing import article

GLOSSARY = "# {}\n\n```{{glossary}}\nMFA\n  Two proofs.\n```\n"
TWO = {
    "a part": (
        {name: article(body="(twice)=\n## One\n") for name in ("posts/a.md", "posts/b.md")},
        "posts/b.md:7: WARNING: rename the part 'twice': posts/a.md has one of this name, too [kb.link]",
    ),
    "a text without a title": (
        {name: article(body="(twice)=\nText.\n") for name in ("posts/a.md", "posts/b.md")},
        "posts/b.md:7: WARNING: rename the part 'twice': posts/a.md has one of this name, too [kb.link]",
    ),
    "a term": (
        {name: GLOSSARY.format(name) for name in ("pages/a.md", "pages/b.md")},
        "pages/b.md:4: WARNING: remove the term 'MFA': pages/a.md has it, too [kb.link]",
    ),
    "a formula": (
        {
            name: article(body="```{math}\n:label: twice\nx\n```\n")
            for name in ("posts/a.md", "posts/b.md")
        },
        "posts/b.md:6: WARNING: rename the formula 'twice': posts/a.md has one of this name, too [kb.link]",
    ),
}


@pytest.mark.parametrize(("files", "told"), TWO.values(), ids=TWO)
def test_a_name_of_two_pages_is_told_by_any_build(make_site, files, told):
    site = make_site({**files, "posts/c.md": article()})
    first, second = site.build(), site.build()
    third = site.write({"posts/c.md": article(title="Other")}).build()
    fourth = site.write({name: f"{text}\n" for name, text in files.items()}).build()

    assert [built.warnings for built in (first, second, third, fourth)] == [[told]] * 4


def link(site):
    """Return where the link of an article leads."""
    return site.page("posts/z").select_one(".kb-article p a.reference")["href"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_first_page_with_a_name_keeps_it_whatever_was_read_last(make_site, jobs):
    part = article(body="(twice)=\n## One\n")
    site = make_site({
        "posts/a.md": part, "posts/b.md": part, "posts/z.md": article(body="[x](#twice)\n"),
    })  # fmt: skip
    site.build("-j", jobs)
    before = link(site)
    site.write({"posts/b.md": f"{part}\n"}).build("-j", jobs)
    after = link(site)
    site.write({"posts/a.md": article()}).build("-j", jobs)

    assert (before, after, link(site)) == ("a.html#twice", "a.html#twice", "b.html#twice")


def test_a_name_that_sphinx_has_itself_is_free(make_site):
    site = make_site({
        "posts/a.md": article(body="(search)=\n## One\n"),
        "posts/z.md": article(body="{ref}`search`\n"),
    })  # fmt: skip

    for _ in range(2):
        assert site.build().warnings == []
        assert link(site) == "a.html#search"


def test_the_name_of_a_heading_is_its_pages_own(make_site):
    own = article(body="[x](#twice), [y](#twice)\n\n## One {#twice}\n")
    site = make_site({
        "posts/a.md": own, "posts/b.md": own, "posts/z.md": article(body="[x](b.md#twice) [y](#far)\n"),
        "posts/c.md": article(body="{#far .lead}\nOne.\n"), "posts/d.md": article(body="(far)=\nTwo.\n"),
    })  # fmt: skip

    for _ in range(2):
        assert site.build().warnings == []
    assert site.page("posts/b").select_one(".kb-article p a.reference")["href"] == "#twice"
    assert [a["href"] for a in site.page("posts/z").select(".kb-article p a.reference")] == [
        "b.html#twice",
        "d.html#far",
    ]
