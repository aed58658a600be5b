"""Where on its page each cell of a PDF's tables stands, by the words that the import record says its place with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gongkai.drawn.pictures import opened, seen_of
from gongkai.imports.readers.pdf import readable, tables_of
from gongkai.imports.readers.pdf_grid import reading_order
from gongkai.imports.readers.pdf_pages import Page, pages_of


class PageCell(NamedTuple):
    """`page` counts from 1; the box in points from the upper left corner of what is seen of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float


class PagePlaces(NamedTuple):
    """`sizes`: width and height of each page in points, as it is drawn."""

    sizes: tuple[tuple[float, float], ...]
    cells: Mapping[str, PageCell]


def places_in(raw: bytes) -> PagePlaces:
    """Of a PDF that `read_pdf` has read; UnreadablePdfError as there."""
    document = opened(raw)
    seen = [seen_of(page) for page in document]
    found: dict[str, PageCell] = {}
    for page, (left, _, _, top) in zip(map(readable, pages_of(raw)), seen, strict=True):
        for words, x0, y0, x1, y1 in cells_of(page):
            found[words] = PageCell(page.number, x0 - left, y0 - (page.height - top), x1 - x0, y1 - y0)
    return PagePlaces(tuple((right - left, top - bottom) for left, bottom, right, top in seen), found)


def cells_of(page: Page) -> list[tuple[str, float, float, float, float]]:
    """The words of each cell's place, and its box in points from the upper left corner of the page."""
    tables = sorted((min(box.top for box in boxes), boxes) for boxes in page.tables)
    return [
        (cell.place.words, box.x0, box.top, box.x1, box.bottom)
        for (_, table), (_, boxes) in zip(tables_of(page, ""), tables, strict=True)
        for cell, box in zip(table.cells, reading_order(boxes), strict=True)
    ]
