"""What is not published is not there: no byte of it, in no file, until its day."""

import gzip
import html
import io
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image

from sphinx_kb.article import dates
from sphinx_kb.article.model import read
from sphinx_kb.testing import FRAME, Site, article

CANARY = "zqxvk"
TODAY, TOMORROW = "2026-11-24", "2026-11-25"
END_OF_DAY = datetime(2026, 11, 24, 23, 59, 59, 999999, tzinfo=UTC)
WAYS = {  # name of the file -> what keeps it back
    f"posts/{CANARY}-one.md": "date: 2026-01-05\ndraft: true\n",
    f"posts/{CANARY}-two.md": "date: 2026-01-05\npublished: false\n",
    f"posts/_drafts/{CANARY}-three.md": "",
    f"posts/{CANARY}-four.md": f"date: {TOMORROW}\n",
    f"posts/{TOMORROW}-{CANARY}-five.md": "",
}
LINKS = """Text.

[written](NAME), [](NAME), [*strong*](NAME#part), [by name][name],
{doc}`by role <DOCNAME>`, {doc}`DOCNAME`, [from the root](/posts/NAME),
[![](/assets/good.png)](NAME), [a ![](/assets/good.png) picture](NAME), [in [brackets]](NAME),
[![](/assets/good.png)][name].

[name]: NAME
"""


def picture(word):
    """Return a small picture whose bytes have a word."""
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(data, "PNG")
    return data.getvalue() + word.encode()


def held_back(name, keep):
    """Return the files of an article that is not published, full of canaries."""
    word = name.rsplit("/", 1)[-1].removesuffix(".md")
    head = (
        f"---\ntitle: The {word} title\n{keep}tags: [{word} tag]\ncategories: [{word} topic]\n"
        f"description: The {word} description.\nauthor: {word} author\nkeywords: [{word} key]\n"
        f"image: assets/{word}.png\nimage_alt: The {word} picture\nredirect_from: /{word}/old/\n"
        f"sources:\n  - title: The {word} source\n    url: https://example.org/{word}\n---\n\n"
    )
    body = (
        f"The {word} text.\n\n({word}-label)=\n## The {word} heading\n\n"
        f"![{word}](/assets/{word}-in.png)\n"
    )
    return {
        name: head + body,
        f"assets/{word}.png": picture(word),
        f"assets/{word}-in.png": picture(word),
    }


def files():
    """Return a site that has them all, and articles and pages that link to them."""
    result = {
        **FRAME,
        "assets/good.png": picture("good"),
        "pages/about.md": f"# About\n\n[written](../posts/{CANARY}-one.md)\n",
        "posts/a.md": article(
            title="A good one",
            body="".join(
                LINKS.replace("DOCNAME", name.removeprefix("posts/").removesuffix(".md"))
                .replace("NAME", name.removeprefix("posts/"))
                .replace("[name]", f"[name {number}]")
                for number, name in enumerate(WAYS)
            ),
        ),
    }
    for name, keep in WAYS.items():
        result |= held_back(name, keep)
    return result


def insides(name, data):
    """Yield a file's bytes, and what is compressed in them."""
    yield data
    if name.endswith(".inv"):
        yield zlib.decompress(data.split(b"\n", 4)[4])
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield inner.encode()
                yield archive.read(inner)


def mentions(site, word=CANARY, out="_build/html"):
    """Return the names of the files of the output in whose name or bytes a word is."""
    root = site.root / out
    return [
        name
        for name, path in (
            (path.relative_to(root).as_posix(), path) for path in root.rglob("*") if path.is_file()
        )
        if word in name.lower()
        or any(word.encode() in data.lower() for data in insides(name, path.read_bytes()))
    ]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Build the site with all that is held back; return it and what it said."""
    site = Site(tmp_path_factory.mktemp("drafts") / "site").write(files())
    return site, site.build("-W", "--keep-going", today=TODAY)


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """Build the same with KB_PREVIEW=1."""
    site = Site(tmp_path_factory.mktemp("preview") / "site").write(files())
    return site, site.build(today=TODAY, environ={"KB_PREVIEW": "1"})


def test_nothing_of_what_is_held_back_is_in_any_byte_of_the_output(guarded):
    assert mentions(guarded[0]) == []


def test_nor_in_the_output_of_other_builders(guarded):
    site, _ = guarded
    for builder in ("dirhtml", "epub"):
        site.build(builder=builder, today=TODAY)

    assert (mentions(site, out="_build/dirhtml"), mentions(site, out="_build/epub")) == ([], [])


def test_a_link_to_it_warns_nobody(guarded):
    assert (guarded[1].warnings, guarded[1].exit) == ([], 0)


def test_a_link_to_it_shows_its_text_and_where_there_is_none_that_something_is_to_come(guarded):
    shown = [node.get_text() for node in guarded[0].page("posts/a").select(".kb-unpublished")]
    each = [
        "written", "an article to come", "strong", "by name", "by role",
        "an article to come", "from the root", "", "a  picture", "in [brackets]", "",
    ]  # fmt: skip

    assert shown == each * len(WAYS)


def test_a_page_of_the_site_that_links_to_it_shows_the_text(guarded):
    assert guarded[0].page("pages/about").select_one(".kb-unpublished").get_text() == "written"


def test_the_build_does_not_name_it(guarded):
    assert CANARY not in guarded[1].output


def test_the_build_ends_with_what_is_published_and_what_is_not(guarded):
    line = "1 published, 3 drafts, 2 due the first 25 November 2026 (UTC)"

    assert line in guarded[1].output.splitlines()


@pytest.mark.parametrize("name", WAYS)
def test_a_preview_shows_it_marked_and_not_for_search_engines(preview, name):
    page = preview[0].page(name.removesuffix(".md"))
    word = name.rsplit("/", 1)[-1].removesuffix(".md")

    assert (
        page.select_one("h1").get_text().rstrip("#¶"),
        page.select_one(".kb-draft").get_text(),
        page.select_one("meta[name=robots]")["content"],
    ) == (f"The {word} title", "Draft: not published", "noindex")


def test_a_preview_marks_nothing_else(preview):
    page = preview[0].page("posts/a")

    assert page.select(".kb-article > .kb-draft") == []


def test_a_preview_links_to_it(preview):
    links = preview[0].page("posts/a").select(".kb-article a.reference[href]")
    names = {name.removeprefix("posts/").removesuffix("md") + "html" for name in WAYS}

    assert {link["href"].split("#")[0] for link in links if CANARY in link["href"]} == names


def test_a_preview_says_how_much_it_shows(preview):
    line = "6 shown, 3 drafts, 2 due the first 25 November 2026 (UTC)"

    assert line in preview[1].output.splitlines()


def test_a_fault_of_what_is_held_back_is_told_in_a_preview_only(make_site):
    site = make_site(
        {
            "pages/about.md": "# A\n",
            "posts/_drafts/a.md": "---\ntitle: [a]\n---\n",
            "posts/b.md": article("draft: true\ntoc: maybe\n"),
            f"posts/{TOMORROW}-c.md": "---\nfoo: 1\n---\n",
            "posts/d.md": article("draft: true\n", body="```{raw} html\n```\n"),
        }
    )
    built = site.build("-W", today=TODAY)
    seen = site.build(out="_build/preview", environ={"KB_PREVIEW": "1"}, today=TODAY)

    assert (built.warnings, [line.split(": WARNING")[0] for line in seen.warnings]) == (
        [],
        [
            f"posts/{TOMORROW}-c.md:1",
            "posts/b.md:5",
            "posts/_drafts/a.md:2",
            f"posts/{TOMORROW}-c.md:2",
            "posts/d.md:7",
        ],
    )


# -- The day comes, and goes -----------------------------------------------------------------


def test_on_its_day_an_article_appears_and_the_links_to_it_lead_there(make_site):
    name = f"{CANARY}-four.md"
    site = make_site(
        {
            "pages/about.md": "# A\n",
            "posts/a.md": article(body=f"[written]({name}) and [](/posts/{name})\n"),
            **held_back(f"posts/{name}", f"date: {TOMORROW}\n"),
        }
    )
    site.build(today=TODAY)
    built = site.build(today=TOMORROW)
    links = site.page("posts/a").select(f".kb-article a.reference[href='{CANARY}-four.html']")

    assert ([link.get_text() for link in links], "2 published" in built.output.splitlines()) == (
        ["written", f"The {CANARY}-four title"],
        True,
    )


@pytest.mark.slow
def test_before_its_day_again_everything_is_as_if_it_had_never_been(make_site):
    name = f"{CANARY}-four.md"
    pages = {
        "pages/about.md": "# A\n",
        "posts/a.md": article(body=f"[written]({name})\n"),
        **held_back(f"posts/{name}", f"date: {TOMORROW}\n"),
    }
    site, clean = make_site(pages), make_site(pages, folder="clean")
    site.build(today=TOMORROW)
    site.build(today=TODAY)
    clean.build(today=TODAY)

    assert (mentions(site), site.files()) == ([], clean.files())


@pytest.mark.slow
@pytest.mark.parametrize("field", ["draft: true", "published: false"])
def test_holding_an_article_back_removes_its_page_its_pictures_its_topic_and_its_tag(
    make_site, field
):
    name = f"posts/{CANARY}.md"
    pages = {"pages/about.md": "# A\n", "posts/a.md": article(body=f"[written]({CANARY}.md)\n")}
    before, after = (held_back(name, f"date: 2026-01-05\n{line}") for line in ("", f"{field}\n"))
    site = make_site({**pages, **before})
    site.build()
    shown = mentions(site)
    site.write(after).build()
    clean = make_site({**pages, **after}, folder="clean")
    clean.build()

    assert (f"posts/{CANARY}.html" in shown, mentions(site), site.files()) == (
        True, [], clean.files(),
    )  # fmt: skip


def test_moving_an_article_among_the_drafts_removes_its_page(make_site):
    site = make_site({**held_back(f"posts/{CANARY}.md", "date: 2026-01-05\n")})
    site.build()
    (site.root / "posts/_drafts").mkdir()
    (site.root / f"posts/{CANARY}.md").rename(site.root / f"posts/_drafts/{CANARY}.md")
    site.build()

    assert mentions(site) == []


# -- What is now ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "moment"),
    [
        ({"KB_TODAY": "2026-11-24"}, END_OF_DAY),
        ({"SOURCE_DATE_EPOCH": "86400"}, datetime(1970, 1, 2, tzinfo=UTC)),
        (
            {"KB_TODAY": "2026-11-24", "SOURCE_DATE_EPOCH": "0"},
            END_OF_DAY,
        ),
        ({"KB_TODAY": "", "SOURCE_DATE_EPOCH": "0"}, datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_now_is_the_end_of_kb_today_or_else_source_date_epoch(environ, moment):
    assert dates.now(environ) == moment


def test_now_is_the_clock_when_nothing_else_says():
    before = datetime.now(UTC)

    assert before <= dates.now({}) <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("environ", "remedy"),
    [
        ({"KB_TODAY": "tomorrow"}, "set KB_TODAY as YYYY-MM-DD, not 'tomorrow'"),
        ({"KB_TODAY": "2026-02-30"}, "set KB_TODAY as YYYY-MM-DD, not '2026-02-30'"),
        ({"SOURCE_DATE_EPOCH": "x"}, "set SOURCE_DATE_EPOCH in seconds, not 'x'"),
        ({"SOURCE_DATE_EPOCH": "9" * 30}, f"set SOURCE_DATE_EPOCH in seconds, not '{'9' * 30}'"),
    ],
)
def test_a_now_that_cannot_be_read_is_refused_with_its_remedy(environ, remedy):
    with pytest.raises(ValueError, match=remedy):
        dates.now(environ)


def test_a_day_that_cannot_be_read_stops_the_build_with_one_line(make_site):
    with pytest.raises(SystemExit, match="set KB_TODAY as YYYY-MM-DD, not 'tomorrow'"):
        make_site().build(today="tomorrow")


@pytest.mark.parametrize(
    ("written", "public"),
    [
        ("2026-11-24", True),
        ("2026-11-24 23:59:59", True),
        ("2026-11-24 23:30 -0100", False),
        ("2026-11-25 00:30 +0100", True),
        ("2026-11-25", False),
    ],
)
def test_the_zone_decides_on_which_day_an_article_is_due(written, public):
    found = read("posts/x.md", article(date=written).encode())

    assert found.public(dates.now({"KB_TODAY": TODAY})) == public


def test_source_date_epoch_decides_in_a_build_where_kb_today_is_not_set(make_site):
    site = make_site(
        {
            "posts/a.md": article(date="2026-11-24 10:00"),
            "posts/b.md": article(date="2026-11-24 12:00"),
        }
    )
    epoch = int(datetime(2026, 11, 24, 11, tzinfo=UTC).timestamp())
    site.build(today="", environ={"SOURCE_DATE_EPOCH": str(epoch)})

    assert (site.has("posts/a"), site.has("posts/b")) == (True, False)


@pytest.mark.parametrize(
    ("heads", "line"),
    [
        ([""], "1 published"),
        (
            ["", "draft: true\n", ("2026-12-25", "")],
            "1 published, 1 draft, 1 due 25 December 2026 (UTC)",
        ),
        (["draft: true\n"] * 2, "0 published, 2 drafts"),
        (
            [("2027-01-02", ""), ("2026-12-25", ""), ("2026-12-25", "draft: true\n")],
            "0 published, 1 draft, 2 due the first 25 December 2026 (UTC)",
        ),
        (["", "myst: {}\n"], "1 published, 1 left out: see the warnings"),
    ],
)
def test_the_status_line_counts(make_site, heads, line):
    given = [("2026-01-05", head) if isinstance(head, str) else head for head in heads]
    site = make_site(
        {f"posts/{number}.md": article(head, date=day) for number, (day, head) in enumerate(given)}
    )

    assert line in site.build().output.splitlines()


SPELLINGS = (
    r"[x](my\-secret.md)", "[x](my&#45;secret.md)", "[x](<my-secret.md>)", "[x][n]\n\n[n]: <my-secret.md>",
    "[x][n]\n\n[n]:\n  my-secret.md",
)  # fmt: skip


def test_a_twin_names_no_hidden_article_however_its_link_is_written(make_site):
    files = {
        f"posts/{number}.md": article(body=f"{link}\n") for number, link in enumerate(SPELLINGS)
    }
    site = make_site({**files, "posts/my-secret.md": article("draft: true\n", title="Not yet")})
    site.build()

    for number, link in enumerate(SPELLINGS):
        text = (site.out / f"posts/{number}.md").read_text("utf-8")
        assert "my-secret" not in html.unescape(text).replace("\\", ""), link
        assert "x" in text, link
