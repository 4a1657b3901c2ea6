"""Feeds and Markdown twins keep what the page of an article says."""

from __future__ import annotations

import feedparser
import pytest

from sphinx_kb.testing import article

BODY = """\
The loss is {math}`x_1^2`.

```{note}
A warning.
```

## After

- [x] Done
- [ ] Open

```yaml
:x: 1
```

```{figure} ../assets/wall.png
:alt: A wall with a door

A wall.
```

```{list-table}
:width: 100%

* - A
  - B
```

::::{tab-set}
:::{tab-item} Chair
Ask.
:::
::::
"""


@pytest.fixture(scope="module")
def site(shared_site, png):
    return shared_site("page-text", {"posts/a.md": article(body=BODY), "assets/wall.png": png})


@pytest.fixture(scope="module")
def png():
    import io

    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def entry(site):
    return feedparser.parse((site.out / "feed.xml").read_bytes())["entries"][0]["content"][0][
        "value"
    ]


@pytest.fixture(scope="module")
def twin(site):
    return (site.out / "posts/a.md").read_text("utf-8")


def test_a_formula_keeps_its_meaning_in_a_feed(site):
    text = (site.out / "feed.json").read_text("utf-8")

    assert "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>" in text


def test_a_task_shows_in_a_feed_whether_it_is_done(entry):
    assert ("\u2611 Done" in entry, "\u2610 Open" in entry) == (True, True)


def test_a_twin_has_the_formula_as_it_was_written(twin):
    assert "$x_1^2$" in twin


def test_a_twin_keeps_code_as_code_and_text_as_text(twin):
    assert twin.count("```") == 2
    assert ":x: 1" in twin
    assert "## After" in twin


def test_a_twin_has_the_text_of_a_figure(twin):
    assert "![A wall with a door](" in twin
    assert "A wall." in twin


def test_the_radio_of_a_tab_is_no_task(twin):
    assert "Chair" in twin
    assert twin.count("\u2611") == 1


def test_a_table_of_full_width_has_the_full_width(site):
    assert "kb-width-100" in (site.out / "posts/a.html").read_text("utf-8")
