"""Our scripts and style sheets as readers get them: what they do, without what explains it."""

from __future__ import annotations

import re

import pytest

from sphinx_kb import theme
from sphinx_kb.testing import CONF, article
from sphinx_kb.theme import publish


def test_readers_get_no_comment_and_no_indentation(make_site):
    site = make_site({"posts/a.md": article()})
    site.build("-W")
    ours = [path for path in (site.out / "_static").glob("kb*") if "kb-search-" not in path.name]
    lines = [line for path in ours for line in path.read_text("utf-8").splitlines()]

    assert lines
    assert [line for line in lines if re.match(r"\s|//|/\*(?!!)|$", line)] == []
    sheets = {path.name: path.read_text("utf-8") for path in (site.out / "_static").glob("*.css")}
    assert all(sheets[name].count("\n") == 1 for name in ("kb.css", "kb-search.css"))
    assert all("(BSD-3-Clause" in sheets[name] or "(MIT" in sheets[name] for name in publish.MADE)


@pytest.mark.parametrize("path", sorted(theme.STATIC.glob("kb*.js")), ids=lambda path: path.name)
def test_nothing_but_comments_and_space_is_left_out_of_a_script(path):
    source = path.read_text("utf-8")
    without = re.sub(r"(?m)^\s*//.*$|\s//\s.*$|/\*\*.*?\*/", "", source)
    published = re.sub(r"\s//\s.*", "", publish.script(source))

    assert re.sub(r"\s", "", published) == re.sub(r"\s", "", without)


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("a {\n  /* Why */\n  b: c;\n}\n", "a{b:c}\n"),
        ("/* One\n   two */\n\na > b {}\n", "a>b{}\n"),
        ("/*! MIT */\na { width: calc(1px + 2px) }\n", "/*! MIT */a{width:calc(1px + 2px)}\n"),
        ('a::before { content: "a  /* b */" }', 'a::before{content:"a  /* b */"}\n'),
        ("a { background: url(data:image/svg+xml;a,b) }", "a{background:url(data:image/svg+xml;a,b)}\n"),
    ],
)  # fmt: skip
def test_of_a_sheet_the_rules_and_the_licenses_are_left(source, published):
    assert publish.sheet(source) == published


def test_a_script_s_text_with_two_slashes_stays():
    source = (
        '(() => {\n  // Why\n  /** @type {string} */\n  const url = "https://a.b"; // here\n})();\n'
    )

    assert publish.script(source) == '(() => {\nconst url = "https://a.b"; // here\n})();\n'


def test_a_site_has_no_file_of_the_themes_under_ours_which_no_page_loads(make_site):
    site = make_site({"posts/a.md": article()})
    site.build("-W")
    folders = {path.name for path in (site.out / "_static").iterdir() if path.is_dir()}

    assert (site.out / "_static" / "theme.css").exists()
    assert folders.isdisjoint({"styles", "scripts", "vendor", "locales", "images"})
    assert sum(map(len, site.files().values())) < 1_000_000


def test_a_theme_of_the_owner_s_brings_its_files(make_site):
    own = 'html_theme = "own"\nhtml_theme_path = ["themes"]\n'
    site = make_site(
        {
            "conf.py": f"{CONF}{own}",
            "themes/own/theme.toml": '[theme]\ninherit = "sphinx_book_theme"\n',
            "themes/own/static/own.css": "a { color: navy }\n",
            "posts/a.md": article(),
        }
    )
    built = site.build("-W")

    assert built.exit == 0, built.output
    assert (site.out / "_static" / "own.css").read_text() == "a { color: navy }\n"
    site.build("-W")
    assert (site.out / "_static" / "own.css").exists()
