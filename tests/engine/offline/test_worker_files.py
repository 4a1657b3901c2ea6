"""What the build writes for the worker: the same for the same site, and only where it is wanted."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_kb.testing import article

FILES = {
    "posts/a.md": article("categories: [risk]\n", "[Offline](../offline.html).\n"),
    "posts/b.md": article(title="Beta"),
}


def given(site):
    text = (site.out / "kb-worker.js").read_text("utf-8")
    return json.loads(re.match(r"const KB = (.*);\n", text)[1])


def test_its_version_is_that_of_what_it_may_keep(make_site):
    site = make_site(FILES)
    built = [site.build()]
    first, listed = given(site), json.loads((site.out / "kb-worker.json").read_text())
    built.append(site.build())
    again = given(site)
    sizes = {name: (site.out / name).stat().st_size for name in listed["files"]}
    site.write({"posts/b.md": article(title="Beta", body="Other words.\n")})
    built.append(site.build(today="2026-11-25"))
    changed = given(site)

    assert [one.warnings for one in built] == [[], [], []]
    assert again == first
    assert changed["version"] != first["version"]
    assert listed["version"] == first["version"]
    assert {name: size for name, (_, size) in listed["files"].items()} == sizes
    assert {"posts/a.html", "search.html", "searchindex.js", "offline.html"} <= set(listed["files"])
    assert not [name for name in listed["files"] if name.endswith((".xml", ".md", ".zip", "404.html"))]  # fmt: skip
    assert {"offline.html", "index.html", "_static/kb.css", "_static/kb.js"} <= set(first["shell"]["files"])  # fmt: skip
    assert "data-kb-offline" in (site.out / "posts/a.html").read_text()


def test_a_change_of_one_text_leaves_the_frame_at_its_version(make_site):
    site = make_site({"posts/a.md": article(hidden="true"), "posts/b.md": article(hidden="true")})
    site.build()
    first = given(site)
    site.write({"posts/b.md": article(hidden="true", body="Other words.\n")}).build()

    assert given(site)["shell"] == first["shell"]
    assert given(site)["version"] != first["version"]


@pytest.mark.parametrize(
    ("settings", "environ", "is_kept"),
    [
        ("offline: false\n", {}, False),
        ("private: true\n", {}, False),
        ("private: true\noffline: true\n", {}, True),
        ("", {"KB_PREVIEW": "1"}, False),
    ],
)
def test_where_it_is_not_wanted_one_is_published_that_goes(make_site, settings, environ, is_kept):
    site = make_site({**FILES, "_data/site.yml": settings})
    site.build(environ=environ)
    script = (site.out / "kb-worker.js").read_text("utf-8")

    assert ("unregister" in script) is not is_kept
    assert (site.out / "kb-worker.json").exists() is is_kept
    assert ("data-kb-offline" in (site.out / "posts/b.html").read_text()) is is_kept


def test_a_link_to_the_page_is_text_in_an_e_book_and_no_fault(make_site):
    site = make_site(FILES)
    built = site.build(builder="epub")

    assert not [line for line in built.warnings if "kb.link" in line]
