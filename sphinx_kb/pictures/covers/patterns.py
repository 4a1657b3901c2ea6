"""The patterns of drawn covers: calm, flat, and different for each article."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sphinx_kb.pictures.covers.shapes import (
    HEIGHT,
    WIDTH,
    Disc,
    Quarter,
    Ring,
    SeededRandom,
    Shape,
    arc,
    area,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def ridges(chance: SeededRandom) -> Iterator[Shape]:
    """Yield hills behind hills, under a low sun."""
    yield Disc(
        1, round(chance.number(170, 470)), round(chance.number(80, 150)), chance.pick((44, 60))
    )
    first = chance.number(120, 170)
    for layer, tone in enumerate((1, 2, 3, 4)):
        height, wave = chance.number(18, 42), chance.number(0.006, 0.012)
        phase, small = chance.number(0, math.tau), chance.number(0, math.tau)
        top = first + layer * chance.number(48, 60)
        crest = [
            (x, top + height * math.sin(x * wave + phase) + 9 * math.sin(x * wave * 2.7 + small))
            for x in range(0, WIDTH + 1, 20)
        ]
        yield area(tone, [(0, HEIGHT), *crest, (WIDTH, HEIGHT)])


def arcs(chance: SeededRandom) -> Iterator[Shape]:
    """Yield rings that spread from the edge, as from a stone in water."""
    x, y = round(chance.number(130, 510)), chance.pick((56, HEIGHT - 56))
    tones = chance.pick(((1, 0, 2, 1, 3), (1, 2, 1, 3, 2), (2, 1, 0, 1, 2)))
    radius, step, count = 400.0, chance.number(38, 58), 0
    while radius > step / 2:
        yield Disc(tones[count % len(tones)], x, y, round(radius))
        radius -= step * chance.pick((0.6, 1, 1))
        count += 1
    yield Disc(4, x, y, round(max(16, radius + step * 0.4)))


QUARTERS, DISCS = 0.62, 0.74  # of the tiles: up to here the one, from there the other


def tiles(chance: SeededRandom) -> Iterator[Shape]:
    """Yield quarters of discs in a grid, turned by a rule."""
    side, turn = 80, chance.pick((0, 1, 2, 3))
    across, down, both = chance.pick(((1, 1, 0), (0, 0, 1), (2, 1, 0), (1, 3, 0)))
    for row in range(5):
        for column in range(8):
            x, y = column * side, row * side - 20
            kind = chance.number()
            tone = min(3, 1 + int((row + column) / 4 + chance.number(-0.4, 0.6)))
            turns = (turn + across * column + down * row + both * row * column) % 4
            corner = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))[turns]
            if kind < QUARTERS:
                yield Quarter(tone, *corner, side, 90 * turns)
            elif kind < DISCS:
                yield Disc(tone, x + side / 2, y + side / 2, side / 4)
    yield Disc(4, side * chance.pick((2, 3, 4, 5)) + 40, side * chance.pick((1, 2, 3)) + 20, 20)


def columns(chance: SeededRandom) -> Iterator[Shape]:
    """Yield columns with round heads, as high as a wave."""
    pitch, share = chance.pick((40, 48, 56)), chance.number(0.3, 0.7)
    width, middle = pitch * 0.68, chance.number(150, 210)
    wave, phase = chance.number(0.006, 0.013), chance.number(0, math.tau)
    for number in range(WIDTH // pitch + 1):
        x = number * pitch + (WIDTH % pitch) / 2 - pitch / 2
        top = middle + 70 * math.sin(x * wave + phase) + 24 * math.sin(x * wave * 3 + 1)
        tone = 1 + (number * 2 + int(phase)) % 3 if number != int(share * WIDTH / pitch) else 4
        head = arc(x + width / 2, top, width / 2, 180, 360)
        yield area(tone, [(x, HEIGHT), *head, (x + width, HEIGHT)])


def lenses(chance: SeededRandom) -> Iterator[Shape]:
    """Yield circles in a row, each sharing something with the next."""
    radius, gap = chance.pick((84, 98, 112)), chance.number(1.05, 1.45)
    count = int(WIDTH / (radius * gap)) + 2
    start, y = WIDTH / 2 - radius * gap * (count - 1) / 2, HEIGHT / 2 + chance.number(-14, 14)
    half = math.degrees(math.acos(gap / 2))
    deep = count // 2 - chance.pick((0, 1))
    for number in range(count):
        yield Disc(1 + number % 2, round(start + radius * gap * number, 1), round(y, 1), radius)
    for number in range(count - 1):
        left = start + radius * gap * number
        lens = arc(left, y, radius, -half, half)
        lens += arc(left + radius * gap, y, radius, 180 - half, 180 + half)
        yield area(4 if number == deep else 3, lens)


def orbits(chance: SeededRandom) -> Iterator[Shape]:
    """Yield lines around a center, and what moves along them."""
    x, y = round(chance.number(230, 410)), round(chance.number(150, 210))
    step = chance.pick((34, 40, 46))
    yield Disc(1, x, y, step * chance.pick((2, 3)))
    for number in range(1, 11):
        yield Ring(2, x, y, step * number, 1.5)
    yield Disc(4, x, y, step // 2)
    for number in range(2, 10):
        for _ in range(chance.pick((1, 1, 2))):
            angle, tone = math.radians(chance.number(0, 360)), chance.pick((2, 3, 3))
            at = x + step * number * math.cos(angle), y + step * number * math.sin(angle)
            yield Disc(tone, round(at[0], 1), round(at[1], 1), chance.pick((6, 9, 12)))


def chevrons(chance: SeededRandom) -> Iterator[Shape]:
    """Yield a sheet, folded, in bands."""
    fold, rise, band = chance.pick((80, 107, 160)), chance.number(30, 64), chance.number(34, 48)
    tones = chance.pick(((0, 1, 2, 1), (1, 0, 2, 0, 3, 0), (1, 2, 3, 2), (0, 1, 2, 3, 2, 1)))
    deep, number, y = chance.pick((3, 4, 5)), 0, -rise
    while y < HEIGHT + rise:
        edge = [(x * fold, y + (rise if x % 2 else 0)) for x in range(WIDTH // fold + 2)]
        tone = 4 if number == deep else tones[number % len(tones)]
        yield area(tone, [*edge, (edge[-1][0], HEIGHT), (0, HEIGHT)])
        y += band * (0.35 if number == deep else 1)
        number += 1


def dots(chance: SeededRandom) -> Iterator[Shape]:
    """Yield a grid of dots, larger along a sweep."""
    lean, middle = chance.number(-0.4, 0.4), chance.number(140, 220)
    bend, reach = chance.number(15, 45), chance.number(100, 150)
    grid = []
    for x in range(20, WIDTH, 40):
        for y in range(20, HEIGHT, 40):
            away = y - middle - lean * (x - WIDTH / 2) - bend * math.sin(x / 110)
            if (near := 1 - abs(away) / reach) > 0:
                grid.append(Disc(1 + round(near * 2), x, y, round(3.5 + 12 * near)))
    yield from sorted(grid)
    deep = chance.pick((220, 260, 300, 340, 380, 420))
    yield max([dot for dot in grid if dot.x == deep] or grid, key=lambda dot: dot.radius)._replace(
        tone=4
    )


def contours(chance: SeededRandom) -> Iterator[Shape]:
    """Yield the lines of a map around a hill."""
    x, y = chance.number(230, 410), chance.number(140, 220)
    first, second = chance.number(0, math.tau), chance.number(0, math.tau)
    flat, lobes = chance.number(0.62, 0.8), chance.pick((2, 3))
    for number, tone in enumerate((1, 0, 1, 2, 3, 4)):
        size, swell = 370 * 0.66**number, 0.18 * (1 - number / 7)
        points = []
        for step in range(48):
            turn = math.tau * step / 48
            far = 1 + swell * math.sin(lobes * turn + first) + 0.07 * math.sin(4 * turn + second)
            points.append((x + size * far * math.cos(turn), y + size * flat * far * math.sin(turn)))
        yield area(tone, points)
