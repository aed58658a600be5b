"""Two grey pictures of the same place beside each other: the page as it is drawn, and only the glyphs that were read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from gongkai.drawn.legibility import LEAST_CONTRAST, luminance, ratio

BARELY = 1.03  # below it nothing is seen at all
PAPER = 20  # grey levels by which paper may differ from itself
WHITE, FRINGE, INK = 250, 240, 190  # where no glyph is drawn, where the edge of one may be, and where one is for certain
FEW = 3  # pixels
EDGE = 1.0  # points at each side of a cell that its ruling lines take
WIDE_EDGE, LINE = 3.0, 0.75  # points within which a line may run along the side of a cell, and how much of the side it takes
DARK = 4.0  # contrast with white of paper on which nobody writes

Box = tuple[int, int, int, int]
"""Left, top, right, bottom: pixels."""

LIGHT = tuple(luminance((level / 255, level / 255, level / 255)) for level in range(256))
"""The luminance of each grey level."""


def contrast(first: int, second: int) -> float:
    return ratio(LIGHT[first], LIGHT[second])


@dataclass(frozen=True, slots=True)
class Sight:
    """Of a glyph's ink on the page: how much of it is well seen, how much is seen at all, and whether any part is missing."""

    well: float
    at_all: float
    whole: bool


def sight_of(glyph: Image.Image, shown: Image.Image) -> Sight | None:
    """None where the glyph has no ink."""
    darkest, _ = glyph.getextrema()
    assert isinstance(darkest, (int, float))
    if darkest > 200:
        return None
    paper = paper_of(shown, mask(glyph, WHITE, 255))
    nearer = ImageFilter.MinFilter(3) if paper >= 128 else ImageFilter.MaxFilter(3)  # it may be drawn a pixel beside its place
    core, ink = mask(glyph, 0, int(darkest) + 60), mask(glyph, 0, int(darkest) + 130)
    shown = shown.filter(nearer)
    well = seen(shown, core, paper, LEAST_CONTRAST)
    missing = (1 - seen(shown, ink, paper, LEAST_CONTRAST)) * ink.histogram()[255]
    return Sight(well, seen(shown, core, paper, BARELY), missing <= FEW)


def seen(shown: Image.Image, ink: Image.Image, paper: int, least: float) -> float:
    """How much of the ink has at least this contrast with the paper."""
    levels = shown.histogram(ink)
    found = sum(count for level, count in enumerate(levels) if count and contrast(level, paper) >= least)
    return found / (sum(levels) or 1)


def mask(picture: Image.Image, lowest: int, highest: int) -> Image.Image:
    return picture.point([255 if lowest <= level <= highest else 0 for level in range(256)])


def paper_of(shown: Image.Image, free: Image.Image) -> int:
    """The level of most of what is free of glyphs."""
    levels = shown.histogram(free)
    return max(range(256), key=levels.__getitem__) if any(levels) else most_of(shown)


def most_of(picture: Image.Image) -> int:
    levels = picture.histogram()
    return max(range(256), key=levels.__getitem__)


def is_dark(shown: Image.Image, scale: float) -> bool:
    """Whether nobody writes on what a cell's ruling lines enclose; a cell of no more than its lines is not dark."""
    inner = within_lines(shown, scale)
    return inner is not None and contrast(most_of(shown.crop(inner)), 255) > DARK


def within_lines(shown: Image.Image, scale: float) -> Box | None:
    """Of a cell's picture what is no ruling line; None where nothing is."""
    edge = round(EDGE * scale)
    box = (edge, edge, shown.width - edge, shown.height - edge)
    return box if box[0] < box[2] and box[1] < box[3] else None


def left_over(shown: Image.Image, glyphs: Image.Image, scale: float) -> bool:
    """Whether a cell shows something that is neither a glyph that was read nor paper nor a ruling line along its sides."""
    box = within_lines(shown, scale)
    if box is None:
        return False
    shown, glyphs = shown.crop(box), glyphs.crop(box)
    free = mask(glyphs, WHITE, 255)
    paper = paper_of(shown, free)
    levels = shown.histogram(free)
    if sum(levels) - sum(levels[max(paper - PAPER, 0) : paper + PAPER + 1]) <= FEW:
        return False
    other = ImageChops.invert(mask(shown, paper - PAPER, paper + PAPER))
    other = ImageChops.multiply(other, mask(glyphs.filter(ImageFilter.MinFilter(3)), FRINGE, 255))
    return without_lines(other, round(WIDE_EDGE * scale)).histogram()[255] > FEW


def strayed(glyphs: Image.Image, places: Iterable[Box], cell: Box, scale: float) -> bool:
    """Whether a glyph that belongs to another cell is drawn in this one. `places`: where its own glyphs may be."""
    edge = round(EDGE * scale)
    foreign = glyphs.copy()
    for left, top, right, bottom in places:
        foreign.paste(255, (left - cell[0], top - cell[1], right - cell[0], bottom - cell[1]))
    inside = (edge, edge, foreign.width - edge, foreign.height - edge)
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return False
    return sum(foreign.crop(inside).histogram()[:INK]) > FEW


def without_lines(other: Image.Image, edge: int) -> Image.Image:
    """Less the lines that run along the sides, with a pixel beside each."""
    width, height = other.size
    columns = other.resize((width, 1), Image.Resampling.BOX).tobytes()
    rows = other.resize((1, height), Image.Resampling.BOX).tobytes()
    cleared = other.copy()
    for x in along_sides(columns, edge):
        cleared.paste(0, (max(x - 1, 0), 0, x + 2, height))
    for y in along_sides(rows, edge):
        cleared.paste(0, (0, max(y - 1, 0), width, y + 2))
    return cleared


def along_sides(means: Sequence[int], edge: int) -> Iterator[int]:
    last = len(means)
    for number, mean in enumerate(means):
        if (number < edge or number >= last - edge) and mean >= 255 * LINE:
            yield number


def side_by_side(shown: Image.Image, glyphs: Image.Image) -> bytes:
    """A PNG: left as the page draws it, right only the glyphs that were read."""
    both = Image.new("L", (shown.width + glyphs.width + 12, max(shown.height, glyphs.height)), 255)
    both.paste(shown, (0, 0))
    both.paste(128, (shown.width + 5, 0, shown.width + 7, both.height))
    both.paste(glyphs, (shown.width + 12, 0))
    out = io.BytesIO()
    both.save(out, "PNG")
    return out.getvalue()
