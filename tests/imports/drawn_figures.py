"""What a page of a tampered table is read as, and what is drawn there: the judge is the picture that pdfium makes of the cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PIL import Image, ImageChops, ImageFilter

from gongkai.drawn.pictures import Drawn, drawn, opened
from gongkai.imports.document import GridCell
from gongkai.imports.readers.pdf import doubts_about, readable
from gongkai.imports.readers.pdf_grid import PdfTable, table_of, with_doubtful_labels
from gongkai.imports.readers.pdf_pages import Box, Page, pages_of
from gongkai.problems import errors
from gongkai.statute.labels import squeezed
from tests.imports.tampered_pdf import Tampering, tampered

FEW = 9  # pixels: a square point
SEEN = 190  # grey level: twice the contrast of paper with itself
INSIDE = 1.2  # points from the middle of a ruling line


def read_page(page: Page) -> PdfTable | None:
    """The one table as its figures are read; None where the page is refused."""
    seen = readable(page)
    if errors(doubts_about(page, "a.pdf")) or len(seen.tables) != 1:
        return None
    table = with_doubtful_labels(table_of(seen.tables[0], seen, "", "a.pdf"))
    return None if table.faults else table


def is_certain(cell: GridCell) -> bool:
    return not (cell.fault or cell.doubt)


def certain_cells(cases: Sequence[Tampering]) -> Iterator[tuple[Tampering, bool]]:
    """Each case, and whether its whole table is read without any doubt."""
    for case, page in zip(cases, pages_of(tampered(cases))[1:], strict=True):
        table = read_page(page)
        yield case, table is not None and all(map(is_certain, table.cells))


def wrongs(cases: Sequence[Tampering]) -> Iterator[str]:
    """What is read for certain and drawn otherwise, a line each."""
    raw = tampered(cases)
    document = opened(raw)
    first, *pages = pages_of(raw)
    wanted, untouched = read_page(first), drawn(document, 0)
    assert wanted
    assert untouched
    assert all(map(is_certain, wanted.cells))
    boxes = sorted(first.tables[0], key=lambda box: (box.top, box.x0))
    for number, (case, page) in enumerate(zip(cases, pages, strict=True), start=1):
        table, picture = read_page(page), drawn(document, number)
        if table is None or picture is None:
            continue
        found = {(cell.row, cell.column): cell for cell in table.cells}
        assert found.keys() == {(cell.row, cell.column) for cell in wanted.cells}, case
        pairs = [(box, cell, found[cell.row, cell.column]) for box, cell in zip(boxes, wanted.cells, strict=True)]
        yield from (f"{case}: {said}" for said in wrong_cells(case, pairs, picture, untouched, page.height))


def wrong_cells(
    case: Tampering, pairs: Iterable[tuple[Box, GridCell, GridCell]], picture: Drawn, untouched: Drawn, height: float
) -> Iterator[str]:
    for box, wanted, cell in pairs:
        if not is_certain(cell) or (case.drawn and cell.text == case.drawn):
            continue
        if squeezed(cell.text) != squeezed(wanted.text):
            yield f"{cell.text!r} is read for {wanted.text!r}"
            continue
        now, before = cut(picture, box, height), cut(untouched, box, height)
        if max(abs(now.width - before.width), abs(now.height - before.height)) > 3:
            yield f"{cell.text!r} is cut off"
        elif not case.moves and differ(now, before):
            yield f"{cell.text!r} is drawn otherwise"


def cut(page: Drawn, box: Box, height: float) -> Image.Image:
    corners = (box.x0 + INSIDE, height - box.bottom + INSIDE, box.x1 - INSIDE, height - box.top - INSIDE)
    return page.picture.crop(page.pixels(corners))


def differ(one: Image.Image, other: Image.Image) -> bool:
    """By more than a pixel to any side."""
    first, second = (picture.point([255 if level < SEEN else 0 for level in range(256)]) for picture in (one, other))
    lost, more = (
        ImageChops.subtract(a, b.filter(ImageFilter.MaxFilter(3))).histogram()[255] for a, b in ((first, second), (second, first))
    )
    return lost + more > FEW
