"""Old addresses lead to their article; wrong ones are answered from any depth."""

import pytest

from sphinx_kb.testing import article


def test_an_old_address_leads_to_the_article_with_its_query(make_site, chromium):
    from tools.browser import serve

    site = make_site({"posts/a.md": article("redirect_from: [/old/way/, /other.html]\n")})
    site.build()
    with serve(site.out) as base:
        page = chromium.new_page()
        for address in ("old/way/?q=1#x", "other.html?q=1#x"):
            page.goto(base + address)
            page.wait_for_url("**/posts/a.html**")
            assert page.url == f"{base}posts/a.html?q=1#x"
        page.close()


def test_the_address_of_a_jekyll_post_leads_to_the_article_with_its_query(make_site, chromium):
    from tools.browser import serve

    site = make_site({
        "_data/site.yml": "permalink: /:categories/:year/:month/:day/:title/\n",
        "posts/2026-01-05-a-post.md": article("categories: [risk]\n"),
    })  # fmt: skip
    site.build()
    with serve(site.out) as base:
        page = chromium.new_page()
        page.goto(f"{base}risk/2026/01/05/a-post/?utm=x#part")
        page.wait_for_url("**/posts/**")
        assert page.url == f"{base}posts/2026-01-05-a-post.html?utm=x#part"
        page.close()


def test_an_old_address_works_without_scripts(make_site):
    site = make_site({"posts/a.md": article("redirect_from: /old/way/\n")})
    site.build()
    page = site.page("old/way/index")

    assert (
        page.select_one('noscript meta[http-equiv="refresh"]')["content"]
        == "0; url=../../posts/a.html"
    )
    assert page.a["href"] == "../../posts/a.html"


def test_an_old_address_replaces_no_page(make_site):
    pages = ("index.html", "posts/b.html", "topics.html", "_static/kb.css")
    files = {f"posts/{n}.md": article(f"redirect_from: /{page}\n") for n, page in enumerate(pages)}
    site = make_site({**files, "posts/b.md": article(title="B")})

    assert sorted(site.build().warnings) == [
        f"posts/{n}.md:4: WARNING: remove the old address '{page}': a page is there [kb.address]"
        for n, page in enumerate(pages)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "name"), [("/google123.html", "google123.html"), ("/CNAME", "CNAME")]
)
def test_an_old_address_replaces_no_file_of_others(make_site, address, name):
    site = make_site({"posts/a.md": article(f"redirect_from: [/old/, {address}]\n")})
    site.write({f"_build/html/{name}": "theirs"})
    found = [site.build(has_twin=False).warnings for _ in range(2)]
    site.write({"posts/a.md": article()}).build()

    assert [len(warnings) for warnings in found] == [1, 1]
    assert "a page is there" in found[0][0]
    assert (site.out / name).read_text() == "theirs"


def test_an_old_address_belongs_to_one_article(make_site):
    site = make_site(
        {
            "posts/a.md": article("redirect_from: /old/\n", title="A"),
            "posts/b.md": article("redirect_from: /OLD/\n", title="B"),
        }
    )

    assert site.build().warnings == [
        "posts/b.md:4: WARNING: remove the old address 'OLD/': posts/a.md has it [kb.address]"
    ]


def test_an_old_address_that_is_taken_back_is_gone(make_site):
    site = make_site({"posts/a.md": article("redirect_from: /old/\n")})
    site.build()
    site.write({"posts/a.md": article()}).build()

    assert not (site.out / "old").exists()


@pytest.mark.parametrize("end", ["", "/"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_page_for_wrong_addresses_links_from_the_root(make_site, builder, end):
    site = make_site({"posts/a.md": article("category: risk\n")})
    root = {"READTHEDOCS_CANONICAL_URL": f"https://kb.example.org/en/latest{end}"}
    site.build(builder=builder, environ=root)
    text = (site.root / "_build" / builder / "404.html").read_text("utf-8")

    assert 'href="/en/latest/_static/kb.css"' in text
    assert (
        'href="/en/latest/topics/risk.html"'
        if builder == "html"
        else 'href="/en/latest/topics/risk/"'
    ) in text
    assert 'href="../' not in text
    assert 'data-content_root="/en/latest/"' in text
    archive = "archive.html" if builder == "html" else "archive/"
    assert f'data-archive="/en/latest/{archive}"' in text
