"""HTML as other systems write it: ends are added, films are links, and styles that only place go."""

from __future__ import annotations

import pytest

from sphinx_kb.security.html import rebuilt

CASES = {  # what is written -> what is published
    "<ul><li>a<li>b</ul>": "<ul><li>a</li><li>b</li></ul>",
    "<p>a<p>b": "<p>a</p><p>b</p>",
    "<dl><dt>a<dd>b<dt>c</dl>": "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>",
    "<table><tr><th>a<td>b<tr><td><p>c</td></table>":
        "<table><tr><th>a</th><td>b</td></tr><tr><td><p>c</p></td></tr></table>",
    "<table><thead><tr><th>a<tbody><tr><td>b</table>":
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    "<ul><li>a<ul><li>b</ul><li>c</ul>": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("written", CASES)
def test_an_end_that_html_lets_out_is_added(written):
    results, refused, end = rebuilt([written])

    assert "".join(results) + end == CASES[written]
    assert refused == [[]]


def test_it_may_come_in_pieces_between_paragraphs():
    results, refused, end = rebuilt(["<ul><li>", "<li>", "</ul>"])

    assert (results, end) == (["<ul><li>", "</li><li>", "</li></ul>"], "")
    assert refused == [[], [], []]


@pytest.mark.parametrize("written", ["<div>a", "<p><span>a</p>", "<details><summary>a"])
def test_any_other_is_told(written):
    assert any("without an end" in told for told in rebuilt([written])[1][-1])


FILMS = {  # a frame that plays a film -> a link to it: no page shows anything of another site
    '<iframe width="560" src="https://www.youtube.com/embed/a-1_b?si=x" allowfullscreen></iframe>':
        '<a href="https://www.youtube.com/watch?v=a-1_b">Video on YouTube</a>',
    '<iframe src="//player.vimeo.com/video/12" title="A &lt;b&gt; talk"></iframe>':
        '<a href="https://vimeo.com/12">A &lt;b&gt; talk</a>',
    '<iframe src="https://www.youtube-nocookie.com/embed/x" />':
        '<a href="https://www.youtube.com/watch?v=x">Video on YouTube</a>',
}  # fmt: skip


@pytest.mark.parametrize("written", FILMS)
def test_a_film_in_a_frame_is_a_link(written):
    results, refused, end = rebuilt([written])

    assert ("".join(results), end) == (FILMS[written], "")
    assert refused == [[]]


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/embed/x", "javascript:x", 'https://www.youtube.com/embed/x"onload=x',
        "https://www.youtube.com.example.org/embed/x", "https://www.youtube.com/embed/", "x", "",
    ],
)  # fmt: skip
def test_any_other_frame_is_told(source):
    results, refused, _ = rebuilt([f"<iframe src='{source}'></iframe>"])

    assert "<a" not in "".join(results)
    assert "<iframe" not in "".join(results)
    assert "<iframe>" in refused[0]


@pytest.mark.parametrize(
    ("style", "is_told"),
    [
        ("position:relative; padding-bottom:56.25%;height:0;", False), ("text-align: center", False), ("display:flex", False),
        ("display: none", True), ("visibility:hidden", True), ("color: red", True), ("text-decoration: line-through", True),
    ],
)  # fmt: skip
def test_a_style_that_only_places_a_thing_goes_and_any_other_is_told(style, is_told):
    results, refused, _ = rebuilt([f'<div style="{style}">a</div>'])

    assert results == ["<div>a</div>"]
    assert refused == [["style= of <div>"] if is_told else []]


@pytest.mark.parametrize(
    ("written", "shown", "told"),
    [
        ('<td align="center" width="50%" bgcolor="red">', "<td>", []),
        ('<div editor-title="a.py" itemprop="text" data-x></div>', "<div></div>", []),
        ('<img src="/a.png" width="9" border="0">', '<img src="/a.png" width="9">', []),
        ("<p onclick=x() on-click=x() hidden>", "<p>", ["onclick= of <p>", "on-click= of <p>", "hidden= of <p>"]),
    ],
)  # fmt: skip
def test_what_an_attribute_says_of_looks_goes_and_what_it_does_is_told(written, shown, told):
    results, refused, _ = rebuilt([written])

    assert results == [shown]
    assert refused == [told]
