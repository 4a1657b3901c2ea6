"""Sizes that authors give become classes and attributes, and no style is left."""

import io

import pytest
from PIL import Image

from sphinx_kb.markup.inline_styles import without_style
from sphinx_kb.testing import article
from support import ROOT

STYLED = [
    ('<col style="width: 33.3%">', '<col class="kb-width-30">'),
    ('<col style="width: 1%" />', '<col class="kb-width-10" />'),
    (
        '<table class="table" style="width: 60%;" id="x">',
        '<table class="kb-width-60 table" id="x">',
    ),
    ('<figure class="align-left" style="width: 200px">', '<figure class="kb-width-30 align-left">'),
    ('<figure style="width: 9000px">', '<figure class="kb-width-100">'),
    ('<img alt="a" src="b" style="width: 50%;" />', '<img class="kb-width-50" alt="a" src="b" />'),
    ('<img alt="a" style="width: 300px;">', '<img alt="a" width="300">'),
    ('<img alt="a" style="height: 40px; width: 2in;">', '<img alt="a" width="192">'),
    ('<img width="800" height="400" style="width: 200px;">', '<img width="200" height="100">'),
    ('<dl class="field-list" style="--field-indent: 4em;">', '<dl class="field-list">'),
    ('<p style="position:fixed">x</p>', "<p>x</p>"),
    ('<p title="style=">&lt;p style="x"&gt;</p>', '<p title="style=">&lt;p style="x"&gt;</p>'),
]


@pytest.mark.parametrize(("styled", "expected"), STYLED)
def test_a_style_becomes_a_class_or_an_attribute(styled, expected):
    assert without_style(styled) == expected


def test_every_class_of_a_width_is_in_the_sheet():
    sheet = (ROOT / "sphinx_kb/theme/static/kb.css").read_text("utf-8")

    assert [n for n in range(10, 101, 10) if f".kb-width-{n} " not in sheet] == []


BODY = """\
```{list-table}
:widths: 20 80
* - a
  - b
```

```{table} T
:width: 60%

| a |
|---|
| b |
```

```{figure} ../assets/p.png
:width: 50%
:figwidth: 40%
C
```

```{image} ../assets/p.png
:width: 300px
```
"""


@pytest.mark.slow
@pytest.mark.parametrize("docname", ["posts/a", "pages/a"])
def test_no_page_has_a_style(make_site, docname):
    picture = io.BytesIO()
    Image.new("RGB", (900, 500), "gray").save(picture, "PNG")
    site = make_site({
        "posts/a.md": article(body=BODY), "pages/a.md": f"# A\n\n{BODY.replace('../', '/')}\n:field: value\n",
        "assets/p.png": picture.getvalue(),
    })  # fmt: skip
    site.build()
    page = site.page(docname)

    assert page.select("[style]") == []
    assert [col["class"] for col in page.select("col")] == [["kb-width-20"], ["kb-width-80"]]
    assert page.select_one("table.kb-width-60")
    assert page.select_one("figure.kb-width-40 img.kb-width-50")
    assert page.select_one('img[width="300"]')
