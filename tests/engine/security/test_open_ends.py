"""What HTML lets an author leave open is closed as a browser closes it, and nobody is told."""

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
