"""Drawings for dark pages: their colors turn their lightness round, and keep their hue."""

import colorsys

import pytest

from sphinx_kb.pictures.dark import turned, with_dark
from sphinx_kb.testing import article

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6"><rect fill="{}" width="8" height="6"/></svg>'


def lightness(color):
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[1]


@pytest.mark.parametrize("color", [b"#ffffff", b"#fff", b"white", b"#f4f7f7", b"#17212b", b"black"])
def test_what_is_light_becomes_dark_and_what_is_dark_light(color):
    now = lightness(turned(color).decode())

    assert (now < 0.2) == (color not in {b"#17212b", b"black"})
    assert 0.08 < now < 0.95


def test_a_drawing_gets_a_rule_for_each_of_its_colors():
    drawn = with_dark(SVG.format("#0b6a68").encode()).decode()

    assert "@media (prefers-color-scheme:dark)" in drawn
    assert f'[fill="#0b6a68"]{{fill:{turned(b"#0b6a68").decode()}}}' in drawn
    assert "svg{fill:" in drawn


@pytest.mark.parametrize(
    "value", ["url(#a)", "none", "red", "#12", "#12345", "#fff}*{x:y", "var(--a)"]
)
def test_nothing_but_a_color_comes_into_a_rule(value):
    drawing = SVG.format(value).encode()

    assert with_dark(drawing) == drawing


@pytest.mark.parametrize("value", ["rgb(240, 240, 240)", "hsl(0, 0%, 94%)", "rgba(0,0,0,.5)"])
def test_a_drawing_with_a_color_that_is_not_turned_stays_as_it_is(value):
    drawing = (
        SVG.format("#000000").replace("</svg>", f'<path fill="{value}" d="M0 0"/></svg>').encode()
    )

    assert with_dark(drawing) == drawing


def test_a_drawing_in_a_text_opens_larger(make_site):
    wide = SVG.format("#ffffff").replace("0 0 8 6", "0 0 720 300")
    body = "```{figure} /assets/p.svg\n:alt: A plan\nCaption.\n```\n"
    site = make_site({"posts/a.md": article(body=body), "assets/p.svg": wide})
    assert site.build("-W").exit == 0

    link = site.page("posts/a").select_one("figure a.kb-picture")
    assert link["aria-label"] == "Open the picture larger: A plan"
    assert "kb-drawing" in link.img["class"]
