"""The few shapes that drawn covers are made of: plain values, drawn as SVG or by Pillow."""

from __future__ import annotations

import math
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 640, 360

Point = tuple[float, float]
Choice = TypeVar("Choice")


class Disc(NamedTuple):
    """A filled circle."""

    tone: int  # 0, the ground, to 4, the deepest
    x: float
    y: float
    radius: float


class Ring(NamedTuple):
    """The line of a circle."""

    tone: int
    x: float
    y: float
    radius: float
    line: float


class Area(NamedTuple):
    """A filled polygon."""

    tone: int
    points: tuple[Point, ...]


class Quarter(NamedTuple):
    """A quarter of a disc, from its corner; the angle turns it clockwise."""

    tone: int
    x: float
    y: float
    radius: float
    angle: int  # 0, 90, 180 or 270


Shape = Disc | Ring | Area | Quarter


class SeededRandom:
    """Numbers that look like chance, and are the same for a seed on every machine."""

    def __init__(self, seed: str) -> None:
        self._state = seed.encode()

    def number(self, low: float = 0, high: float = 1) -> float:
        """Return a number between two others."""
        self._state = sha256(self._state).digest()
        return low + (high - low) * int.from_bytes(self._state[:6]) / 2**48

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """Return one of the choices."""
        return choices[int(self.number(0, len(choices)))]


def area(tone: int, points: Iterable[Point]) -> Area:
    """Return a polygon with its corners rounded to what can be seen."""
    return Area(tone, tuple((round(x, 1), round(y, 1)) for x, y in points))


def arc(x: float, y: float, radius: float, start: float, end: float) -> list[Point]:
    """Return the points of an arc, in degrees, clockwise from the right."""
    steps = max(4, int(abs(end - start) * math.sqrt(radius) / 70))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
