"""What of a site is in the copy: what a reader can come to, and nothing of other machines or people."""

import io
import zipfile

import pytest

from sphinx_kb.offline.archive import archive
from sphinx_kb.offline.copied_page import BEGIN, END, copied, with_file
from sphinx_kb.offline.reachable import addresses, for_readers, reachable, target
from sphinx_kb.offline.sizes import spoken

SITE = {
    "index.html": '<a href="posts/a.html#part">A</a> <a href="https://example.org/x.html">x</a>'
    '<img src="_images/a%20b.png" srcset="_images/one.avif 480w, _images/two.avif 960w">'
    '<link rel="stylesheet" href="_static/kb.css">',
    "posts/a.html": '<a href="../index.html">Home</a> <a href="../risks/">Risks</a>'
    '<a href="../atom.xml">Feed</a> <a href="a.md">Markdown</a> <a href="../../../etc/passwd">p</a>'
    '<a href="/posts/b.html">b</a> <a href="?q=1">self</a> <a href="../_downloads/1f/notes.md">n</a>',
    "risks/index.html": "",
    "posts/b.html": "",
    "posts/a.md": "",
    "atom.xml": "",
    "llms.txt": "",
    "_downloads/1f/notes.md": "",
    "_images/a b.png": "",
    "_images/one.avif": "",
    "_images/two.avif": "",
    "_images/shared-card.png": "",
    "_static/kb.css": "a { background: url('mark.svg') } b { background: url(data:x) }",
    "_static/mark.svg": "",
    "_static/kb-search.js": "",
    "_static/theirs.js": "",
    "searchindex.js": "",
    "_pagefind/pagefind.js": "",
    "knowledge-base.zip": "",
    "kb-worker.js": "",
}


def test_what_a_reader_can_come_to_is_reached_and_nothing_else():
    found = reachable(["index.html", "gone.html"], SITE, lambda path: addresses(path, SITE[path]))

    assert found == {
        "index.html", "posts/a.html", "risks/index.html", "_downloads/1f/notes.md", "_images/a b.png",
        "_images/one.avif", "_images/two.avif", "_static/kb.css", "_static/mark.svg",
        "_static/kb-search.js", "searchindex.js",
    }  # fmt: skip


def test_what_is_for_readers_is_seen_by_its_name():
    files = [*SITE, "_headers", ".buildinfo", "_images/a-1f2e3d4c-1200.png", "_static/doctools.js"]
    left_out = set(files) - set(for_readers(files))

    assert left_out == {
        "_headers", ".buildinfo", "_images/a-1f2e3d4c-1200.png", "_static/doctools.js", "posts/a.md",
        "atom.xml", "llms.txt", "_pagefind/pagefind.js", "knowledge-base.zip", "kb-worker.js",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a", "//example.org/a", "/index.html", "../../../etc/passwd", "mailto:x@y.z", "gone.html"],
)  # fmt: skip
def test_an_address_elsewhere_is_no_file_of_the_site(address):
    assert target("posts/a.html", address, SITE) == ""


def test_a_page_of_the_copy_says_so_and_leads_nowhere_but_into_it():
    page = (
        '<html><head><link rel="alternate" type="application/atom+xml" href="../atom.xml">\n</head>'
        '<body data-kb-article="posts/a" data-kb-offline>\n<div class="bd-container">'
        '<p class="kb-count kb-subscribe"><a href="../atom.xml">Subscribe to the feed</a></p>'
        '<a class="x" href="../risks/#r1">Risks</a> <a href="gone.html"><b>Gone</b></a> '
        '<a href="https://example.org/">Out</a> <a href="#part">Part</a></div></body></html>'
    )
    shown = copied("posts/a.html", page, "Offline copy of 24 November 2026.", "Here", SITE)

    assert "atom" not in shown
    assert "Subscribe" not in shown
    assert "data-kb-offline" not in shown
    assert '<a class="x" href="../risks/index.html#r1">Risks</a> <b>Gone</b> ' in shown
    assert '<a href="https://example.org/">Out</a> <a href="#part">Part</a>' in shown
    assert shown.index("Offline copy of 24") < shown.index('<div class="bd-container">')


def test_a_page_without_our_frame_has_the_bar_first():
    assert copied("a.html", '<body class="x"><p>A</p>', "Copy", "Here", SITE).index("Copy") < 80


def test_what_a_page_tells_of_the_file_is_put_in_and_replaced():
    page = f"<p>{BEGIN}{END}</p>"
    once = with_file(page, "one")

    assert once == f"<p>{BEGIN}one{END}</p>"
    assert with_file(once, "two") == f"<p>{BEGIN}two{END}</p>"
    assert with_file("<p>none</p>", "two") == "<p>none</p>"


def test_an_archive_is_sorted_dated_by_nobody_and_the_same_each_time():
    files = {"b.html": b"b" * 100, "a/c.png": b"c" * 100}
    packed = archive(files)
    entries = zipfile.ZipFile(io.BytesIO(packed)).infolist()

    assert packed == archive(dict(reversed(files.items())))
    assert [one.filename for one in entries] == ["knowledge-base/a/c.png", "knowledge-base/b.html"]
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.external_attr >> 16 for one in entries} == {0o100644}


@pytest.mark.parametrize(
    ("size", "text"), [(1, "1 kB"), (640_400, "640 kB"), (4_564_349, "4.6 MB")]
)
def test_a_size_is_told_in_few_signs(size, text):
    assert spoken(size) == text
