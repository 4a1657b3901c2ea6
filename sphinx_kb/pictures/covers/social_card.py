"""The card that is shown where an article without a photograph is shared: 1200 x 630, PNG."""

from __future__ import annotations

import io
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from sphinx_kb.pictures.covers.cover import color
from sphinx_kb.pictures.covers.typesetting import (
    LEADING,
    drop_missing_glyphs,
    ellipsize,
    fit_to_box,
    font,
)

if TYPE_CHECKING:
    from sphinx_kb.pictures.covers.cover import Drawing

RECIPE = 1  # raise it when the card looks different
FILE = "1200.png"
WIDTH, HEIGHT = 1200, 630
PANEL = 440  # the drawing, at the right
MARGIN = 72
TITLE = (WIDTH - PANEL - MARGIN - 56, 370)  # the box that a title has to fit
SIZES = range(72, 31, -4)
INK, MUTED = (23, 33, 43), (81, 96, 110)


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
        image = Image.new("RGB", (WIDTH, HEIGHT), (255, 255, 255))
        image.paste(self.drawing.paint(PANEL, HEIGHT), (WIDTH - PANEL, 0))
        draw = ImageDraw.Draw(image)
        accent = color(self.drawing.hue, (0, 42, 28))
        site, topic = drop_missing_glyphs(self.site), drop_missing_glyphs(self.topic)
        small, large = font("regular", 26), font("semibold", 28)
        draw.text((MARGIN, 96), ellipsize(topic, large, TITLE[0]), accent, large, "ls")
        face, lines = fit_to_box(drop_missing_glyphs(self.title) or site, *TITLE, SIZES)
        for number, line in enumerate(lines):
            base = 132 + round(face.size * (1 + number * LEADING))
            draw.text((MARGIN, base), line, INK, face, "ls")
        draw.rectangle((MARGIN, HEIGHT - 112, MARGIN + 56, HEIGHT - 109), accent)
        draw.text((MARGIN, HEIGHT - 66), ellipsize(site, small, TITLE[0]), MUTED, small, "ls")
        few = image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        data = io.BytesIO()
        few.save(data, "PNG")
        return {FILE: data.getvalue()}
