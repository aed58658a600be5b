"""Every glyph that the text operators of a page show, kept as it was shown, so that it can be drawn once more by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.cmapdb import CMap
from pdfplumber import page as pages
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

Matrix = tuple[float, float, float, float, float, float]

SHOWN = (0, 2)  # rendering modes: filled, filled with an outline
NAME = "glyph"
SYMBOLS = re.compile("symbol|dings|dingbat|webdings|marlett|barcode", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Glyph:
    """`font`: the number of its object in the file, 0 where it has none. `code`: as the file's text has it.

    `matrix`: from text space to the page, in points from the lower left corner of the media box as it is turned. `size`,
    `scaling` (1 is as wide as drawn) and `rise` as the text state has them. `layered`: part of optional content.
    `symbols`: of a typeface of symbols that the file does not hold, so that each reader's machine draws something of its own.
    """

    font: int
    code: bytes
    matrix: Matrix
    size: float
    scaling: float
    rise: float
    mode: int
    layered: bool = False
    symbols: bool = False

    @property
    def is_plain(self) -> bool:
        """Neither turned nor mirrored, nor much narrower or wider than the typeface has it; slanted as an italic at most."""
        a, b, c, d, _, _ = self.matrix
        wide, tall = a * self.size * self.scaling, d * self.size
        return wide > 0 and tall > 0 and 0.5 < wide / tall < 2 and abs(b) < 0.05 * a and abs(c) < 0.4 * d

    @property
    def height(self) -> float:
        """Points."""
        return abs(self.matrix[3] * self.size)

    @property
    def foot(self) -> float:
        """Where its line of writing is, in points from below."""
        return self.matrix[5] + self.rise * self.matrix[3]


class Recorder(PDFPageAggregatorWithMarkedContent):
    """Keeps with each character the glyph that stands for it."""

    mode = 0
    codes: Iterator[tuple[bytes, int]] = iter(())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tags: list[bool] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        self.tags.append(tag.name == "OC")
        super().begin_tag(tag, props)

    def end_tag(self) -> None:
        if self.tags:
            self.tags.pop()
        super().end_tag()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode = textstate.render
        self.codes = (pair for text in seq if isinstance(text, bytes) for pair in codes_in(textstate.font, text))
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *shown: Any) -> float:
        advance = super().render_char(*shown)
        matrix, font, fontsize, scaling, rise, cid, *_ = shown
        code, known = next(self.codes, (b"", None))
        number = getattr(font, "number", 0) if known == cid else 0
        glyph = Glyph(number, code, matrix, fontsize, scaling, rise, self.mode, any(self.tags), is_of_symbols(font))
        self.cur_item._objs[-1].glyph = glyph  # type: ignore[attr-defined]  # the character that was just added
        return advance


def is_of_symbols(font: Any) -> bool:
    held = any(str(name).startswith("FontFile") for name in getattr(font, "descriptor", {}))
    return not held and SYMBOLS.search(str(getattr(font, "fontname", ""))) is not None


def codes_in(font: Any, text: bytes) -> Iterable[tuple[bytes, int]]:
    """Each code of the text, with the glyph's number that the library makes of it."""
    numbers = list(font.decode(text))
    cmap = getattr(font, "cmap", None)
    if isinstance(cmap, CMap):
        return mapped(cmap.code2cid, text)
    width = len(text) // len(numbers) if numbers else 1
    return [(text[n * width : (n + 1) * width], number) for n, number in enumerate(numbers)]


def mapped(codes: dict[int, Any], text: bytes) -> Iterator[tuple[bytes, int]]:
    """Read as the library reads them, so that each code is known too."""
    here: Any = codes
    start = 0
    for end, byte in enumerate(text, start=1):
        here = here.get(byte, codes)
        if isinstance(here, int):
            yield text[start:end], here
        if here is codes or isinstance(here, int):
            here, start = codes, end


def remember_glyphs(document: Any) -> None:
    """From now on each character of this document's pages has its glyph, under NAME."""
    pages.ALL_ATTRS.add(NAME)
    pages.PDFPageAggregatorWithMarkedContent = Recorder  # type: ignore[misc]
    manager = document.rsrcmgr
    get_font = manager.get_font

    def get_numbered_font(number: object, spec: Any) -> Any:
        font = get_font(number, spec)
        if number:
            font.number = number
        return font

    manager.get_font = get_numbered_font
