"""A static file that the site no longer has is not published; the theme's own always are."""

import shutil

import pytest

from sphinx_kb.testing import article


@pytest.fixture
def site(make_site):
    """Return a small site with files in a folder of static files of its own."""
    made = make_site({
        "posts/a.md": article(),
        "static/own.css": "a {}\n",
        "static/more/own.svg": "<svg/>\n",
        "static/doctools.js": "// the site's instead of the theme's\n",
        "static/pygments.css": "/* the site's instead of Sphinx's */\n",
    })  # fmt: skip
    build(made)
    return made


def build(site):
    """Build with the site's static files."""
    built = site.build("-W", "-D", "html_static_path=static")
    assert built.exit == 0, built.output
    return {name for name in site.files() if name.startswith("_static/")}


def test_a_static_file_that_is_gone_is_removed_from_the_output(site):
    before = build(site)
    site.remove("static/own.css", "static/more/own.svg")

    assert before - build(site) == {"_static/own.css", "_static/more/own.svg"}
    assert not (site.out / "_static/more").exists()


@pytest.mark.parametrize("name", ["doctools.js", "pygments.css"])
def test_what_a_file_of_the_site_stood_for_is_there_again(site, name):
    site.remove(f"static/{name}")
    build(site)

    assert "the site's" not in (site.out / "_static" / name).read_text("utf-8")


def test_nothing_else_is_removed(site):
    before = build(site)
    (site.out / "_static/foreign.css").write_text("b {}\n", "utf-8")

    assert build(site) == before | {"_static/foreign.css"}


def test_the_output_of_a_clean_build_is_the_same(site):
    site.remove("static/own.css", "static/doctools.js", "static/pygments.css")
    build(site)
    stepwise = site.files()
    shutil.rmtree(site.root / "_build")
    build(site)

    assert site.files().keys() == stepwise.keys()
