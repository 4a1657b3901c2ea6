"""The drawn cover of an article without a picture: from its topic and its name alone.

It is two SVG files, a light one and a dark one, with plain attributes for their colors: they
work in ``<img>``, need no style, and only the one that is seen is fetched.
"""

from __future__ import annotations

import colorsys
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from sphinx_kb.pictures.covers import patterns
from sphinx_kb.pictures.covers.shapes import HEIGHT, WIDTH, Area, Disc, Quarter, Ring, SeededRandom

if TYPE_CHECKING:
    from sphinx_kb.pictures.covers.shapes import Shape

RECIPE = 1  # raise it when a pattern or a tone changes: covers and cards are then drawn again
# The tones, from the ground to the deepest: (degrees from the topic's hue, saturation, lightness).
LIGHT = ((0, 30, 94), (0, 30, 87), (8, 30, 77), (-8, 30, 64), (-12, 40, 40))
DARK = ((0, 26, 15), (0, 26, 20), (8, 26, 27), (-8, 26, 37), (-12, 34, 58))
MODES = {"light.svg": LIGHT, "dark.svg": DARK}
SPREAD = 279  # with this number the first 36 articles have the most different patterns
PATTERNS = (
    patterns.ridges, patterns.arcs, patterns.tiles, patterns.columns, patterns.lenses,
    patterns.orbits, patterns.chevrons, patterns.dots, patterns.contours,
)  # fmt: skip
FINER = 2  # painted so much larger, then made smaller: smooth edges

Color = tuple[int, int, int]
Tone = tuple[int, int, int]


class Drawing(NamedTuple):
    """A drawn cover: it is known by what it is drawn from, and drawn when it is asked to."""

    topic: str
    slug: str
    hue: int
    recipe: int = RECIPE

    @property
    def key(self) -> str:
        """Return what the drawing is kept under."""
        return blake2b(repr(self).encode(), digest_size=16).hexdigest()

    def shapes(self) -> list[Shape]:
        """Return its shapes, from the ground up."""
        chance = SeededRandom(f"{SPREAD}/{self.topic}/{self.slug}")
        return list(chance.pick(PATTERNS)(chance))

    def files(self) -> dict[str, bytes]:
        """Return the drawing as SVG files."""
        shapes = self.shapes()
        return {name: svg(shapes, self.hue, tones).encode() for name, tones in MODES.items()}

    def paint(self, width: int, height: int) -> Image.Image:
        """Return the drawing as a picture in light tones, cropped to its middle."""
        scale = max(width / WIDTH, height / HEIGHT) * FINER
        left, top = (width * FINER - WIDTH * scale) / 2, (height * FINER - HEIGHT * scale) / 2
        image = Image.new("RGB", (width * FINER, height * FINER), color(self.hue, LIGHT[0]))
        draw = ImageDraw.Draw(image)
        for shape in self.shapes():
            ink = color(self.hue, LIGHT[shape.tone])
            if isinstance(shape, Area):
                draw.polygon([(left + x * scale, top + y * scale) for x, y in shape.points], ink)
                continue
            x, y, radius = left + shape.x * scale, top + shape.y * scale, shape.radius * scale
            box = (x - radius, y - radius, x + radius, y + radius)
            if isinstance(shape, Disc):
                draw.ellipse(box, ink)
            elif isinstance(shape, Ring):
                draw.ellipse(box, outline=ink, width=round(shape.line * scale))
            else:
                draw.pieslice(box, shape.angle, shape.angle + 90, ink)
        return image.reduce(FINER)


def color(hue: int, tone: Tone) -> Color:
    """Return a tone in a topic's hue."""
    turn, saturation, lightness = tone
    parts = colorsys.hls_to_rgb((hue + turn) % 360 / 360, lightness / 100, saturation / 100)
    red, green, blue = (round(part * 255) for part in parts)
    return red, green, blue


def svg(shapes: list[Shape], hue: int, tones: tuple[Tone, ...]) -> str:
    """Return shapes as an SVG file; neighbors of one tone share a group."""
    inks = ["#{:02x}{:02x}{:02x}".format(*color(hue, tone)) for tone in tones]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{inks[0]}"/>',
    ]
    group = ""
    for shape in shapes:
        ink = f'fill="{inks[shape.tone]}"'
        if isinstance(shape, Ring):
            ink = f'fill="none" stroke="{inks[shape.tone]}" stroke-width="{shape.line:g}"'
        if ink != group:
            parts.append(f"{'</g>' if group else ''}<g {ink}>")
            group = ink
        parts.append(_element(shape))
    return "".join([*parts, "</g></svg>\n"])


def _element(shape: Shape) -> str:
    """Return the element of one shape."""
    if isinstance(shape, Area):
        return f'<path d="M{"L".join(f"{x:g} {y:g}" for x, y in shape.points)}z"/>'
    x, y, radius = f"{shape.x:g}", f"{shape.y:g}", f"{shape.radius:g}"
    if isinstance(shape, Quarter):
        ends = {0: (1, 0, -1, 1), 90: (0, 1, -1, -1), 180: (-1, 0, 1, -1), 270: (0, -1, 1, 1)}
        right, down, back, along = (f"{side * shape.radius:g}" for side in ends[shape.angle])
        return f'<path d="M{x} {y}l{right} {down}a{radius} {radius} 0 0 1 {back} {along}z"/>'
    return f'<circle cx="{x}" cy="{y}" r="{radius}"/>'
