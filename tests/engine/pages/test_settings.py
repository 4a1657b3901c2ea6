"""Each setting of the site does what it says, and one without effect is told."""

import io

import pytest
from PIL import Image

from sphinx_kb.command import settings
from sphinx_kb.site.settings import Settings
from sphinx_kb.testing import CONF, FRAME, article
from support import ROOT

SITE_YML = """\
description: What we do & why.
color: "#0b5fa5"
color_dark: "#8ac4ff"
navigation:
  - archive
  - {page: pages/team.md, name: The team}
  - topics/risk
  - {url: "https://example.org/", name: Company}
foot:
  - pages/team
  - {url: "mailto:us@example.org", name: Write to us}
head:
  - {rel: me, href: "https://social.example.org/@us"}
  - {name: google-site-verification, content: a<b}
repository: {url: "https://gitlab.example.org/x/y", branch: trunk, folder: docs}
ignored_fields: [wiki_id]
"""
OPTIONS = """\
html_static_path = ["_static"]
html_logo = "logo.png"
html_css_files = ["own.css", ("more.css", {})]
html_js_files = ["own.js"]
html_extra_path = ["extra"]
html_theme_options = {
    "announcement": "We <b>moved</b> <script>x</script>",
    "icon_links": [{"name": "Chat", "url": "https://chat.example.org/"}],
}
"""


@pytest.fixture(scope="module")
def site(shared_site):
    png = io.BytesIO()
    Image.new("RGB", (64, 32), "navy").save(png, "PNG")
    files = {
        "conf.py": CONF + OPTIONS, "logo.png": png.getvalue(), "_static/own.css": "p { color: red; }",
        "_static/more.css": "", "_static/own.js": "", "_data/site.yml": SITE_YML,
        "pages/team.md": "# Our team\n", "extra/robots.txt": "User-agent: me\n",
        "posts/a.md": article("categories: [risk]\nwiki_id: 12\nguid: old-1\n", title="A"),
    }  # fmt: skip
    return shared_site("settings", files, environ={"KB_ADDRESS": "https://kb.example.org/"})


def links(found):
    return [(link.get_text(strip=True), link["href"]) for link in found]


def test_the_navigation_is_the_owners(site):
    assert links(site.page("index").select(".kb-navigation ul")[0].select("a")) == [
        ("All articles", "archive.html"), ("The team", "pages/team.html"),
        ("Risk management", "topics/risk.html"), ("Company", "https://example.org/"),
    ]  # fmt: skip


def test_the_foot_is_the_owners_with_the_links_of_the_theme(site):
    found = links(site.page("posts/a").select(".kb-site-footer a"))

    assert found == [
        ("Our team", "../pages/team.html"), ("Write to us", "mailto:us@example.org"),
        ("Chat", "https://chat.example.org/"),
    ]  # fmt: skip


def test_the_head_of_the_home_page_says_whose_it_is(site):
    home, page = site.page("index"), site.page("posts/a")

    assert home.select_one('link[rel="me"]')["href"] == "https://social.example.org/@us"
    assert home.select_one('meta[name="google-site-verification"]')["content"] == "a<b"
    assert home.select_one('meta[name="description"]')["content"] == "What we do & why."
    assert page.select_one('link[rel="me"]') is None


def test_the_colors_are_the_owners_in_both_modes(site):
    sheet = (site.out / "_static/kb-topics.css").read_text("utf-8")

    assert 'html, html[data-theme="light"] { --pst-color-primary: #0b5fa5;' in sheet
    assert 'html[data-theme="dark"] { --pst-color-primary: #8ac4ff;' in sheet


def test_an_article_links_to_its_file_in_its_forge(site):
    (edit,) = site.page("posts/a").select('a:-soup-contains("Edit this page")')

    assert edit["href"] == "https://gitlab.example.org/x/y/-/edit/trunk/docs/posts/a.md"


def test_own_sheets_scripts_logo_and_announcement_are_on_every_page(site):
    page = site.page("posts/a")
    sheets = [link["href"] for link in page.select('link[rel="stylesheet"]')]

    assert sheets[-2:] == ["../_static/own.css", "../_static/more.css"]
    assert page.select_one('script[src="../_static/own.js"]').has_attr("defer")
    assert page.select_one(".kb-brand img")["src"] == "../_static/logo.png"
    assert str(page.select_one(".kb-announcement")).count("<b>moved</b>") == 1
    assert "<script>x" not in str(page)


def test_an_own_robots_txt_stays(site):
    assert (site.out / "robots.txt").read_text() == "User-agent: me\n"
    assert (site.out / "sitemap.xml").is_file()


def test_a_feed_calls_an_article_as_it_was_called_before(site):
    assert "<id>old-1</id>" in (site.out / "atom.xml").read_text("utf-8")


def test_a_private_site_has_nothing_for_machines(make_site):
    site = make_site({"_data/site.yml": "private: true\n", "posts/a.md": article()})
    built = site.build("-W", environ={"KB_ADDRESS": "https://kb.example.org/"})
    found = set(site.files())

    assert built.exit == 0, built.output
    assert not found & {
        "atom.xml",
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "llms.txt",
        "posts/a.md",
    }
    assert site.files()["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert site.page("posts/a").select_one('meta[name="robots"]')["content"] == "noindex, nofollow"


def test_without_an_address_no_absolute_one_is_published(make_site):
    site = make_site({
        "posts/a.md": article("author: mishaal\ncategories: [risk]\n", body="[B](b.md)\n"),
        "posts/b.md": article(title="B"),
    })  # fmt: skip
    built = site.build("-W")

    assert built.exit == 0, built.output
    assert "The address of the site is not known" in built.output
    assert not [name for name, data in site.files().items() if b"localhost" in data]
    assert not site.files().keys() & {"sitemap.xml"}
    assert b'<feed xml:base="../../" ' in site.files()["topics/risk/atom.xml"]
    assert b'"https://schema.org"' in site.files()["posts/a.html"]


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/en/latest/"}, "https://kb.example.org/en/latest/"),
        ({"CI_PAGES_URL": "https://us.gitlab.example/kb"}, "https://us.gitlab.example/kb/"),
        ({"NETLIFY": "true", "CONTEXT": "production", "URL": "https://n.example", "DEPLOY_PRIME_URL": "https://p.example"}, "https://n.example/"),
        ({"NETLIFY": "true", "CONTEXT": "deploy-preview", "URL": "https://n.example", "DEPLOY_PRIME_URL": "https://p.example"}, "https://p.example/"),
        ({"CF_PAGES": "1", "CF_PAGES_URL": "https://x.pages.example"}, "https://x.pages.example/"),
        ({"URL": "https://elsewhere.example"}, "https://own.example/"),
        ({"KB_ADDRESS": "https://a.example/", "CI_PAGES_URL": "https://b.example"}, "https://a.example/"),
    ],
)  # fmt: skip
def test_each_host_tells_the_address_and_else_the_owner_does(make_site, environ, address):
    site = make_site({"_data/site.yml": "address: https://own.example\n"})
    site.build(environ=environ)

    assert site.page("index").select_one('link[rel="canonical"]')["href"] == f"{address}index.html"


def test_the_address_of_conf_py_stands_before_the_hosts(make_site):
    site = make_site({"conf.py": CONF + 'html_baseurl = "https://conf.example/"\n'})
    site.build(environ={"CI_PAGES_URL": "https://host.example/"})

    assert b"https://conf.example/index.html" in site.files()["index.html"]


def test_a_host_without_an_address_ends_the_build_in_one_line(make_site):
    with pytest.raises(SystemExit, match="set KB_ADDRESS to the address of the site"):
        make_site().build(environ={"KB_ADDRESS": "kb.example.org"})


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("colour: red\n", "1: WARNING: correct 'colour': did you mean 'color'?"),
        ("private: true\ncolor: red\n", "2: WARNING: correct 'color':"),
        ("navigation:\n  - pages/none\n", "1: WARNING: correct 'pages/none' of 'navigation': the site has no such page"),
        ("navigation: [{url: 'javascript:x', name: X}]\n", "1: WARNING: correct 'navigation.1.url':"),
        ("head: [{rel: stylesheet, href: 'https://example.org/x.css'}]\n", "1: WARNING: correct 'head.1.rel':"),
        ("address: kb\n", "1: WARNING: correct 'address':"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_told_and_the_others_hold(make_site, text, remedy):
    site = make_site({"_data/site.yml": text, "posts/a.md": article()})
    first, second = (site.build("-j", jobs) for jobs in ("1", "2"))

    assert [line for line in first.warnings if line.startswith(f"_data/site.yml:{remedy}")]
    assert second.warnings == first.warnings
    assert ("noindex" in str(site.page("index"))) is ("private" in text)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ('html_style = "x.css"', "remove 'html_style': it has no effect here"),
        ('html_theme_options = {"show_navbar_depth": 2}', "remove 'show_navbar_depth' from html_theme_options: it has no effect here"),
        ('html_css_files = ["https://cdn.example/x.css"]', "save 'https://cdn.example/x.css' under _static/: a page loads nothing from another site"),
        ('html_theme_options = {"announcement": "https://example.org/x.html"}', "write the text of the announcement: it is not fetched from an address"),
    ],
)  # fmt: skip
def test_an_option_without_effect_is_told_at_its_line(make_site, line, remedy):
    site = make_site({"conf.py": f"{CONF}{line}\n", "posts/a.md": article()})
    number = len(CONF.splitlines()) + 1

    for _ in "12":
        assert site.build().warnings == [f"conf.py:{number}: WARNING: {remedy} [kb.source]"]


def test_a_page_that_nothing_leads_to_is_told(make_site):
    site = make_site({
        "conf.py": CONF.partition("suppress")[0], "pages/alone.md": "# Alone\n", "pages/linked.md": "# Linked\n", "pages/own.md": "---\norphan: true\n---\n\n# Own\n",
        "posts/a.md": article(body="[x](../pages/linked.md)\n"),
    })  # fmt: skip
    told = "pages/alone.md:1: WARNING: link to this page, or name it under 'navigation' of _data/site.yml: nothing leads to it [kb.page]"

    for jobs in "12":
        assert site.build("-j", jobs).warnings == [told]


def test_the_page_of_settings_is_fresh_and_has_each():
    page = (ROOT / "docs/settings.md").read_text("utf-8")

    assert page == settings.page(), "run kb settings > docs/settings.md"
    assert all(f"| `{name}` |" in page for name in Settings.model_fields)


def test_the_foot_of_a_site_without_settings_is_as_it_was(make_site):
    site = make_site({"posts/a.md": article(), **FRAME})
    site.build("-W", environ={"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"})

    assert [text for text, _ in links(site.page("index").select(".kb-site-footer a"))] == [
        "All articles", "Topics", "Tags", "Authors", "Subscribe", "Offline", "About",
    ]  # fmt: skip
