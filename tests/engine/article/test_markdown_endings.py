"""Articles whose files end as Jekyll's may: ``.markdown`` and its shorter forms."""

from __future__ import annotations

import pytest

from sphinx_kb.source_names import ENDINGS
from sphinx_kb.testing import article

OTHERS = ENDINGS[1:]


@pytest.fixture(scope="module")
def blog(shared_site):
    texts = {
        f"posts/2026-01-0{day}-{ending[1:]}{ending}": article(
            body=f"## Scope\n\nOf {ending[1:]}.\n", date=""
        )
        for day, ending in enumerate(ENDINGS, 1)
    }
    links = [f"[x]({path.removeprefix('posts/')}#scope)\n" for path in texts]
    links += [f"[[{ending[1:]}]]\n" for ending in ENDINGS]
    links += ["{% post_url 2026-01-02-markdown %}\n", "[y](2026-01-02-markdown.html)\n"]
    head = "related: [2026-01-02-markdown.markdown]\n"
    return shared_site(
        "markdown-endings",
        {
            **texts,
            "posts/links.markdown": article(head, "\n".join(links)),
            "posts/_drafts/secret.markdown": article(body="Draft.\n"),
            "_data/site.yml": "repository: https://example.org/team/base/\n",
        },
    )


@pytest.mark.parametrize(("day", "ending"), list(enumerate(ENDINGS, 1)))
def test_each_of_jekyll_s_endings_is_read(blog, day, ending):
    page = blog.page(f"posts/2026-01-0{day}-{ending[1:]}")

    assert page.select_one("time")["datetime"] == f"2026-01-0{day}"
    assert f"Of {ending[1:]}." in page.get_text()


def test_a_link_finds_the_page_by_the_name_of_its_file(blog):
    found = {link["href"] for link in blog.page("posts/links").select("article p a")}

    assert {f"2026-01-0{day}-{e[1:]}.html#scope" for day, e in enumerate(ENDINGS, 1)} <= found
    assert {f"2026-01-0{day}-{e[1:]}.html" for day, e in enumerate(ENDINGS, 1)} <= found


def test_a_page_is_edited_by_the_name_of_its_file(blog):
    links = [link.get("href", "") for link in blog.page("posts/links").select("a")]

    assert any(href.endswith("/posts/links.markdown") for href in links)


def test_a_draft_stays_out(blog):
    assert not [path for path in blog.files() if "secret" in path]


@pytest.mark.parametrize("ending", OTHERS)
def test_a_fault_is_told_by_the_name_of_the_file(make_site, ending):
    body = '[x](nowhere.md)\n\n![y](/assets/none.png)\n\n{term}`nil`\n\n<b style="x">y</b>\n\n{csf}`XX.YY`\n'
    told = {}
    for name in (".md", ending):
        site = make_site({f"posts/a{name}": article(body=body)}, folder=name[1:])
        first = site.build().warnings
        assert site.build().warnings == first
        told[name] = [line.replace(f"posts/a{name}:", "posts/a:") for line in first]

    assert len(told[".md"]) >= 4
    assert told[ending] == told[".md"]
    assert all(line.startswith("posts/a:") for line in told[ending])


def test_two_files_of_one_page_are_told(make_site):
    site = make_site({"posts/a.md": article(), "posts/a.markdown": article(body="Other.\n")})

    assert [line.partition(" [kb")[0] for line in site.build().warnings] == [
        "posts/a.md:1: WARNING: rename the file: 'a.markdown' has the same address"
    ]


def test_two_files_of_one_page_of_the_owner_are_told(make_site):
    site = make_site({"pages/a.md": "# A\n", "pages/a.markdown": "# B\n"})
    first = site.build().warnings

    assert first == [
        "pages/a.md:1: WARNING: keep one of the files of the page 'pages/a': it has two [kb.file]"
    ]
    assert site.build().warnings == first
