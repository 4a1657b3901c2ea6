"""What stands under the title: the description that an article has, not its first paragraph again."""

from sphinx_kb.testing import article


def test_the_first_paragraph_is_not_shown_twice(make_site):
    site = make_site({
        "posts/a.md": article(body="The first words.\n"),
        "posts/b.md": article("description: What it is.\n", title="B", body="The first words.\n"),
    })  # fmt: skip
    site.build("-W")
    page = site.page("posts/a")

    assert page.get_text().count("The first words.") == 1
    assert page.select_one('meta[name="description"]')["content"] == "The first words."
    assert site.page("posts/b").select_one(".kb-standfirst").get_text() == "What it is."


def test_attributes_that_are_worth_no_word_are_dropped_in_silence(make_site):
    body = '<a href="https://example.org" target="_blank" rel="noopener" data-x="1" class="btn" aria-label="x">x</a>\n'
    site = make_site({"posts/a.md": article(body=body)})
    built = site.build("-W", "--keep-going")
    (link,) = site.page("posts/a").select("article p a[href='https://example.org']")

    assert built.exit == 0, built.output
    assert not {"target", "data-x", "aria-label"} & link.attrs.keys()
    assert "btn" not in link.get("class", [])
