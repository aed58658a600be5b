"""Pages drawn by pdfium as grey pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from gongkai.drawn.redrawing import Corners

SCALE = 3.0  # pixels of a point: the stroke of a digit of 9 points is two or three wide
MOST_PIXELS = 30_000_000  # of a page


@dataclass(frozen=True, slots=True)
class Drawn:
    """`seen`: the part of the page that is drawn, in the page as it is turned; points from the media box's lower left."""

    picture: Image.Image
    seen: Corners

    @property
    def scale(self) -> tuple[float, float]:
        left, bottom, right, top = self.seen
        return self.picture.width / (right - left), self.picture.height / (top - bottom)

    def pixels(self, box: Corners, more: float = 0.0) -> tuple[int, int, int, int]:
        """The pixels that a box of points covers, `more` points wider on each side, within the picture."""
        across, down = self.scale
        left, _, _, top = self.seen
        found = (
            (box[0] - more - left) * across,
            (top - box[3] - more) * down,
            (box[2] + more - left) * across,
            (top - box[1] + more) * down,
        )
        x0, y0 = (max(math.floor(value), 0) for value in found[:2])
        x1, y1 = min(math.ceil(found[2]), self.picture.width), min(math.ceil(found[3]), self.picture.height)
        return x0, y0, max(x1, x0), max(y1, y0)

    def holds(self, box: Corners, more: float) -> bool:
        """Whether no more than so many points of the box lie outside on any side."""
        left, bottom, right, top = self.seen
        return left - more <= box[0] and bottom - more <= box[1] and box[2] <= right + more and box[3] <= top + more

    def points(self, box: tuple[int, int, int, int]) -> Corners:
        """The box of points that these pixels cover."""
        across, down = self.scale
        left, _, _, top = self.seen
        return left + box[0] / across, top - box[3] / down, left + box[2] / across, top - box[1] / down


def opened(raw: bytes) -> Any:
    """With the fields that are filled in; scripts are not run."""
    document = pypdfium2.PdfDocument(raw)
    document.init_forms()
    return document


def drawn(document: Any, number: int, *, printed: bool = False) -> Drawn | None:
    """A page, counted from 0; None when it is too large to be drawn. `printed`: as it leaves a printer."""
    page = document[number]
    seen = seen_of(page)
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    if not 0 < width * height * SCALE * SCALE <= MOST_PIXELS or abs(page.get_width() - width) > 1:
        return None
    bitmap = page.render(scale=SCALE, optimize_mode="print" if printed else None)
    picture = bitmap.to_pil().convert("L")
    page.close()
    return Drawn(picture, seen)


def seen_of(page: Any) -> Corners:
    """The crop box as it lies in the media box, once the page is turned."""
    left, bottom, right, top = page.get_mediabox()
    crop = page.get_cropbox()
    x0, y0, x1, y1 = max(crop[0], left), max(crop[1], bottom), min(crop[2], right), min(crop[3], top)
    return {
        90: (y0 - bottom, right - x1, y1 - bottom, right - x0),
        180: (right - x1, top - y1, right - x0, top - y0),
        270: (top - y1, x0 - left, top - y0, x1 - left),
    }.get(page.get_rotation(), (x0 - left, y0 - bottom, x1 - left, y1 - bottom))
