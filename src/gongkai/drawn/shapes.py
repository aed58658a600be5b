"""Which figure a glyph looks like: its shape beside those of common typefaces, in shapes.txt.

A font may say that its glyph is an 8 and draw a 5. A digit is believed only where it looks like that digit in some typeface,
and more so than like any other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops

ACROSS, DOWN = 12, 16
FARTHEST = 50.0  # a glyph that is no nearer to any typeface's is no figure
BESIDE = 3.0  # by which another figure has to be farther away than the one that was read
NARROW = 40.0  # what twice or half the width in proportion to the height counts
INK = 128
FLAT, SMALL = 0.22, 0.36  # of the size: the tallest minus, the tallest point or comma
SHORTEST, TALLEST = 0.35, 1.15  # of the size: a digit
SAME = {"−": "-", "－": "-", "．": ".", "，": ",", "／": "/"} | {chr(ord("０") + n): str(n) for n in range(10)}
FIGURES = frozenset("0123456789-.,/")


@dataclass(frozen=True, slots=True)
class Shape:
    """`pixels` of the glyph drawn as wide and tall as all others, `width` in proportion to its height.

    `height` and `foot` (where it begins above the line of writing) in proportion to the size of the letters.
    """

    pixels: bytes
    width: float
    height: float
    foot: float


def shape_of(picture: Image.Image, size: float, line: float) -> Shape | None:
    """The glyph in a picture, dark on white; `size` of the letters and height of the `line` from the top in pixels.

    None where the glyph draws nothing.
    """
    dark = picture.point([255 if level < INK else 0 for level in range(256)])
    box = dark.getbbox()
    if box is None:
        return None
    ink = ImageChops.invert(picture.crop(box)).resize((ACROSS, DOWN), Image.Resampling.BOX)
    height = box[3] - box[1]
    return Shape(ink.tobytes(), (box[2] - box[0]) / height, height / size, (line - box[3]) / size)


def looks_like(shape: Shape | None, text: str) -> bool:
    """Whether a glyph that was read as this figure looks like it. What is no figure is not asked."""
    figure = SAME.get(text, text)
    if figure not in FIGURES:
        return True
    if shape is None:
        return False
    if figure == "-":
        return shape.height < FLAT and shape.width > 1.3 and 0.05 < shape.foot < 0.7
    if figure in ".,":
        return shape.height < SMALL and shape.width < 1.8 and shape.foot < 0.15
    distances = distances_of(shape)
    others = min(distance for other, distance in distances.items() if other != figure)
    tall = SHORTEST < shape.height < TALLEST or figure == "/"
    return tall and distances[figure] < FARTHEST and distances[figure] + BESIDE < others


def distances_of(shape: Shape) -> dict[str, float]:
    """How far the shape is from the nearest of each figure."""
    figures, widths, pixels = references()
    own = Image.frombytes("L", pixels.size, shape.pixels * len(figures))
    means = ImageChops.difference(own, pixels).reduce((ACROSS, DOWN)).tobytes()
    found: dict[str, float] = {}
    for figure, width, mean in zip(figures, widths, means, strict=True):
        distance = mean + NARROW * abs(math.log2(shape.width / width))
        found[figure] = min(found.get(figure, math.inf), distance)
    return found


@cache
def references() -> tuple[str, tuple[float, ...], Image.Image]:
    """The figures of shapes.txt, their widths, and their shapes one below the other."""
    rows = [line.split() for line in Path(__file__).with_name("shapes.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    pixels = b"".join(bytes(17 * int(level, 16) for level in row[2]) for row in rows)
    picture = Image.frombytes("L", (ACROSS, DOWN * len(rows)), pixels)
    return "".join(row[0] for row in rows), tuple(float(row[1]) for row in rows), picture
