"""The files of posts/: whatever their bytes and names are, a fault is a line, never a traceback."""

import os

import pytest

from sphinx_kb.testing import FRAME, Site, article

GOOD = article(title="A good one")
DEEP_EMPHASIS = "".join(f"*a{n} **b{n} " for n in range(300)) + "c** d*" * 300
CONTENTS = {
    "latin-1.md": (GOOD.replace("Text", "Caf\xe9").encode("latin-1"), 6, "save the file as UTF-8"),
    "latin-1-head.md": (
        article(title="Caf\xe9").encode("latin-1"), 2, "save the file as UTF-8"),
    "utf-16.md": (GOOD.encode("utf-16"), 1, "save the file as UTF-8"),
    "utf-16-unmarked.md": (GOOD.encode("utf-16-le"), 1, "remove the control character U+0000"),
    "cut-in-a-letter.md": (GOOD.encode() + b"\xe2\x82", 7, "save the file as UTF-8"),
    "surrogate.md": (GOOD.encode() + b"\xed\xa0\x80", 7, "save the file as UTF-8"),
    "nul.md": (article(body="Te\0xt.\n"), 6, "remove the control character U+0000"),
    "escape.md": (article(body="a\nb\n\x1b[31m\n"), 8, "remove the control character U+001B"),
    "bell-in-title.md": (article(title="A\x07b"), 2, "remove the control character U+0007"),
    "form-feed.md": (article(body="a\fb\n"), 6, "remove the control character U+000C"),
    "c1.md": (article(body="a\x9bb\n"), 6, "remove the control character U+009B"),
    "noncharacter.md": (article(body="a\uffffb\n"), 6, "remove the control character U+FFFF"),
    "tab.md": (
        b"---\ntitle: T\ndate: 2026-01-05\ntags:\n\t- a\n---\n", 5,
        "indent with spaces, not tabs"),
    "unclosed.md": (
        "---\ntitle: T\ndate: 2026-01-05\n\nText.\n", 1,
        "close the front matter with a line '---'"),
    "late.md": ("\n" + GOOD, 1, "move the front matter to the first line"),
    "list.md": ("---\n- a\n---\n", 2, "write lines of 'field: value'"),
    "alias.md": (
        article("tags: &a [x]\nkeywords: *a\n"), 5,
        "write the value out in place of a YAML alias (*name)"),
    "bomb.md": (
        article("tags: &a [x, x]\nkeywords: &b [*a, *a]\n"), 5,
        "write the value out in place of a YAML alias (*name)"),
    "deep-flow.md": (article("tags: " + "[" * 500 + "]" * 500 + "\n"), 4, "nest the values"),
    "deep-block.md": (
        article("tags:\n" + "".join(" " * n + "-\n" for n in range(1, 60))), 4, "nest the values"),
    "twice.md": (article("title: Again\n"), 4, "keep one of the two fields 'title'"),
    "large.md": (article(body="word " * 400_001), 1, "split the article: it is larger than 2 MB"),
    "quotes-too-deep.md": (article(body=">" * 150 + " a\n"), 6, "nest less deeply"),
    "emphasis-too-deep.md": (article(body=DEEP_EMPHASIS + "\n"), 6, "nest less deeply"),
    "open-fence.md": (article(body="```python\na\n"), 6, "close the fence"),
    "CAPITALS.MD": (GOOD, 1, "rename the file to 'CAPITALS.md'"),
    "Other.Markdown": (GOOD, 1, "rename the file to 'Other.md'"),
    "other.mdwn": (GOOD, 1, "rename the file to 'other.md'"),
    "other.html": (GOOD, 1, "write it as Markdown in 'other.md'"),
    "notes.txt": ("no article", 1, "save it as 'notes.md' if it is an article"),
    "Twin.md": (GOOD, 0, ""),
    "twin.md": (GOOD, 1, "rename the file: 'Twin.md' has the same address"),
    "a" * 201 + ".md": (GOOD, 1, "shorten the file's name to 200 bytes"),
    "page.html/in.md": (GOOD, 0, ""),  # the folder is the fault
    "long/" + "b" * 201 + "/in.md": (GOOD, 0, ""),
}  # fmt: skip
FOLDERS = {
    "posts/page.html:1": "rename the folder: its name ends like a page's",
    f"posts/long/{'b' * 201}:1": "shorten the folder's name to 200 bytes",
    "posts/line\\nbreak:1": "rename the folder without control characters and backslashes",
    "posts/line\\nbreak.md:1": "rename the file without control characters and backslashes",
    "posts/escape\\x1b[31m.md:1": "rename the file without control characters and backslashes",
    "posts/back\\slash.md:1": "rename the file without control characters and backslashes",
    "posts/latin\\udce9.md:1": "rename the file: its name is not UTF-8",
    "posts/cafe\u0301.md:1": "rename the file: write each letter with its accent as one character (NFC)",
    "posts/dangling.md:1": "replace the symbolic link by the file itself",
    "posts/linked.md:1": "replace the symbolic link by the file itself",
    "posts/folder:1": "replace the symbolic link by the folder itself",
    "posts/pipe.md:1": "replace it by an ordinary file",
}
ACCEPTED = {
    "bom.md": b"\xef\xbb\xbf" + GOOD.encode(),
    "two-boms.md": b"\xef\xbb\xbf" * 2 + GOOD.encode(),
    "crlf.md": GOOD.replace("\n", "\r\n"),
    "old-mac.md": GOOD.replace("\n", "\r"),
    "tabs-in-body.md": article(body="-\ta\n\t- b\n"),
    "no-last-line-break.md": GOOD.rstrip(),
    "no-body.md": article(body=""),
    "dots-close.md": GOOD.replace("---\n\n", "...\n\n"),
    "next-line.md": article(body="a\x85b \u2028 c\u2029d\n"),
    "unassigned.md": article(body="\U000e0101 \u0378 \ufeff\n"),
    "many-fields.md": article("tags: [" + ", ".join(f"tag {n}" for n in range(50)) + "]\n"),
    "long-names.md": article(f"tags: [{'a' * 300}, {'ж' * 300}]\ncategory: {'c' * 300}\n"),
    "odd: name.md": GOOD,
    'it\'s "quoted".md': GOOD,
    "50% off.md": GOOD,
    "50%25.md": GOOD,
    "#1.md": GOOD,
    "[a] {b} (c).md": GOOD,
    "what? *no* !.md": GOOD,
    "<b>&amp;.md": GOOD,
    "naïve-日本.md": GOOD,
    "-dash.md": GOOD,
    "dots..in.name.md": GOOD,
    "x.md:y.md": GOOD,
    "sub folder/in.md": GOOD,
    "deep/" * 20 + "in.md": GOOD,
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """Build a site of every odd file twice; return it and what it said."""
    root = tmp_path_factory.mktemp("odd") / "site"
    site = Site(root).write(
        {
            **FRAME,
            "pages/about.md": "# About\n",
            "outside/linked.md": GOOD,
            **{f"posts/{name}": content for name, (content, *_) in CONTENTS.items()},
            **{f"posts/{name}": content for name, content in ACCEPTED.items()},
            "posts/empty.md": "",
            "posts/only-dashes.md": "---\n---\n",
            "posts/.hidden.md": "no article",
            "posts/.trash/a.md": "no article",
            "posts/line\nbreak.md": GOOD,
            "posts/line\nbreak/in.md": GOOD,
            "posts/escape\x1b[31m.md": GOOD,
            "posts/back\\slash.md": GOOD,
            "posts/latin\udce9.md": GOOD,
            "posts/cafe\u0301.md": GOOD,
            "posts/.md": GOOD,
        }
    )
    (root / "posts" / "dangling.md").symlink_to("nowhere.md")
    (root / "posts" / "linked.md").symlink_to("../outside/linked.md")
    (root / "posts" / "folder").symlink_to("../outside")
    os.mkfifo(root / "posts" / "pipe.md")
    return site, [site.build("-W", "--keep-going") for _ in range(2)]


def told(built):
    """Return what was said of each place."""
    said = {}
    for line in built.warnings:
        place, _, remedy = line.partition(": WARNING: ")
        said.setdefault(place, []).append(remedy)
    return said


@pytest.mark.parametrize(
    ("name", "line", "remedy"),
    [(name, line, remedy) for name, (_, line, remedy) in CONTENTS.items() if line],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_cannot_be_an_article_is_told_in_one_line(odd, name, line, remedy):
    said = told(odd[1][0])[f"posts/{name}:{line}"]

    assert [each[: len(remedy)] for each in said] == [remedy]


@pytest.mark.parametrize(("place", "remedy"), FOLDERS.items(), ids=lambda value: value[:30])
def test_a_name_or_kind_of_file_that_cannot_be_served_is_told_in_one_line(odd, place, remedy):
    assert told(odd[1][0])[place] == [f"{remedy} [kb.file]"]


@pytest.mark.parametrize("name", ["empty.md", "only-dashes.md"])
def test_an_article_that_says_nothing_lacks_its_title(odd, name):
    said = told(odd[1][0])[f"posts/{name}:1"]

    assert [each.split(" (")[0] for each in said] == [
        "add the field 'title' [kb.front_matter]",
    ]


@pytest.mark.parametrize("name", [*ACCEPTED, "Twin.md"], ids=lambda value: value[-30:])
def test_the_rest_is_published_with_its_title(odd, name):
    page = odd[0].page(f"posts/{name.removesuffix('.md')}")

    assert page.select_one(".kb-article h1").get_text().rstrip("#¶").strip() in {
        "A good one",
        "An article",
    }


def test_nothing_is_said_of_what_is_published_hidden_or_of_another_kind(odd):
    places = {f"posts/{name}:{line}" for name, (_, line, _) in CONTENTS.items() if line}

    assert set(told(odd[1][0])) == {
        *places, *FOLDERS, "posts/empty.md:1", "posts/only-dashes.md:1",
    }  # fmt: skip


def test_only_what_is_right_is_published(odd):
    pages = {
        path.relative_to(odd[0].out).as_posix() for path in odd[0].out.rglob("posts/**/*.html")
    }

    assert pages == {f"posts/{name[:-3]}.html" for name in (*ACCEPTED, "Twin.md")}


def test_the_build_ends_with_1_and_says_the_same_again(odd):
    first, second = odd[1]

    assert (first.exit, second.exit, second.warnings) == (1, 1, first.warnings)


def test_no_file_is_a_traceback(odd):
    assert not any("Traceback" in built.output for built in odd[1])


def test_every_link_to_an_article_leads_to_its_page_whatever_its_name_is(odd):
    from urllib.parse import unquote

    pages = sorted(odd[0].out.glob("archive*.html")) + sorted(
        odd[0].out.glob("archive/page/*.html")
    )
    missing = [
        link["href"]
        for page in pages
        for link in odd[0].page(page.relative_to(odd[0].out).as_posix()[:-5]).select("a[href]")
        if "posts/" in link["href"]
        and not (page.parent / unquote(link["href"].split("#")[0])).is_file()
    ]

    assert missing == []


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_may_not_be_read_is_told_and_the_rest_is_published(make_site, kind):
    site = make_site({"posts/closed/x.md": GOOD, "posts/a.md": GOOD, "pages/about.md": "# A\n"})
    closed = site.root / "posts" / ("closed/x.md" if kind == "file" else "closed")
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        closed.chmod(0o755)
        pytest.skip("this user reads everything")
    built = site.build("-W", "--keep-going")
    closed.chmod(0o755)

    place = closed.relative_to(site.root)

    assert (built.exit, built.warnings, site.has("posts/a")) == (
        1, [f"{place}:1: WARNING: make the {kind} readable [kb.file]"], True,
    )  # fmt: skip


def test_a_file_that_disappears_while_the_site_is_built_is_told(make_site, monkeypatch):
    from sphinx_kb.catalog import publication

    site = make_site({"posts/a.md": GOOD, "posts/b.md": GOOD, "pages/about.md": "# A\n"})

    def scan(root, **options):
        found = real(root, **options)
        (root / "posts" / "a.md").unlink(missing_ok=True)
        return found

    real = publication.scan
    monkeypatch.setattr(publication, "scan", scan)
    built = site.build("-W", "--keep-going", has_twin=False)

    assert (built.warnings, site.has("posts/b")) == (
        ["posts/a.md:1: WARNING: make the file readable [kb.file]"], True,
    )  # fmt: skip


def test_a_site_without_articles_needs_no_folder_for_them(make_site):
    built = make_site().build("-W")

    assert built.exit == 0, built.output


def test_two_files_with_one_address_in_folders_of_their_own_are_told(make_site):
    site = make_site(
        {"posts/a.md": article(), "posts/a/index.md": article(), "posts/b.md": article()}
    )
    told = (
        "posts/a/index.md:1: WARNING: rename the file: 'posts/a.md' has the same address [kb.file]"
    )

    for arguments in ((), ("-j", "2"), ()):
        assert site.build(*arguments, builder="dirhtml").warnings == [told]
    assert site.build("-W").warnings == []
