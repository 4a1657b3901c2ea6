"""No address that an article asks for leads outside the site, or takes the place of a page."""

from __future__ import annotations

import json
import os
import re
import string
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sphinx_kb.article import names, old_urls
from sphinx_kb.testing import FRAME, Site, article
from support.hostile import outside

PARTS = st.sampled_from([
    "..", ".", "", "...", "%2e%2e", "%2E%2e", "%252e%252e", "..%2f", "%5c..", "\\", "..\\", "/", "//",
    "index", "index.html", "search", "search.html", "topics", "topics.html", "posts", "posts/good.html",
    "posts/good", "posts/good.md", "posts/good.html/x", "archive.html", "404.html", "genindex.html",
    "_static", "_static/kb.css", "_pagefind/x", "_headers", "_headers/x", ".well-known", "robots.txt",
    "sitemap.xml", "feed.xml/x", "atom.xml", "llms.txt/x", "searchindex.js", "objects.inv", "assets/x.png",
    "INDEX.HTML", "Posts/Good.html", "con", "aux.html", "nul", "x y", "x:y", "x?y", "x#y", "*", "<b>",
    "'", '"', "é", "ß", "漢", "\u202e", "\ufeff", "\x00", "\x01", "\n", "\t", "%00", "%0a", "%", "%zz",
    "~", "~root", "$HOME", "${HOME}", "{{ 7 * 7 }}", ":title", ":nonsense", "C:", "file:", "javascript:x",
    "https://example.org/x", "x" * 300,
])  # fmt: skip
ADDRESSES = st.lists(
    PARTS | st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=5
).flatmap(lambda parts: st.sampled_from(["/", "", "\\", "%2f"]).map(lambda mark: mark.join(parts)))
NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\x00") | st.sampled_from("..%\\'\"<>&{} -"),
    min_size=1, max_size=20,
).filter(lambda name: name not in {".", ".."})  # fmt: skip
PROPERTY = settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def quoted(text: str) -> str:
    """Return a text as YAML."""
    return json.dumps(text)


@pytest.mark.slow
@PROPERTY
@given(ADDRESSES)
def test_a_normalised_address_is_a_path_inside_the_site(address):
    try:
        path = old_urls.output_file(old_urls.normalize(address))
    except ValueError as error:
        assert str(error)  # noqa: PT017  # most of what is tried is refused, and that is well
        return
    parts = PurePosixPath(path).parts

    assert not PurePosixPath(path).is_absolute()
    assert os.path.normpath(path) == path
    assert not any(part.startswith(".") or part != part.strip() for part in parts)
    assert not re.search(r"[\\%?#<>\"|*:\x00-\x1f\x7f]", path)
    assert path.lower().endswith((".html", ".htm"))


@PROPERTY
@given(st.text(max_size=40))
def test_the_address_of_a_name_is_one_plain_part(name):
    part = names.slug(name, "tag")

    assert part
    assert part not in {"index", "page"}
    assert len(part.encode()) <= 255 - len(".html")
    assert not set(part) & set(string.punctuation + string.whitespace) - {"-"}
    assert part.isprintable()


def hostile_site(root, lists: list[list[str]], permalinks: list[str], files: list[str]) -> Site:
    """Return a site whose articles ask for addresses, and have names, that they should not."""
    site = Site(root / "site").write({
        **FRAME, "posts/good.md": article(body="wordgood\n", title="Good"), "pages/own.md": "# Own\n",
        "../outside.html": "canary", "../outside/index.html": "canary",
    })  # fmt: skip
    site.write(
        {
            f"posts/from-{number}.md": article(
                f"redirect_from: [{', '.join(map(quoted, asked))}]\n", title=f"T{number}"
            )
            for number, asked in enumerate(lists)
        }
    )
    site.write(
        {
            f"posts/link-{number}.md": article(f"permalink: {quoted(asked)}\n", title=f"L{number}")
            for number, asked in enumerate(permalinks)
        }
    )
    for name in files:
        try:
            (site.root / "posts" / f"{name}.md").write_text(article(title="Named"), "utf-8")
        except OSError:
            continue  # no file can have that name
    return site


@pytest.mark.slow
@settings(PROPERTY, max_examples=5, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(st.lists(ADDRESSES, min_size=4, max_size=8), min_size=25, max_size=25),
    st.lists(ADDRESSES, min_size=25, max_size=25),
    st.lists(NAMES, min_size=15, max_size=15),
)
def test_nothing_outside_is_touched_and_no_page_is_replaced(lists, permalinks, files):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="kb-addresses-") as folder:
        site = hostile_site(Path(folder), lists, permalinks, files)
        before = outside(site.root)
        built = site.build(has_twin=False)
        found = site.files()

        assert "Traceback" not in built.output, built.output[-2000:]
        assert built.exit == 0
        assert outside(site.root) == before
        assert [path for path in site.out.rglob("*") if path.is_symlink()] == []
        moved = {path for path, data in found.items() if b"This page has moved" in data}
        pages = {
            f"{path.relative_to(site.root).with_suffix('')}.html"
            for path in site.root.rglob("posts/*.md")
        }
        fixed = {
            "index.html",
            "search.html",
            "archive.html",
            "topics.html",
            "404.html",
            "pages/own.html",
        }
        assert moved & (pages | fixed) == set()
        assert b"wordgood" in found["posts/good.html"]
        folders = ("_static/", "_images/", "_downloads/", "_pagefind/", "assets/", ".")
        assert {path for path in moved if path.startswith(folders)} == set()
        assert found["_headers"].startswith(b"/*")
        folded = [path.casefold() for path in found]
        assert sorted({path for path in folded if folded.count(path) > 1}) == []


UNDER_FILES = (
    "/_headers/", "/posts/a.md/", "/robots.txt/", "/sitemap.xml/x/", "/_headers/x.html", "/index/", "/posts/",
    "/searchindex.js/", "/objects.inv/", "/topics/", "/search/", "/assets/", "/_static/", "/genindex/",
)  # fmt: skip


@pytest.mark.slow
def test_an_address_under_what_is_a_file_does_not_stop_the_build(make_site):
    files = {f"posts/{n}.md": article(f"redirect_from: {at}\n") for n, at in enumerate(UNDER_FILES)}
    site = make_site({**files, "posts/a.md": article(title="A")})
    built = site.build()

    assert "Traceback" not in built.output
    assert built.exit == 0
    assert [at for n, at in enumerate(UNDER_FILES) if not site.has(f"posts/{n}")] == []
