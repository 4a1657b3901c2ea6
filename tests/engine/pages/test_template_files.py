"""Templates: every file to fill in stands on one page, by the situation in which it is wanted."""

# a warning is one line

import pytest

from sphinx_kb.testing import article

LIST = """\
now:
  name: Now
  line: Open these first.
  files:
    - file: a-form.csv
      name: A form
      use: To fill in.
"""


def make(make_site, listed=LIST, body="[A](../assets/downloads/a-form.csv)\n", **more):
    return make_site(
        {
            "_data/templates.yml": listed,
            "assets/downloads/a-form.csv": "a,b\n",
            "posts/a.md": article(title="A", body=body, **more),
        }
    )


def files(site):
    return [
        (item.a.get_text(), item.select_one(".kb-count a").get_text())
        for item in site.page("templates").select(".kb-downloads li")
    ]


def test_a_file_is_listed_with_its_article(make_site):
    site = make(make_site)

    assert site.build("-W").exit == 0
    assert files(site) == [("A form", "A")]
    assert (site.out / site.page("templates").select_one("a[download]")["href"]).is_file()


def test_a_file_of_an_article_that_is_not_published_is_not_there(make_site):
    site = make(make_site, date="2030-01-01")

    assert site.build().warnings == []
    assert not site.has("templates")
    assert not any(b"a-form" in data or "a-form" in name for name, data in site.files().items())


def test_the_page_changes_with_the_list_and_with_the_title_of_the_article(make_site):
    site = make(make_site)
    site.build()
    changed = article(title="B", body="[A](../assets/downloads/a-form.csv)\n")
    site.write({"_data/templates.yml": LIST.replace("A form", "Another"), "posts/a.md": changed})
    site.build()

    assert files(site) == [("Another", "B")]


def test_a_removed_list_takes_the_page_with_it(make_site):
    site = make(make_site)
    site.build()
    site.remove("_data/templates.yml").build()

    assert not site.has("templates")
    assert "Templates" not in site.page("index").get_text()


@pytest.mark.slow
def test_parallel_reading_loses_no_file(make_site):
    names = [f"n{n}" for n in range(11)]
    listed = "now:\n  name: Now\n  files:\n" + "".join(
        f"    - {{file: {name}.csv, name: {name}, use: For it.}}\n" for name in names
    )
    site = make_site(
        {
            "_data/templates.yml": listed,
            **{f"assets/downloads/{name}.csv": "a\n" for name in names},
            **{
                f"posts/{name}.md": article(
                    title=name, body=f"[x](../assets/downloads/{name}.csv)\n"
                )
                for name in names
            },
        }
    )
    site.build("-j", "2")

    assert files(site) == [(name, name) for name in names]


def test_a_file_that_is_missing_from_the_list_or_the_folder_is_told(make_site):
    site = make(make_site, LIST.replace("a-form.csv", "a-from.csv"))

    assert site.build().warnings == [
        "_data/templates.yml:1: WARNING: correct 'a-from.csv': assets/downloads has no such file: did you mean 'a-form.csv'? [kb.file]",
        "_data/templates.yml:1: WARNING: list 'a-form.csv' of assets/downloads under the situation in which it is wanted [kb.file]",
    ]
