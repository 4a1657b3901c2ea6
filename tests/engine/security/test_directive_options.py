"""The options of a directive: what an article may ask for, and what its author is told."""

from __future__ import annotations

import os

import pytest

from sphinx_kb.security.directive_options import line_number, line_numbers
from sphinx_kb.testing import article
from support.hostile import PNG, fence

MANY = "1-999999999"
LISTS = ",".join(["1-"] * 50_000)
NOT_LINES = (
    MANY, "0", "5-2", "-", "1,,2", "x", "1-2-3", "99999999999999999999", "9" * 5000, "1;2", "\u0663",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("1", "1-1"),
        ("3, 1", "1-1,3-3"),
        ("1-3,2-9,11", "1-9,11-11"),
        ("-3", "1-3"),
        ("3-", "3-"),
        ("4-,2-5", "2-"),
        ("1,2,3", "1-3"),
        (LISTS, "1-"),
    ],
    ids=lambda value: value[:20],
)
def test_each_line_is_named_once(written, lines):
    assert line_numbers(written) == lines


@pytest.mark.parametrize("written", NOT_LINES, ids=lambda value: value[:20])
def test_what_is_no_list_of_lines_is_refused(written):
    with pytest.raises(ValueError, match="write line numbers such as"):
        line_numbers(written)


@pytest.mark.parametrize("written", ["-1", "1.5", "x", "999999", "9" * 5000, ""])
def test_what_is_no_number_of_a_line_is_refused(written):
    with pytest.raises(ValueError, match="write a number from 0 to"):
        line_number(written)


@pytest.mark.parametrize(
    "written",
    [
        fence("code-block", "python", f":emphasize-lines: {MANY}", body="x = 1"),
        fence("sourcecode", "python", ":lineno-start: 99999999999999999999", body="x = 1"),
        fence("code", "python", ":number-lines: 99999999999999999999", body="x = 1"),
        f'{{emphasize-lines="{MANY}"}}\n```python\nx = 1\n```',
        '{lineno-start="99999999999999999999"}\n```python\nx = 1\n```',
        f'{{emphasize-lines="{MANY}"}}\n    x = 1',
        fence("image", "../assets/a.png", ":loading: embed", body=""),
    ],
    ids=lambda value: value[:40],
)
@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_option_that_asks_for_too_much_is_one_line_and_the_article_goes_without_it(
    make_site, written, processes
):
    body = f"Text.\n\n{written}\n"
    pages = {f"posts/{name}.md": article(title=name) for name in "bc"}
    site = make_site({"posts/a.md": article(body=body), "assets/a.png": PNG, **pages})
    first = site.build("-W", "--keep-going", "-j", processes)
    second = site.build("-W", "--keep-going", "-j", processes)

    assert [len(built.warnings) for built in (first, second)] == [1, 1]
    assert first.warnings[0].startswith("posts/a.md:")
    assert "Traceback" not in first.output
    assert site.page("posts/a").select("article .highlight, article img")


def test_lines_that_are_there_are_emphasized_however_the_code_is_written(make_site):
    code = "a = 1\nb = 2\nc = 3"
    body = (
        fence("code-block", "python", ":emphasize-lines: 2-", body=code)
        + f'\n\n{{emphasize-lines="1,3"}}\n```python\n{code}\n```\n'
    )
    site = make_site({"posts/a.md": article(body=body)})
    built = site.build("-W", "--keep-going")
    blocks = site.page("posts/a").select("article .highlight")

    assert built.warnings == []
    assert [[line.get_text().strip() for line in block.select(".hll")] for block in blocks] == [
        ["b = 2", "c = 3"], ["a = 1", "c = 3"],
    ]  # fmt: skip


def test_a_figure_may_be_as_wide_as_its_picture(make_site):
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (360, 90), "teal").save(data, "PNG")  # half of the column
    site = make_site({
        "assets/a.png": data.getvalue(),
        "posts/a.md": article(
            body=fence("figure", "../assets/a.png", ":figwidth: image", body="Words")
            + "\n\n"
            + fence("figure", "../assets/a.png", ":figwidth: image", ":target: https://example.org/", body="Words")
        ),
    })  # fmt: skip
    built = site.build("-W", "--keep-going")
    figures = site.page("posts/a").select("article figure")

    assert built.warnings == []
    assert len(figures[1].select("a[href='https://example.org/'] img")) == 1
    assert ["kb-width-50" in figure["class"] for figure in figures] == [True, True]


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_a_picture_that_becomes_another_kind_of_file_after_it_was_read_is_told(make_site, kind):
    site = make_site(
        {"posts/a.md": article(body="![words](../assets/a.png)\n"), "assets/a.png": PNG}
    )
    site.build()
    picture = site.root / "assets/a.png"
    picture.unlink()
    if kind == "pipe":
        os.mkfifo(picture)
    else:
        outside = site.root.parent / "outside.png"
        outside.write_bytes(PNG)
        os.utime(outside, (0, 0))  # older than the page, which is not read again
        picture.symlink_to(outside)
    built = site.build("-W", "--keep-going", has_twin=False)

    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("posts/a.md:6: WARNING: replace ")
    assert " by an ordinary file [kb." in built.warnings[0]
    assert "words" in site.page("posts/a").select_one("article").get_text()
