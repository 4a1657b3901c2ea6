"""The site as one file: what is in it, what it says, and that it is the same each time."""

from __future__ import annotations

import hashlib
import re
import zipfile

import pytest

from sphinx_kb.checks.links import faults
from sphinx_kb.testing import article

ASKED = {"KB_CRISIS": "1", "KB_ADDRESS": "https://kb.example.org/help/"}
FILES = {
    "_data/incidents/ransomware.yml": "name: Ransomware\norder: 1\nfirst: [Disconnect]\n",
    "posts/a.md": article("categories: [risk]\n", "[B](b.md) and [notes](../assets/notes.txt).\n"),
    "posts/b.md": article(title="Beta", date="2026-11-20"),
    "posts/_drafts/secret.md": article(title="Secret"),
    "posts/later.md": article(title="Later", date="2027-01-01"),
    "assets/notes.txt": "Notes.\n",
    "book.epub": b"a book",
}


@pytest.fixture(scope="module")
def site(shared_site):
    return shared_site("crisis", FILES, environ=ASKED)


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    with zipfile.ZipFile(site.out / "knowledge-base.zip") as packed:
        packed.extractall(folder)
    (found,) = folder.iterdir()
    assert found.name == "knowledge-base"
    return found


def pages(copy):
    return {path.relative_to(copy).as_posix(): path.read_text("utf-8") for path in copy.rglob("*.html")}  # fmt: skip


def test_every_page_says_that_it_is_a_copy_and_of_which_day(copy):
    found = pages(copy)

    assert {"index.html", "search.html", "posts/a.html", "now.html", "offline.html"} <= set(found)
    assert all("Offline copy of 24 November 2026. The site may be newer." in page for page in found.values())  # fmt: skip


def test_every_link_of_it_has_its_file(copy):
    assert list(faults(copy)) == []


def test_it_has_what_the_search_of_a_disk_loads_and_nothing_for_machines(copy):
    names = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}

    assert {"searchindex.js", "_static/language_data.js", "_static/kb-search-words.js"} <= names
    assert any(name.endswith("/notes.txt") for name in names)
    assert not [name for name in names if name.endswith((".xml", ".md", ".zip", ".epub"))]
    assert not [name for name in names if name.startswith(("_pagefind", "kb-worker", "_headers", "llms"))]  # fmt: skip
    assert not any("-1200." in name for name in names)  # a picture for sharing


def test_nothing_that_is_not_published_is_in_it(copy):
    texts = [path.read_bytes() for path in copy.rglob("*") if path.is_file()]

    assert not any(b"Secret" in text or b"Later" in text for text in texts)


def test_the_page_tells_size_hash_and_newest_article(site):
    packed = (site.out / "knowledge-base.zip").read_bytes()
    digest = hashlib.sha256(packed).hexdigest()
    told = site.page("offline").select_one(".kb-article").get_text(" ", strip=True)

    assert (site.out / "knowledge-base.zip.sha256").read_text() == f"{digest}  knowledge-base.zip\n"
    assert digest in told
    assert f"{round(len(packed) / 1000)} kB. Made on 24 November 2026." in told
    assert "newest article is of 20 November 2026." in told
    assert "e-book" not in told


def test_readers_are_led_to_it_from_every_page_from_home_now_and_subscribe(site):
    for name, count in (("posts/a", 1), ("index", 2), ("now", 2), ("subscribe", 2)):
        assert len(site.page(name).select("a[href$='offline.html']")) == count, name


def test_it_is_the_same_after_a_second_build_and_new_after_a_change(make_site, monkeypatch):
    site = make_site(FILES)
    built = [site.build(environ=ASKED)]
    first = site.files()
    built.append(site.build(environ={**ASKED, "KB_EBOOK": str(site.root / "book.epub")}))
    second = site.files()
    site.write({"posts/b.md": article(title="Beta", date="2026-11-20", body="Other words.\n")})
    built.append(site.build(environ=ASKED))
    third = site.files()

    assert [one.warnings for one in built] == [[], [], []]
    assert second["knowledge-base.zip"] == first["knowledge-base.zip"]
    assert second["knowledge-base.epub"] == b"a book"
    assert b"knowledge-base.epub" in second["offline.html"]
    assert third["knowledge-base.zip"] != first["knowledge-base.zip"]
    assert "knowledge-base.epub" not in third
    assert third["knowledge-base.zip.sha256"][:64] in third["offline.html"]


@pytest.mark.parametrize("environ", [{}, {"KB_CRISIS": "0"}, {"KB_CRISIS": "1", "KB_PREVIEW": "1"}])
def test_it_is_made_only_when_asked_for_and_never_of_a_preview(make_site, environ):
    site = make_site(FILES)
    site.build(environ=environ)

    assert not list(site.out.glob("knowledge-base*"))


def test_of_a_site_whose_pages_are_folders_each_link_and_each_result_names_the_page(make_site):
    site = make_site(FILES)
    site.build(environ=ASKED, builder="dirhtml", out="_build/html")
    with zipfile.ZipFile(site.out / "knowledge-base.zip") as packed:
        packed.extractall(site.root / "unpacked")
    copy = site.root / "unpacked" / "knowledge-base"
    cards = (copy / "_static/kb-search-cards.js").read_text("utf-8")
    links = [link for page in pages(copy).values() for link in re.findall(r'<a [^>]*href="([^":]+)"', page)]  # fmt: skip

    assert list(faults(copy)) == []
    assert not [link for link in links if link.partition("#")[0].endswith("/")]
    assert '"posts/b/index.html"' in cards
