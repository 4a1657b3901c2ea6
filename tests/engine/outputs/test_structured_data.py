"""What pages say of themselves to other machines: cards, structure, sitemap, plain text."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from sphinx_kb.testing import article

BASE = "https://kb.example.org/"
ROOT = {"READTHEDOCS_CANONICAL_URL": BASE}
GLOSSARY = "# Glossary\n\n```{glossary}\nMFA\nTwo-factor authentication\n  Two proofs.\n```\n"
FILES = {
    "pages/glossary.md": GLOSSARY,
    "_data/authors.yml": (
        "mishaal:\n  name: Mishaal\n  biography: Writes.\n"
        "  links:\n    - {label: Site, url: 'https://m.example.org/'}\n"
    ),
    "posts/a.md": article(
        "author: mishaal\ncategory: risk\ndescription: What it says.\nupdated: 2026-02-03\n"
        "sources:\n  - {title: A book, url: 'https://s.example.org/', publisher: Us, date: 2024-03}\n",
        title="</script><b>A</b>",
        body="# One\n\n:::{note}\nA {term}`MFA` note{source}`1`.\n:::\n\nSee [b](b.md).\n",
    ),
    "posts/b.md": article(title="B"),
    "posts/late.md": article(title="CANARY", date="2030-01-01"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from sphinx_kb.testing import FRAME, Site

    site = Site(tmp_path_factory.mktemp("meta")).write({**FRAME, **FILES})
    built = site.build(environ=ROOT)
    assert built.warnings == []
    return site


def structure(site, docname):
    return {
        item["@type"]: item
        for node in site.page(docname).select('script[type="application/ld+json"]')
        for item in [json.loads(node.string)]
    }


def test_an_article_says_what_it_is(site):
    found = structure(site, "posts/a")["Article"]

    assert found["headline"] == "</script><b>A</b>"
    assert found["datePublished"] == "2026-01-05"
    assert found["dateModified"] == "2026-02-03"
    assert found["author"][0]["name"] == "Mishaal"


REQUIRED = {  # what schema.org's readers ask of each type
    "Article": {
        "headline", "author", "datePublished", "dateModified", "mainEntityOfPage", "publisher",
        "image", "url",
    },
    "Person": {"name", "url"},
    "Organization": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "DefinedTermSet": {"name", "url", "hasDefinedTerm"},
    "DefinedTerm": {"name", "description", "url"},
}  # fmt: skip
ADDRESSES = ("url", "item", "mainEntityOfPage", "image", "target")


def parts(value):
    """Yield every part of a structure that has a type."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def faults(item):
    """Yield what a structure lacks."""
    if item.get("@context") != "https://schema.org":
        yield "@context"
    for part in parts(item):
        yield from (f"{part['@type']}: {name}" for name in REQUIRED[part["@type"]] - part.keys())
        for name in ADDRESSES:
            if not str(part.get(name, "https://")).startswith("https://"):
                yield f"{name}: {part[name]}"
    if item["@type"] == "BreadcrumbList":
        places = [step["position"] for step in item["itemListElement"]]
        if places != list(range(1, len(places) + 1)):
            yield f"positions: {places}"


def test_every_structure_has_the_fields_of_its_types(site):
    found = {
        page.relative_to(site.out).as_posix(): {
            kind: list(faults(item))
            for kind, item in structure(
                site, page.relative_to(site.out).as_posix().removesuffix(".html")
            ).items()
        }
        for page in site.out.rglob("*.html")
        if "_static" not in page.parts
    }

    assert {kind for kinds in found.values() for kind in kinds} == {
        "Article", "BreadcrumbList", "Person", "WebSite", "DefinedTermSet",
    }  # fmt: skip
    assert {
        (page, *said) for page, kinds in found.items() for said in kinds.values() if said
    } == set()


def test_a_structure_that_lacks_something_is_seen(site):
    item = structure(site, "posts/a")["Article"]
    del item["author"][0]["name"], item["headline"]

    assert sorted(faults(item)) == ["Article: headline", "Person: name"]


def test_an_article_is_shared_by_a_card_of_its_size(site):
    head = site.page("posts/a").head
    address = head.select_one('meta[property="og:image"]')["content"]
    with Image.open(site.out / address.removeprefix(ROOT["READTHEDOCS_CANONICAL_URL"])) as card:
        assert card.size == (1200, 630)
    assert head.select_one('meta[property="og:image:width"]')["content"] == "1200"
    assert head.select_one('meta[property="og:image:height"]')["content"] == "630"
    assert head.select_one('meta[property="og:image:alt"]')["content"] == "</script><b>A</b>"
    assert structure(site, "posts/a")["Article"]["image"] == address


def test_a_title_cannot_end_the_script(site):
    assert site.page("posts/a").select("head b") == []


def test_the_way_to_an_article_is_told(site):
    steps = structure(site, "posts/a")["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in steps][:3] == ["Home", "Topics", "Risk management"]


@pytest.mark.parametrize(
    ("page", "kind", "field"),
    [
        ("index", "WebSite", "potentialAction"),
        ("authors/mishaal", "Person", "sameAs"),
        ("pages/glossary", "DefinedTermSet", "hasDefinedTerm"),
    ],
)
def test_other_pages_say_what_they_are(site, page, kind, field):
    assert structure(site, page)[kind][field]


def test_an_article_has_an_address_a_description_and_a_card(site):
    head = site.page("posts/a").head

    assert [link["href"] for link in head.select('link[rel="canonical"]')] == [
        "https://kb.example.org/posts/a.html"
    ]
    assert head.select_one('meta[name="description"]')["content"] == "What it says."
    assert head.select_one('meta[property="og:type"]')["content"] == "article"


def test_the_sitemap_has_every_page_once_with_its_day(site):
    found = BeautifulSoup((site.out / "sitemap.xml").read_text("utf-8"), "xml")
    pages = {
        node.loc.get_text(): node.lastmod and node.lastmod.get_text()
        for node in found.find_all("url")
    }

    assert pages["https://kb.example.org/posts/a.html"] == "2026-02-03"
    assert "https://kb.example.org/topics/risk.html" in pages
    assert "https://kb.example.org/404.html" not in pages
    assert [
        page for page in pages if not site.has(page.removeprefix(BASE).removesuffix(".html"))
    ] == []
    assert len(pages) == len(found.find_all("url"))


def test_robots_find_the_sitemap(site):
    assert "Sitemap: https://kb.example.org/sitemap.xml" in (site.out / "robots.txt").read_text()


def test_a_preview_is_not_for_robots(make_site):
    site = make_site(FILES)
    site.build(environ={"KB_PREVIEW": "1"})

    assert (site.out / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_the_twin_of_an_article_is_plain_markdown(site):
    text = (site.out / "posts/a.md").read_text("utf-8")

    assert text.startswith("# </script><b>A</b>\n\n> What it says.\n")
    assert re.search(r"^A \[MFA\]\(\S+\) note \[1\]\.$", text, re.MULTILINE)
    assert ":::" not in text
    assert "[b](b.html)" in text
    assert "1. [A book](https://s.example.org/), Us, March 2024" in text


@pytest.mark.slow
def test_llms_txt_lists_published_articles_only(site):
    text = (site.out / "llms.txt").read_text("utf-8")

    assert "(https://kb.example.org/posts/a.md): What it says." in text
    assert "CANARY" not in text
