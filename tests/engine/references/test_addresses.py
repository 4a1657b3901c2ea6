"""Links by address: to a page by any address it has or had, to a hidden article, to nothing."""

from __future__ import annotations

import gzip

import pytest

from sphinx_kb.testing import article

CANARY = "canarysecret"
WAYS = {
    "html": f"[words]({CANARY}.html)",
    "no-ending": f"[words]({CANARY})",
    "part": f"[words]({CANARY}.html#{CANARY}-part)",
    "root": f"[words](/posts/{CANARY}.html)",
    "folder": f"[words](/posts/{CANARY}/)",
    "up": f"[words](../posts/{CANARY}.html?x=1)",
    "capital": f"[words]({CANARY.upper()}.HTML)",
    "encoded": "[words](canary%73ecret.html)",
    "old": f"[words](/{CANARY}/old/)",
    "web": f"[words](https://kb.example.org/posts/{CANARY}.html)",
    "html-tag": f'Text <a class="lead" href="{CANARY}.html">words</a>.',
    "html-block": f'<p><a href="/posts/{CANARY}.html#x" title="t">words</a></p>',
    "ref": f"{{ref}}`words <{CANARY}-label>`",
    "ref-name": f"{{ref}}`words <{CANARY}>`",
    "label": f"[words](#{CANARY}-label)",
    "doc": f"{{doc}}`words <{CANARY}>`",
    "draft": "[words](kept-canarydraft.html)",
    "draft-markdown": "[words](kept-canarydraft.md)",
    "figure": f"```{{figure}} /assets/a.png\n:target: {CANARY}.html\nwords\n```",
    "card": f"```{{card}} words\n:link: {CANARY}.html\nText.\n```",
    "card-doc": f"```{{card}} words\n:link: {CANARY}\n:link-type: doc\nText.\n```",
    "card-ref": f"```{{card}} words\n:link: {CANARY}-label\n:link-type: ref\nText.\n```",
    "card-any": f"```{{card}} words\n:link: {CANARY}\n:link-type: any\nText.\n```",
    "reference": f"[words][1]\n\n[1]: {CANARY}.html",
}
HELD_BACK = (
    f"---\ntitle: Not yet\ndate: 2027-01-01\nredirect_from: /{CANARY}/old/\n---\n\n"
    f"({CANARY}-label)=\n## Part\n"
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6364"
    "60f85f0f0002870180eb47ba920000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def hidden(shared_site):
    """Return a site in which every page links to an article that is not published."""
    files = {f"posts/{name}.md": article(body=f"{body}\n") for name, body in WAYS.items()}
    return shared_site(
        "links-to-hidden",
        {
            **files,
            "assets/a.png": PNG,
            "pages/about.md": f"# About\n\n{WAYS['html']}\n\n{WAYS['root']}\n",
            f"posts/{CANARY}.md": HELD_BACK,
            "posts/_drafts/2026-01-02-kept-canarydraft.md": article(),
        },
        "-D", "html_baseurl=https://kb.example.org/",
    )  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_a_link_to_an_unpublished_article_is_its_text_however_it_is_written(hidden, name):
    text = hidden.page(f"posts/{name}").select_one("article.bd-article")

    assert "words" in text.get_text()
    assert [
        link for link in text.select("section a[href]") if "headerlink" not in link["class"]
    ] == []


def test_no_file_of_the_site_names_it(hidden):
    files = {
        path: gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        for path, data in hidden.files().items()
    }

    assert [path for path, data in files.items() if b"canary" in data.lower()] == []


def test_on_its_day_each_link_leads_there(make_site):
    ways = ("html", "folder", "html-tag", "old", "figure", "reference")
    files = {f"posts/{name}.md": article(body=f"{WAYS[name]}\n") for name in ways}
    site = make_site({**files, "assets/a.png": PNG, f"posts/{CANARY}.md": HELD_BACK})
    site.build("-W", "--keep-going")
    built = site.build("-W", "--keep-going", today="2027-01-02")
    found = {
        name: [link["href"] for link in site.page(f"posts/{name}").select("article section a")
               if "headerlink" not in link.get("class", [])]
        for name in ways
    }  # fmt: skip

    assert built.warnings == []
    assert found == {name: [f"{CANARY}.html"] for name in ways}


OLD = {
    "html": ("[x](b.html)", "b.html"),
    "root": ("[x](/posts/b.html#part)", "b.html#part"),
    "redirect": ("[x](/old/b/)", "b.html"),
    "redirect-html": ("[x](/old/b/index.html)", "b.html"),
    "permalink": ("[x](/2020/b.html)", "b.html"),
    "folder": ("[x](guides/)", "guides/index.html"),
    "page": ("[x](/pages/about.html)", "../pages/about.html"),
    "topic": ("[x](/topics/risk/)", "../topics/risk.html"),
    "home": ("[x](/)", "../index.html"),
    "tag": ('Text <a href="/old/b/">x</a>.', "b.html"),
    "date": ("[x](2020-01-05-dated.html)", "2020-01-05-dated.html"),
    "undated": ("[x](dated.html)", "2020-01-05-dated.html"),
    "pretty": ("[x](../b/)", "b.html"),
}
TARGETS = {
    "posts/b.md": article(
        "redirect_from: /old/b/\npermalink: /2020/b.html\n", "## Part\n\nText.\n"
    ),
    "posts/guides/index.md": article("categories: [risk]\n"),
    "posts/2020-01-05-dated.md": article(date=""),
}


def test_a_link_by_an_address_that_a_page_has_or_had_leads_to_the_page(make_site):
    files = {f"posts/{name}.md": article(body=f"{body}\n") for name, (body, _) in OLD.items()}
    site = make_site({**files, **TARGETS})
    built = site.build("-W", "--keep-going")
    found = {
        name: site.page(f"posts/{name}").find("a", string="x")["href"].split("?")[0] for name in OLD
    }

    assert built.warnings == []
    assert found == {name: href for name, (_, href) in OLD.items()}


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_link_that_leads_nowhere_stays_as_written_and_is_one_line_with_the_nearest(
    make_site, processes
):
    body = "[x](/posts/bb.html)\n\n<p><a href='nowhere/zz/'>y</a></p>\n"
    site = make_site({"posts/a.md": article(body=body), **TARGETS})
    built = [site.build("-W", "--keep-going", "-j", processes) for _ in range(2)]
    links = site.page("posts/a").select("article section a[href]")

    assert [one.warnings for one in built] == [[
        ("posts/a.md:6: WARNING: correct the link '/posts/bb.html', which leads to no page or file of"
        " the site: did you mean '/posts/b'? [kb.link]"),
        "posts/a.md:8: WARNING: correct the link 'nowhere/zz/', which leads to no page or file of the site [kb.link]",
    ]] * 2  # fmt: skip
    assert [link["href"] for link in links if link.get_text() in "xy"] == [
        "/posts/bb.html",
        "nowhere/zz/",
    ]
