"""Feeds: full text with absolute addresses, the articles' own times, the same bytes always."""

import json
import re
import time
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup

from sphinx_kb.testing import article

ROOT = {"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/en/latest/"}
BODY = "See [the other](b.md), ![a picture](../assets/p.svg) and MFA.\n\n## A heading\n\nMore.\n"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
FILES = {
    "assets/p.svg": PICTURE,
    "posts/a.md": article(
        "author: [mishaal, editors]\ncategories: [risk]\nupdated: 2026-03-04\ntags: [one]\n",
        title="A & <b>",
        body=BODY,
    ),
    "posts/b.md": article("category: risk\n", title="B", date="2026-01-04 10:30 +0200"),
    "posts/late.md": article(title="CANARY", date="2030-01-01"),
}


@pytest.fixture(scope="module")
def site(shared_site):
    return shared_site("feeds", FILES, environ=ROOT)


def feed(site, name):
    return BeautifulSoup((site.out / name).read_text("utf-8"), "xml")


ATOM = ("atom.xml", "topics/risk/atom.xml", "authors/mishaal/atom.xml", "authors/editors/atom.xml")
ATOM_NAMESPACE = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE = {"id", "title", "updated", "published", "summary", "content", "subtitle", "generator"}


def read(site, name):
    """Return a feed as a reader's program understands it; it must find nothing to mend."""
    found = feedparser.parse((site.out / name).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def rfc_4287_faults(data):
    """Yield what an Atom feed does against the rules of RFC 4287, sections 4.1 and 4.2."""
    root = ET.fromstring(data)
    for element in (root, *root.findall(f"{ATOM_NAMESPACE}entry")):
        yield from element_faults(element)
    yield from feed_faults(root)
    for content in root.iter(f"{ATOM_NAMESPACE}content"):
        if content.get("type") not in {"html", "xhtml"}:
            yield f"content of type {content.get('type')}"
        if content.get("type") == "html" and len(content):
            yield "elements in content of type html"


def element_faults(element):
    """Yield what is wrong with a feed or an entry."""
    names = [child.tag.removeprefix(ATOM_NAMESPACE) for child in element]
    yield from (f"no {name}" for name in ("id", "title", "updated") if name not in names)
    yield from (f"{name} twice" for name in ONCE if names.count(name) > 1)
    if not element.findtext(f"{ATOM_NAMESPACE}id", "").startswith("https://"):
        yield "an id that is no IRI"
    for person in element.findall(f"{ATOM_NAMESPACE}author"):
        if not person.findtext(f"{ATOM_NAMESPACE}name"):
            yield "an author without a name"
    links = element.findall(f"{ATOM_NAMESPACE}link")
    yield from ("a link without href" for link in links if not link.get("href"))
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    if len({(link.get("type"), link.get("hreflang")) for link in alternates}) < len(alternates):
        yield "two alternates of one type"
    for name in ("updated", "published"):
        for date in element.findall(f"{ATOM_NAMESPACE}{name}"):
            if not RFC_3339.fullmatch(date.text or ""):
                yield f"a date that is none: {date.text}"


def feed_faults(root):
    """Yield what is wrong with a feed as a whole."""
    entries = root.findall(f"{ATOM_NAMESPACE}entry")
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM_NAMESPACE}link")):
        yield "no link to itself"
    ids = [entry.findtext(f"{ATOM_NAMESPACE}id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield "an id twice"
    if root.find(f"{ATOM_NAMESPACE}author") is None:
        for entry in entries:
            if entry.find(f"{ATOM_NAMESPACE}author") is None:
                yield "an entry without author"


@pytest.mark.slow
@pytest.mark.parametrize("name", ATOM)
def test_atom_keeps_the_rules_of_rfc_4287(site, name):
    assert list(rfc_4287_faults((site.out / name).read_bytes())) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((b"<updated>2026-03-04T00:00:00+00:00</updated>", b""), "no updated"),
        ((b"<updated>2026", b"<updated>4 March 2026"), "a date that is none"),
        ((b' type="html"', b' type="text"'), "content of type text"),
        ((b'rel="self"', b'rel="related"'), "no link to itself"),
        ((b"posts/b.html</id>", b"posts/a.html</id>"), "an id twice"),
        ((b"author>", b"contributor>"), "an entry without author"),
    ],
)
def test_a_feed_against_the_rules_is_seen(site, change, fault):
    data = (site.out / "atom.xml").read_bytes()
    assert change[0] in data

    assert any(said.startswith(fault) for said in rfc_4287_faults(data.replace(*change)))


@pytest.mark.parametrize("name", [*ATOM, "feed.xml"])
def test_programs_of_readers_understand_every_feed(site, name):
    found = read(site, name)

    assert found.version == ("rss20" if name == "feed.xml" else "atom10")
    assert found.feed.title.endswith("Sample Handbook")
    assert found.entries
    for entry in found.entries:
        assert entry.id == entry.link
        assert entry.link.startswith("https://kb.example.org/en/latest/posts/")
        assert entry.author
        assert entry.published_parsed.tm_year == 2026
        assert "<p>" in entry.content[0].value


def test_the_site_s_feed_is_as_new_as_its_newest_change(site):
    assert read(site, "atom.xml").feed.updated == "2026-03-04T00:00:00+00:00"
    assert read(site, "authors/editors/atom.xml").feed.updated == "2026-03-04T00:00:00+00:00"


def test_an_article_of_nobody_has_the_site_s_author(make_site):
    site = make_site({"posts/b.md": article(title="B")})
    site.build(environ=ROOT)

    assert list(rfc_4287_faults((site.out / "atom.xml").read_bytes())) == []
    assert read(site, "atom.xml").entries[0].author == "The editors"
    assert json.loads((site.out / "feed.json").read_text())["items"][0]["authors"] == [
        {"name": "The editors"}
    ]


def test_an_entry_is_the_article_with_its_own_times_and_all_authors(site):
    entry = feed(site, "atom.xml").find_all("entry")[0]

    assert entry.title.get_text() == "A & <b>"
    assert entry.published.get_text() == "2026-01-05T00:00:00+00:00"
    assert entry.updated.get_text() == "2026-03-04T00:00:00+00:00"
    assert [node.find("name").get_text() for node in entry.find_all("author")] == [
        "Mishaal",
        "The editors",
    ]
    assert {node["term"] for node in entry.find_all("category")} == {"Risk management", "one"}


def test_addresses_in_the_text_are_absolute_and_the_frame_is_not_in_it(site):
    text = BeautifulSoup(
        feed(site, "atom.xml").find_all("entry")[0].content.get_text(), "html.parser"
    )

    addresses = [node.get("href") or node.get("src") for node in text.select("a, img")]
    assert all(address.startswith("https://kb.example.org/en/latest/") for address in addresses)
    assert text.select("h1, nav, header, .headerlink") == []


def test_rss_names_its_authors_and_its_permanent_addresses(site):
    items = feed(site, "feed.xml").rss.channel.find_all("item")

    assert [item.guid.get_text() for item in items] == [
        f"https://kb.example.org/en/latest/posts/{name}.html" for name in "ab"
    ]
    assert items[0].find("creator").get_text() == "Mishaal"


def json_feed_faults(found):
    """Yield what a feed does against the rules of JSON Feed 1.1."""
    if found.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    yield from (f"no {name}" for name in ("title", "items") if not found.get(name))
    yield from (f"{name} of version 1" for name in ("author",) if name in found)
    addresses = [found.get("home_page_url"), found.get("feed_url")]
    ids = [item.get("id") for item in found["items"]]
    if len(set(ids)) < len(ids):
        yield "an id twice"
    for item in found["items"]:
        yield from item_faults(item)
        addresses += addresses_of(item)
    yield from (
        f"an address that is not absolute: {address}"
        for address in addresses
        if not str(address).startswith("https://")
    )


def item_faults(item):
    """Yield what is wrong with an item."""
    if not (isinstance(item.get("id"), str) and item["id"]):
        yield "an item without id"
    if "content_html" not in item and "content_text" not in item:
        yield "an item without content"
    for person in item.get("authors", ()):
        if not {"name", "url", "avatar"} & person.keys():
            yield "an author of nothing"
    for name in ("date_published", "date_modified"):
        if name in item and not RFC_3339.fullmatch(item[name]):
            yield f"{name}: {item[name]}"
    if not all(isinstance(tag, str) for tag in item.get("tags", ())):
        yield "a tag that is no text"


def addresses_of(item):
    """Return every address of an item and of its text."""
    people = [person["url"] for person in item.get("authors", ()) if "url" in person]
    body = BeautifulSoup(item.get("content_html", ""), "html.parser")
    nodes = [node.get("href") or node.get("src") for node in body.select("a, img")]
    return [item.get("url"), *people, *nodes]


def test_json_feed_keeps_the_rules_of_its_version(site):
    found = json.loads((site.out / "feed.json").read_text("utf-8"))

    assert list(json_feed_faults(found)) == []
    assert [item["title"] for item in found["items"]] == ["A & <b>", "B"]
    assert [person["name"] for person in found["items"][0]["authors"]] == ["Mishaal", "The editors"]
    assert found["language"] == "en"


CONTROLS = {  # numbered characters that XML cannot hold -> what is shown of them
    "A&#12;B &#xC;C\n": "AB C",
    "## A&#12;B\n\nC\n": "AB",
    "*A&#12;* [B&#12;](https://example.org/ 'C&#12;')\n": "A B",
    "<div title='A&#1;'>A&#1;B&#xFFFE;</div>\n": "AB",
    "Text <a href='java&#1;script:x'>A&#12;B</a>\n": "AB",
    ":::{note}\nA&#12;B\n:::\n": "AB",
}


@pytest.fixture(scope="module")
def controls(shared_site):
    bodies = enumerate(CONTROLS)
    files = {
        f"posts/{n}.md": article("category: risk\n", title=f"A{n}", body=body) for n, body in bodies
    }
    return shared_site("feeds-controls", files, environ=ROOT, strict=False)


@pytest.mark.parametrize("body", CONTROLS)
def test_a_character_that_xml_cannot_hold_is_left_out(controls, body):
    number = list(CONTROLS).index(body)
    page = (controls.out / f"posts/{number}.html").read_text("utf-8")

    for name in ("atom.xml", "feed.xml"):
        assert f"A{number}" in [entry.title for entry in read(controls, name).entries]
    assert CONTROLS[body] in controls.page(f"posts/{number}").select_one(".kb-article").get_text()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]|href=.javascript", page)


@pytest.mark.parametrize("name", ["topics/risk/atom.xml", "authors/mishaal/atom.xml"])
def test_topics_and_authors_have_feeds_of_their_own(site, name):
    assert feed(site, name).feed.find_all("entry")[0].title.get_text() == "A & <b>"


def test_pages_announce_their_feeds(site):
    links = site.page("posts/a").select('link[rel="alternate"]')

    assert [link["href"] for link in links] == ["../atom.xml", "../topics/risk/atom.xml"]


def test_nothing_unpublished_is_in_a_feed(site):
    assert not any(b"CANARY" in data for data in site.files().values())


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_zone_day_or_jobs(make_site, monkeypatch):
    first = make_site(FILES, "one")
    first.build(environ=ROOT)
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    second = make_site(FILES, "two")
    second.build("-j", "2", environ=ROOT, today="2027-05-06")
    monkeypatch.undo()
    time.tzset()

    names = ("atom.xml", "feed.xml", "feed.json", "topics/risk/atom.xml")
    assert [first.files()[name] for name in names] == [second.files()[name] for name in names]


@pytest.mark.slow
def test_an_article_that_goes_leaves_the_feeds(make_site):
    site = make_site(FILES)
    site.build(environ=ROOT)
    site.remove("posts/a.md")
    site.write({"posts/b.md": FILES["posts/b.md"]}).build(environ=ROOT)

    assert len(feed(site, "atom.xml").find_all("entry")) == 1
    assert not (site.out / "authors/mishaal/atom.xml").exists()


def test_no_time_of_a_build_is_in_a_feed(site):
    text = (site.out / "atom.xml").read_text("utf-8") + (site.out / "feed.xml").read_text("utf-8")

    assert set(re.findall(r"20\d\d(?=-\d\d-\d\dT)", text)) == {"2026"}


def test_without_the_address_of_the_site_nothing_is_announced_and_a_build_says_so(make_site):
    site = make_site({"posts/a.md": article("category: risk\n")})
    built = site.build("-W")
    page = site.page("posts/a")

    assert page.select('link[type="application/atom+xml"], meta[property="og:image"]') == []
    assert "feed" not in page.select_one(".kb-site-footer").get_text().lower()
    assert built.output.count("The address of the site is not known") == 1
    assert "not known" not in site.build(environ=ROOT).output
    assert (
        len(site.page("posts/a").select('link[type="application/atom+xml"], [property="og:image"]'))
        == 3
    )
