"""ABlog as the registry of articles: its lists and references, and nothing of its publishing."""

import json
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from sphinx_kb.testing import FRAME, Site, article

LIST = "# List\n\n```{postlist}\n```\n"
EVIL = "kbx-evil"
PAYLOAD = (
    f"<{EVIL} kbx=1>\"'><{EVIL} onload=kbx></title></script></textarea>--><{EVIL}>"
    f"]]>&lt;{EVIL}&gt;&#60;{EVIL}&#62;{{{{ 7 * 7 }}}}{{% raw %}}`*_[x](javascript:kbx)"
)


def site_of(make_site, files, **more):
    return make_site({"pages/list.md": LIST, **files}, **more)


def listed(site, page="pages/list"):
    texts = [node.get_text().strip() for node in site.page(page).select(".postlist li p")]
    return [text.rsplit(" - ", 1)[-1] for text in texts]  # without the date


def three(**fields):
    return {
        f"posts/{name}.md": article(title=f"Title {name}", date=f"2026-01-0{number}", **fields)
        for number, name in enumerate("abc", 1)
    }


# -- Its lists --------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_list_shows_the_articles_newest_first(make_site):
    site = site_of(make_site, three())
    site.build()

    assert listed(site) == ["Title c", "Title b", "Title a"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "titles"),
    [
        (
            lambda site: site.write({"posts/d.md": article(title="Title d", date="2026-01-04")}),
            ["Title d", "Title c", "Title b", "Title a"],
        ),
        (
            lambda site: site.write({"posts/b.md": article(title="Anew", date="2026-01-02")}),
            ["Title c", "Anew", "Title a"],
        ),
        (
            lambda site: site.write({"posts/b.md": article(title="Title b", date="2026-01-09")}),
            ["Title b", "Title c", "Title a"],
        ),
        (lambda site: site.remove("posts/b.md"), ["Title c", "Title a"]),
        (
            lambda site: site.write({"posts/b.md": article("draft: true\n", title="Title b")}),
            ["Title c", "Title a"],
        ),
        (
            lambda site: site.write({"posts/b.md": article(body="```{raw} html\n```\n")}),
            ["Title c", "Title a"],
        ),
    ],
    ids=["added", "retitled", "redated", "removed", "held back", "refused"],
)
def test_a_list_is_written_again_when_an_article_is(make_site, change, titles):
    site = site_of(make_site, three())
    site.build()
    change(site)
    site.build()

    assert listed(site) == titles


def test_a_list_may_be_limited_and_sorted(make_site):
    options = {
        "2\n": ["c", "b"],
        "\n:category: risk\n": ["b", "a"],
        "\n:author: editors\n": ["b"],
        "\n:tags: c-plus-plus\n": ["c"],
        "\n:sort:\n": ["a", "b", "c"],
    }
    site = make_site(
        {
            **{
                f"pages/list-{number}.md": LIST.replace("{postlist}\n", f"{{postlist}} {each}")
                for number, each in enumerate(options)
            },
            "posts/a.md": article(title="a", date="2026-01-01", category="risk"),
            "posts/b.md": article(title="b", date="2026-01-02", category="risk", author="editors"),
            "posts/c.md": article(title="c", date="2026-01-03", tag="C++"),
        },
    )
    site.build()

    for number, (each, titles) in enumerate(options.items()):
        assert listed(site, f"pages/list-{number}") == titles, each


def test_a_list_says_what_its_format_asks_for_and_links_to_it(make_site):
    head = "{postlist}\n:format: '{title} by {author} in {category} on {date}'\n:date: '%Y'\n"
    site = site_of(
        make_site,
        {
            "pages/list.md": LIST.replace("{postlist}\n", head),
            "posts/a.md": article(author="mishaal", category="risk"),
        },
    )
    site.build()
    item = site.page("pages/list").select_one(".postlist li p")

    assert (item.get_text().strip("'"), [link["href"] for link in item.select("a")]) == (
        "An article by Mishaal in Risk management on 2026",
        ["../posts/a.html", "../authors/mishaal.html", "../topics/risk.html"],
    )


def test_a_list_that_cannot_be_made_is_a_line(make_site):
    remedies = {
        "x": "correct 'x' (write a number of articles) in the list",
        "-1": "correct '-1' (write a number of articles) in the list",
        "²": "correct '²' (write a number of articles) in the list",
        "\n:format: '{titel}'": "correct 'titel' in the list",
        "\n:format: '{'": "correct '{' in the list",
    }
    lists = {
        f"pages/list-{number}.md": LIST.replace("{postlist}", f"{{postlist}} {options}")
        for number, options in enumerate(remedies)
    }
    built = make_site({**three(), **lists}).build("-W", "--keep-going")

    assert (built.exit, sorted(built.warnings)) == (1, [
        f"pages/list-{number}.md:3: WARNING: {remedy} [kb.front_matter]"
        for number, remedy in enumerate(remedies.values())
    ])  # fmt: skip


# -- Its references -----------------------------------------------------------------------------

REFERENCES = {
    "category-risk": ("Risk management", "../topics/risk.html"),
    "author-mishaal": ("Mishaal", "../authors/mishaal.html"),
    "tag-c-plus-plus": ("C++", "../tags/c-plus-plus.html"),
    "archive-2026": ("2026", "../archive/2026.html"),
    "blog-categories": ("Categories", "../topics.html"),
    "blog-authors": ("Authors", "../authors.html"),
    "blog-tags": ("Tags", "../tags.html"),
    "blog-posts": ("Posts", "../archive.html"),
    "blog-archives": ("Archives", "../archive.html"),
}


def referring(count=8):
    """Return articles enough to be read in two processes, each with all the references."""
    body = "\n\n".join(f"{{ref}}`{name}`" for name in REFERENCES) + "\n"
    return {
        f"posts/{number}.md": article(author="mishaal", category="risk", tag="C++", body=body)
        for number in range(count)
    }


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_references_to_topics_authors_tags_and_years_are_resolved(make_site, jobs):
    site = make_site(referring())
    built = site.build("-W", "--keep-going", "-j", jobs)
    links = {
        tuple((link.get_text(), link["href"]) for link in page.select("section > p > a.reference"))
        for page in (site.page(f"posts/{number}") for number in range(8))
    }

    assert (built.warnings, links) == ([], {tuple(REFERENCES.values())})


@pytest.mark.slow
def test_a_reference_shows_the_new_name_of_a_topic(make_site):
    site = make_site(referring(1))
    site.build()
    site.write({"_data/topics.yml": "risk:\n  name: Risks\n"}).build()

    assert "Risks" in [link.get_text() for link in site.page("posts/0").select("section > p > a")]


@pytest.mark.slow
def test_a_reference_to_what_nobody_uses_any_more_is_told(make_site):
    site = make_site(
        {"pages/list.md": "# List\n\n{ref}`tag-cloud`\n", "posts/a.md": article(tag="cloud")}
    )
    site.build()
    site.write({"posts/a.md": article()})

    assert [line.split(": WARNING")[0] for line in site.build().warnings] == ["pages/list.md:3"]


# -- One site, one registry ------------------------------------------------------------------


@pytest.mark.slow
def test_two_sites_in_one_process_do_not_mix(make_site):
    one = site_of(make_site, {"posts/a.md": article(title="In one", tag="one")})
    two = site_of(make_site, {"posts/a.md": article(title="In two", tag="two")}, folder="two")
    one.build()
    two.build()
    one.write({"posts/b.md": article(title="Also in one", date="2026-02-01")}).build()
    titles = [listed(site) for site in (one, two)]

    assert (titles, one.has("tags/two"), two.has("tags/one")) == (
        [["Also in one", "In one"], ["In two"]], False, False,
    )  # fmt: skip


def test_nothing_of_its_own_publishing_is_in_the_site(make_site):
    site = site_of(
        make_site,
        {
            **three(author="mishaal", category="risk", tag="cloud"),
            "posts/_drafts/d.md": article(title="Draft"),
            "posts/moved.md": article("redirect: ../../elsewhere\n", title="Moved"),
        },
    )
    site.build()
    theirs = {
        "archive/atom.xml", "archive/drafts.html", "archive/author.html", "archive/tag.html",
        "archive/category.html", "archive/archive.html", "archive/index.html",
        "elsewhere/index.html", "elsewhere.html", "posts/moved.html",
    }  # fmt: skip

    assert theirs & set(site.files()) == set()


@pytest.mark.slow
def test_one_process_and_two_write_the_same_bytes(make_site):
    files = {
        **referring(9),
        **three(tag="cloud"),
        "posts/_drafts/d.md": article(title="Draft"),
        "posts/refused.md": article(body="```{raw} html\n```\n"),
        "posts/links.md": article(
            body="[](a.md), [](_drafts/d.md), [](refused.md), [x](1.md#no)\n"
        ),
        "pages/list.md": LIST,
    }
    one, two = make_site(files), make_site(files, folder="two")
    said = [site.build("-j", jobs).warnings for site, jobs in ((one, "1"), (two, "2"))]
    same = {name for name, data in one.files().items() if two.files().get(name) == data}

    assert (sorted(said[0]), set(one.files()) ^ set(two.files()), set(one.files()) - same) == (
        sorted(said[1]), set(), set(),
    )  # fmt: skip


# -- What it shows is escaped ------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Build a site in which every value is an attack."""
    evil = json.dumps(PAYLOAD)
    head = "".join(
        f"{name}: {evil}\n"
        for name in ("image_alt", "description", "toctitle", "beforetoc", "owner")
    )
    head += (
        f"tags: [{evil}, plain]\nauthors: [mishaal, {evil}]\ntoc: true\nimage: assets/none.png\n"
        f"keywords: [{evil}]\ncontrols: [{evil}]\nredirect_from: /old/\nfeatured: true\n"
        f"sources:\n  - title: {evil}\n    publisher: {evil}\n    url: https://example.org/\n"
    )
    body = "Text.\n\n## One\n\n## Two\n\n[](b.md) {source}`1`\n"
    site = Site(tmp_path_factory.mktemp("hostile") / "site").write(
        {
            **FRAME,
            "_data/authors.yml": (
                f"mishaal:\n  name: {evil}\n  biography: {evil}\n"
                f"  links:\n    - label: {evil}\n      url: https://example.org/\n"
            ),
            "_data/topics.yml": f"risk:\n  name: {evil}\n  line: {evil}\n  text: {evil}\n",
            "posts/a.md": article(
                f"title: {evil}\ncategories: [risk, {evil}]\n{head}", body, title=""
            ),
            "posts/b.md": article(
                f"title: {evil}\ncategories: [risk]\n{head}", body, title=""
            ).replace("/old/", "/older/"),
            f"posts/<{EVIL} kbx=1>'\".md": article(category="risk"),
            "pages/list.md": LIST.replace(
                "{postlist}\n", "{postlist}\n:format: '{title} {author} {tags}'\n"
            ),
            "pages/about.md": "# A\n\n{ref}`category-risk` {ref}`author-mishaal` [](/posts/a.md)\n",
        }
    )
    return site, site.build()


def pages(site):
    return [name for name in site.files() if name.endswith(".html") and "_static" not in name]


def test_a_hostile_site_is_built(hostile):
    site, built = hostile
    shown = site.has("posts/a"), site.has("old/index")

    assert (built.exit, "Traceback" in built.output, shown) == (0, False, (True, True))


def test_no_value_becomes_an_element_or_an_attribute_in_any_page(hostile):
    found = [
        (name, str(node)[:80])
        for name in pages(hostile[0])
        for node in BeautifulSoup(hostile[0].files()[name], "html.parser").find_all(True)
        if node.name == EVIL
        or {"kbx", "onload"} & set(node.attrs)
        or any("javascript:" in str(node.get(key, "")) for key in ("href", "src", "action"))
    ]

    assert found == []


def test_no_value_becomes_an_element_in_any_feed(hostile):
    trees = [
        ET.fromstring(data) for name, data in hostile[0].files().items() if name.endswith(".xml")
    ]
    texts = [node.text or "" for tree in trees for node in tree.iter()]
    elements = [node.tag for tree in trees for node in tree.iter() if EVIL in node.tag]
    elements += [
        node
        for text in texts
        if "<p>" in text  # it holds HTML
        for node in BeautifulSoup(text, "html.parser").find_all(EVIL)
    ]

    assert (elements, any(PAYLOAD[:30] in text for text in texts)) == ([], True)


def test_every_value_is_shown_as_it_is_written(hostile):
    page = hostile[0].page("posts/a")
    shown = " ".join(PAYLOAD.split())

    assert (
        page.select_one("h1").get_text().rstrip("#¶").strip(),
        page.select_one(".kb-standfirst").get_text().strip(),
        shown in page.select_one(".kb-authors").get_text(),
        shown in [node.get_text() for node in page.select(".kb-label")],
        shown in hostile[0].page("topics").get_text(),
        shown in hostile[0].page("authors").get_text(),
        shown in hostile[0].page("pages/list").get_text(),
    ) == (shown, shown, True, True, True, True, True)
