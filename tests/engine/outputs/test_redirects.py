"""Old addresses of pages, lists, pictures and feeds lead to what is there now."""

import io

import pytest
from PIL import Image

from sphinx_kb.testing import article


def picture():
    """Return a picture of one color."""
    data = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(data, "PNG")
    return data.getvalue()


FILES = {
    "pages/team.md": "---\nredirect_from: [/people/, /crew.html]\n---\n\n# The team\n",
    "pages/work.md": "---\nredirect_from: /jobs\n---\n\n# Work\n",
    "assets/x.png": picture(),
    "posts/a.md": article("categories: [risk]\nredirect_from: /old/a/\n", body="![x](../assets/x.png)\n"),
    "_data/redirects.yml": (
        "/category/risk/: topics/risk\n/start/: index.md\n/feed/: atom.xml\n/rss.xml: feed.xml\n"
        "/blog/first: posts/a.md#part\n/img/x.png: assets/x.png\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(shared_site):
    return shared_site("redirects", FILES)


def test_an_address_whose_article_is_gone_is_told_and_leads_nowhere(make_site):
    files = {
        "posts/b.md": article(title="B"),
        "_data/redirects.yml": "/x.html: /posts/a.html\n/y/: posts/a\n",
    }
    site = make_site({**files, "posts/a.md": article(title="A")})
    assert site.build("-W").exit == 0
    site.remove("posts/a.md")
    told = site.build(has_twin=False).warnings
    clean = make_site(files, "clean")
    first = clean.build()

    assert told == first.warnings
    assert len(told) == 2
    assert site.files() == clean.files()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people/index", "../pages/team.html"), ("crew", "pages/team.html"), ("jobs/index", "../pages/work.html"),
        ("category/risk/index", "../../topics/risk.html"), ("start/index", "../index.html"),
        ("blog/first/index", "../../posts/a.html"), ("old/a/index", "../../posts/a.html"),
        ("feed/index", "../atom.xml"),
    ],
)  # fmt: skip
def test_an_old_address_leads_to_the_page_that_is_there_now(site, old, new):
    assert site.page(old).a["href"] == new
    assert (site.out / f"{old}.html").parent.joinpath(new).resolve().is_file()


def test_a_picture_and_a_feed_are_at_their_old_address_themselves(site):
    files = site.files()

    assert files["rss.xml"] == files["feed.xml"]
    assert files["img/x.png"].startswith(b"\x89PNG")


def test_hosts_that_can_are_told_to_answer_with_301(site):
    lines = (site.out / "_redirects").read_text("utf-8").splitlines()

    assert "/people/ /pages/team.html 301" in lines
    assert "/category/risk/ /topics/risk.html 301" in lines


def test_an_address_that_is_no_longer_asked_for_is_gone(make_site):
    site = make_site(FILES)
    site.build()
    site.remove("_data/redirects.yml").build()

    assert not (site.out / "category").exists()
    assert not (site.out / "img").exists()


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"_data/redirects.yml": "/a/: posts/none\n"}, "_data/redirects.yml:1: WARNING: correct 'posts/none': no page or file of the site is there [kb.address]"),
        ({"_data/redirects.yml": "/a/: ../conf.py\n"}, "_data/redirects.yml:1: WARNING: correct '../conf.py': no page or file of the site is there [kb.address]"),
        ({"_data/redirects.yml": "\n/../a/: index\n"}, "_data/redirects.yml:2: WARNING: correct '/../a/': write the old address as a path inside the site: /old/address/ [kb.source]"),
        ({"_data/redirects.yml": "/posts/a.html: index\n", "posts/a.md": article()}, "_data/redirects.yml:1: WARNING: remove the old address 'posts/a.html': a page is there [kb.address]"),
        ({"pages/x.md": "---\nredirect_from: 'https://example.org/'\n---\n\n# X\n"}, "pages/x.md:1: WARNING: 'redirect_from': write the old address from the site's root: /old/address/ [kb.address]"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_told(make_site, files, line):
    site = make_site({"posts/b.md": article(title="B"), **files})

    for jobs in "12":
        assert site.build("-j", jobs).warnings == [line]
