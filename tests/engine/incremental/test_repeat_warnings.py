"""A fault is told in every build until it is mended, whatever else was built meanwhile."""

import pytest

from sphinx_kb.testing import article

LINK = article(body="[x](#no-such-part)\n")
TOLD = "posts/a.md:6: WARNING: correct the link '#no-such-part': no part of a page has this name [kb.link]"


def test_a_fault_that_the_site_has_told_is_told_by_the_book_of_the_same_folder(make_site):
    site = make_site({"posts/a.md": article(body="```{include} x\n```\n")})
    doctrees = "-d", str(site.root / "_build/doctrees")
    told = [site.build(*doctrees, builder=name).warnings for name in ("html", "epub", "html")]

    assert told[0]
    assert told[1:] == [told[0], told[0]]


def test_what_every_page_does_wrong_is_told_of_each(make_site):
    pages = {f"pages/{name}.md": f"# {name}\n\n{{octicon}}`nope`\n" for name in "ab"}
    site = make_site({**pages, "posts/c.md": article()})
    first = site.build()
    second = site.write({"pages/a.md": "# Mended\n"}).build()

    assert [line.partition(": ")[0] for line in first.warnings] == ["pages/a.md:3", "pages/b.md:3"]
    assert second.warnings == first.warnings[1:]


def test_a_fault_is_forgotten_when_it_is_mended(make_site):
    site = make_site({"posts/a.md": LINK})
    told = [site.build().warnings, site.write({"posts/a.md": article()}).build().warnings]

    assert told == [[TOLD], []]


PART = "posts/a.md:6: WARNING: correct the link 'posts/b.md#part': that page has no such part [kb.link]"
LABEL = "posts/a.md:6: WARNING: correct the link '#name': no part of a page has this name [kb.link]"
FILE = "posts/a.md:6: WARNING: correct the link 'b.md', which leads to no page or file of the site [kb.link]"
TERM = "pages/a.md:3: WARNING: correct {term}`SSO`, or add the term to the glossary [kb.link]"
LISTED = "pages/a.md:3: WARNING: correct 'posts/b' in the toctree: there is no such page [kb.link]"
GONE = {  # what an article needs, without what it no longer does, and what is told
    "a heading": ("posts/a.md", article(body="[x](b.md#part)\n"), article(body="## Part\n"), PART),
    "a named part": (
        "posts/a.md",
        article(body="[x](#name)\n"),
        article(body="(name)=\n## P\n"),
        LABEL,
    ),
    "a named text": (
        "posts/a.md",
        article(body="[x](#name)\n"),
        article(body="(name)=\nText.\n"),
        LABEL,
    ),
    "an article": ("posts/a.md", article(body="[x](b.md)\n"), None, FILE),
    "a listed article": ("pages/a.md", "# A\n\n```{toctree}\n/posts/b\n```\n", None, LISTED),
}


@pytest.mark.parametrize(("page", "text", "target", "told"), GONE.values(), ids=GONE)
def test_a_link_that_another_change_makes_dead_is_told_by_the_next_build(
    make_site, page, text, target, told
):
    site = make_site({page: text, "posts/b.md": target or article(), "posts/c.md": article()})
    before = site.build()
    if target:
        site.write({"posts/b.md": article()})
    else:
        site.remove("posts/b.md")

    assert [before.warnings, site.build().warnings, site.build().warnings] == [[], [told], [told]]


def test_a_page_that_uses_a_term_tells_when_it_is_gone(make_site):
    glossary = "# Glossary\n\n```{glossary}\nMFA\n  Two.\n\nSSO\n  One.\n```\n"
    site = make_site({
        "pages/a.md": "# A\n\n{term}`SSO`\n", "pages/glossary.md": glossary, "posts/b.md": article(),
    })  # fmt: skip
    before = site.build()
    site.write({"pages/glossary.md": glossary.replace("SSO", "VPN")})

    assert [before.warnings, site.build().warnings, site.build().warnings] == [[], [TERM], [TERM]]
