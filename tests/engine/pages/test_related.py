"""Related: what shares most comes first, the author's own choice before all."""

import pytest

from sphinx_kb.pages.related import MOST, rank
from sphinx_kb.testing import article


def related(site, docname):
    return [link.get_text() for link in site.page(docname).select(".kb-foot .kb-card-title a")]


def test_a_rare_thing_shared_counts_more_than_a_common_one():
    features = {
        "a": [("tag", "rare"), ("topic", "common")],
        "b": [("tag", "rare")],
        "c": [("topic", "common")],
        "d": [("topic", "common")],
        "e": [],
    }

    assert rank(features)["a"] == ["b", "c", "d"]


def test_equal_shares_are_equal_whatever_they_are_made_of():
    shared = {"two": "am", "six": "amcdef", "three": "abg", "four": "abhi"}  # 2 * 6 = 3 * 4
    for total in range(20, 60):
        features = {str(number): [] for number in range(total)}
        for feature, names in shared.items():
            for name in names:
                features.setdefault(name, []).append(("tag", feature))

        assert rank(features)["a"][:2] == ["b", "m"]


def test_the_order_is_stable_and_short():
    features = {f"n{number}": [("tag", "x")] for number in range(20)}

    assert rank(features)["n0"] == [f"n{number}" for number in (1, 10, 11, 12, 13)][:MOST]


def test_the_authors_choice_comes_first(make_site):
    site = make_site(
        {
            "posts/a.md": article("related: [z]\ntags: [x]\n", title="A"),
            "posts/b.md": article("tags: [x]\n", title="B"),
            "posts/z.md": article(title="Z"),
        }
    )
    site.build()

    assert related(site, "posts/a") == ["Z", "B"]


def test_an_unknown_choice_is_told_with_the_nearest(make_site):
    site = make_site(
        {
            "posts/a.md": article("related: [boarding]\n", title="A"),
            "posts/board.md": article(title="B"),
        }
    )

    assert site.build().warnings == [
        "posts/a.md:4: WARNING: correct 'boarding': there is no such article: did you mean 'board'? [kb.link]"
    ]


def test_a_tag_that_goes_takes_the_relation_with_it(make_site):
    site = make_site(
        {
            "posts/a.md": article("tags: [x]\n", title="A"),
            "posts/b.md": article("tags: [x]\n", title="B"),
        }
    )
    site.build()
    site.write({"posts/b.md": article("tags: [y]\n", title="B")}).build()

    assert related(site, "posts/a") == []


@pytest.mark.slow
def test_a_removed_article_is_not_related(make_site):
    site = make_site(
        {
            "posts/a.md": article("tags: [x]\n", title="A"),
            "posts/b.md": article("tags: [x]\n", title="B"),
        }
    )
    site.build("-j", "2")
    site.remove("posts/b.md").build("-j", "2")

    assert related(site, "posts/a") == []


@pytest.mark.slow
def test_parallel_reading_relates_the_same(make_site):
    files = {
        f"posts/n{n:02}.md": article(f"tags: [t{n % 3}, t{n % 4}]\n", title=f"N {n:02}")
        for n in range(12)
    }
    alone, together = make_site(files, "alone"), make_site(files, "together")
    alone.build()
    together.build("-j", "2")

    assert len(related(alone, "posts/n00")) == MOST
    assert [related(together, f"posts/n{n:02}") for n in range(12)] == [
        related(alone, f"posts/n{n:02}") for n in range(12)
    ]
