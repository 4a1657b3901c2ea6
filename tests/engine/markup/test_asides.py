"""Sidebars and notes in the margin: boxes with their titles, wherever the text is read."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article

BODY = """\
:::{sidebar} Its *title*
The text.

```{note}
Within it.
```
:::

:::{margin}
A remark.
:::

:::{margin} A title
Another.
:::
"""


@pytest.fixture(scope="module")
def page(shared_site):
    return shared_site("asides", {"posts/a.md": article(body=BODY)}).page("posts/a")


def test_each_is_a_box_with_the_title_that_it_has(page):
    boxes = [
        (
            [name for name in box["class"] if name in {"kb-aside", "margin"}],
            [title.get_text() for title in box.select(".kb-aside-title")],
        )
        for box in page.select(".kb-article .kb-aside")
    ]

    assert boxes == [
        (["kb-aside"], ["Its title"]), (["kb-aside", "margin"], []),
        (["kb-aside", "margin"], ["A title"]),
    ]  # fmt: skip
    assert page.select_one(".kb-aside .kb-aside-title em").get_text() == "title"
    assert page.select_one(".kb-aside .admonition").get_text().split() == ["Note", "Within", "it."]


def test_none_is_a_landmark_without_a_name(page):
    assert not page.select(".kb-article aside:not(.footnote-list, [role], [aria-label])")
