"""The card that is shown where an article without a photograph is shared: 1200 x 630, PNG."""

from __future__ import annotations

import io
import zlib
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from sphinx_kb.pictures.covers.cover import LIGHT, color
from sphinx_kb.pictures.covers.typesetting import (
    LEADING,
    drop_missing_glyphs,
    ellipsize,
    fit_to_box,
    font,
)

if TYPE_CHECKING:
    from PIL import ImageFont

    from sphinx_kb.pictures.covers.cover import Color, Drawing

RECIPE = 2  # raise it when the card looks different
FILE = "1200.png"
WIDTH, HEIGHT = 1200, 630
PANEL = 440  # the drawing, at the right
MARGIN = 72
TITLE = (WIDTH - PANEL - MARGIN - 56, 370)  # the box that a title has to fit
SIZES = range(72, 31, -4)
INK, MUTED = (23, 33, 43), (81, 96, 110)
STEPS = 32  # of each ink, from white to full
TEXT, ACCENT, QUIET = 0, STEPS, 2 * STEPS  # where the steps of each ink begin in the palette
TABLES = {  # how much of a dot is covered -> its color
    ink: [ink + value * (STEPS - 1) // 255 for value in range(256)] for ink in (TEXT, ACCENT, QUIET)
}
INKED = [0] + 255 * [255]


class SharingCard(NamedTuple):
    """What a card says, and what is drawn on it."""

    title: str
    topic: str
    site: str
    drawing: Drawing
    recipe: int = RECIPE

    @property
    def key(self) -> str:
        """Return what the card is kept under."""
        return blake2b(repr(self).encode(), digest_size=16).hexdigest()

    def files(self) -> dict[str, bytes]:
        """Return the card as a PNG file, the same bytes every time.

        A title in letters that the font lacks gives way to the name of the site.
        """
        accent = color(self.drawing.hue, (0, 42, 28))
        card = Image.new("P", (WIDTH, HEIGHT), 0)
        card.putpalette([part for each in palette(self.drawing.hue, accent) for part in each])
        panel = self.drawing.paint(PANEL, HEIGHT)
        card.paste(panel.quantize(palette=card, dither=Image.Dither.NONE), (WIDTH - PANEL, 0))
        site, topic = drop_missing_glyphs(self.site), drop_missing_glyphs(self.topic)
        small, large = font("regular", 26), font("semibold", 28)
        _write(card, 96, ellipsize(topic, large, TITLE[0]), large, ACCENT)
        face, lines = fit_to_box(drop_missing_glyphs(self.title) or site, *TITLE, SIZES)
        for number, line in enumerate(lines):
            _write(card, 132 + round(face.size * (1 + number * LEADING)), line, face, TEXT)
        card.paste(ACCENT + STEPS - 1, (MARGIN, HEIGHT - 112, MARGIN + 57, HEIGHT - 108))
        _write(card, HEIGHT - 66, ellipsize(site, small, TITLE[0]), small, QUIET)
        data = io.BytesIO()
        card.save(data, "PNG", compress_type=zlib.Z_RLE)  # half the time, a tenth more bytes
        return {FILE: data.getvalue()}


def palette(hue: int, accent: Color) -> list[Color]:
    """Return the colors of a card: the steps of its inks, and the tones of its drawing with those between."""
    white = (255, 255, 255)
    inks = [
        between(white, ink, step / (STEPS - 1))
        for ink in (INK, accent, MUTED)
        for step in range(STEPS)
    ]
    tones = [color(hue, tone) for tone in LIGHT]
    mixed = [
        between(one, other, part / 4) for one, other in combinations(tones, 2) for part in (1, 2, 3)
    ]
    return inks + tones + mixed


def between(one: Color, other: Color, part: float) -> Color:
    """Return a color between two others."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _write(card: Image.Image, base: int, text: str, face: ImageFont.FreeTypeFont, ink: int) -> None:
    """Write a line at the left margin, on a base line, in the steps of an ink."""
    size = round(face.size)
    letters = Image.new("L", (round(face.getlength(text)) + size, 2 * size), 0)
    ImageDraw.Draw(letters).text((0, round(1.4 * size)), text, 255, face, "ls")
    steps = letters.point(TABLES[ink])
    place = MARGIN, base - round(1.4 * size)
    card.paste(steps.convert("P"), place, letters.point(INKED))
