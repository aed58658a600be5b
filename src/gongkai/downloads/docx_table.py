"""A statutory table in Word: merged header cells, header rows repeated on every page, no row torn in two."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from gongkai.downloads.docx_layout import CELL, CELL_SMALL, TEXT_WIDTH, element, style_id
from gongkai.downloads.grid import Grid, Placed, short, small, widths

WIDTH = TEXT_WIDTH.twips
EDGES = ("w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV")


def add_table(document: Document, form: Grid, title: str) -> None:
    """The table after what the document has so far, named for a reader who hears it."""
    style = style_id(CELL_SMALL if small(form) else CELL)
    columns = widths(form, WIDTH)
    rows = [row(form, number, columns, style) for number in range(form.height)]
    sizes = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": str(width)}) for width in columns))
    document.element.body.insert_element_before(element("w:tbl", None, properties(title, sum(columns)), sizes, *rows), "w:sectPr")


def properties(title: str, width: int) -> BaseOxmlElement:
    edges = (element(name, {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "000000"}) for name in EDGES)
    inside = (element(name, {"w:w": "40", "w:type": "dxa"}) for name in ("w:left", "w:right"))
    return element(
        "w:tblPr",
        None,
        element("w:tblW", {"w:w": str(width), "w:type": "dxa"}),
        element("w:jc", {"w:val": "center"}),
        element("w:tblBorders", None, *edges),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", None, *inside),
        element("w:tblLook", {"w:val": "0020", "w:firstRow": "1"}),
        element("w:tblCaption", {"w:val": title}),
    )


def row(form: Grid, number: int, columns: list[int], style: str) -> BaseOxmlElement:
    kept = [element("w:cantSplit")]
    if number < form.head:
        kept.append(element("w:tblHeader"))
    together = short(form) and number + 1 < form.height
    cells = (cell(placed, number, columns, style, together) for placed in form.row(number))
    return element("w:tr", None, element("w:trPr", None, *kept), *cells)


def cell(placed: Placed, number: int, columns: list[int], style: str, together: bool) -> BaseOxmlElement:
    """The cell as that row shows it: its text where it begins, a continuation in the rows that it reaches into.

    `together`: on the same page as the row below it.
    """
    width = sum(columns[placed.column : placed.column + placed.columns])
    about = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if placed.columns > 1:
        about.append(element("w:gridSpan", {"w:val": str(placed.columns)}))
    if placed.rows > 1:
        about.append(element("w:vMerge", {"w:val": "restart" if number == placed.row else "continue"}))
    about.append(element("w:vAlign", {"w:val": "center"}))
    kept = [element("w:keepNext")] if together else []
    paragraph = element("w:p", None, element("w:pPr", None, element("w:pStyle", {"w:val": style}), *kept))
    if placed.text and number == placed.row:
        text = element("w:t", {"xml:space": "preserve"})
        text.text = placed.text
        paragraph.append(element("w:r", None, text))
    return element("w:tc", None, element("w:tcPr", None, *about), paragraph)
