"""Draw assets/post-images/whiteboard.jpg: two overlapping circles on a whiteboard.

python tools/draw_whiteboard.py
"""

from __future__ import annotations

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1600, 900)
FACTOR = 2  # drawn larger, then made smaller: smooth lines
INK = (24, 42, 54)
TEAL = (11, 106, 104)
WARM = (180, 84, 31)
TARGET = Path(__file__).parent.parent / "assets" / "post-images" / "whiteboard.jpg"


def stroke(
    draw: ImageDraw.ImageDraw,
    points: list[tuple[float, float]],
    color: tuple[int, int, int],
    width: int,
) -> None:
    """Draw a line as a felt pen does: round at its ends and joints."""
    draw.line(points, fill=color, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=color)


def circle(x: float, y: float, radius: float, hand: random.Random) -> list[tuple[float, float]]:
    """Return the points of a circle drawn by hand: not quite closed, not quite round."""
    tilt = hand.uniform(0, math.tau)
    return [
        (
            x + (radius + 6 * math.sin(3 * turn + tilt)) * math.cos(turn),
            y + (radius + 6 * math.sin(3 * turn + tilt)) * math.sin(turn),
        )
        for turn in (step / 100 for step in range(-40, 600))
    ]


def board() -> Image.Image:
    """Return an empty whiteboard: a frame, a surface that catches some light."""
    width, height = (side * FACTOR for side in SIZE)
    image = Image.new("RGB", (width, height), (214, 219, 221))
    light = Image.new("L", (width, height), 0)
    ImageDraw.Draw(light).ellipse([-width * 0.2, -height * 0.6, width * 0.9, height * 0.9], fill=90)
    light = light.filter(ImageFilter.GaussianBlur(260))
    surface = Image.new("RGB", (width, height), (243, 246, 246))
    surface.paste(Image.new("RGB", (width, height), (255, 255, 255)), mask=light)
    image.paste(surface.crop((0, 0, width - 96, height - 96)), (48, 48))
    draw = ImageDraw.Draw(image)
    draw.rectangle([48, 48, width - 48, height - 48], outline=(168, 177, 181), width=6)
    return image


def main() -> None:
    """Draw the picture, the same bytes every time."""
    hand = random.Random(15)
    image = board()
    draw = ImageDraw.Draw(image)
    middle, across = SIZE[1], SIZE[0]
    stroke(draw, circle(across - 350, middle, 560, hand), TEAL, 16)
    stroke(draw, circle(across + 350, middle, 560, hand), WARM, 16)
    font = ImageFont.load_default(96)
    small = ImageFont.load_default(52)
    for text, x, y, color, face in (
        ("Technical", across - 520, middle - 150, TEAL, font),
        ("Business", across + 520, middle - 150, WARM, font),
        ("risk", across, middle - 90, INK, font),
        ("said in both", across, middle + 10, INK, small),
        ("languages", across, middle + 80, INK, small),
        ("threats", across - 540, middle + 10, INK, small),
        ("vulnerabilities", across - 540, middle + 90, INK, small),
        ("controls", across - 540, middle + 170, INK, small),
        ("goals", across + 540, middle + 10, INK, small),
        ("budgets", across + 540, middle + 90, INK, small),
        ("people", across + 540, middle + 170, INK, small),
    ):
        draw.text((x, y), text, fill=color, font=face, anchor="mm")
    image.resize(SIZE, Image.Resampling.LANCZOS).save(TARGET, quality=82, optimize=True)


if __name__ == "__main__":
    main()
