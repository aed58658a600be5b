"""A statutory table in Word: merged header cells, header rows repeated on every page, no row torn in two."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from gongkai.downloads.docx_layout import CELL, CELL_SMALL, TEXT_WIDTH, element, style_id
from gongkai.downloads.paper import short, small, widths
from gongkai.tables.printed_form import PrintedCell, PrintedForm

WIDTH = TEXT_WIDTH.twips
EDGES = ("w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV")


def add_table(document: Document, form: PrintedForm, title: str) -> None:
    """The table after what the document has so far, named for a reader who hears it."""
    style = style_id(CELL_SMALL if small(form) else CELL)
    columns = widths(form, WIDTH)
    rows = [row(form, number, cells, columns, style) for number, cells in enumerate(form.rows())]
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


def row(form: PrintedForm, number: int, placed: list[PrintedCell], columns: list[int], style: str) -> BaseOxmlElement:
    kept = [element("w:cantSplit")]
    if number < form.head:
        kept.append(element("w:tblHeader"))
    together = short(form) and number + 1 < form.height
    cells = (cell(each, number, columns, style, together) for each in placed)
    return element("w:tr", None, element("w:trPr", None, *kept), *cells)


def cell(placed: PrintedCell, number: int, columns: list[int], style: str, together: bool) -> BaseOxmlElement:
    """The cell as that row shows it: its text where it begins, a continuation in the rows that it reaches into.

    `together`: on the same page as the row below it.
    """
    area = placed.area
    width = sum(columns[area.column : area.column + area.columns])
    about = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if area.columns > 1:
        about.append(element("w:gridSpan", {"w:val": str(area.columns)}))
    if area.rows > 1:
        about.append(element("w:vMerge", {"w:val": "restart" if number == area.row else "continue"}))
    about.append(element("w:vAlign", {"w:val": "center"}))
    kept = [element("w:keepNext")] if together else []
    paragraph = element("w:p", None, element("w:pPr", None, element("w:pStyle", {"w:val": style}), *kept))
    if placed.text and number == area.row:
        text = element("w:t", {"xml:space": "preserve"})
        text.text = placed.text
        paragraph.append(element("w:r", None, text))
    return element("w:tc", None, element("w:tcPr", None, *about), paragraph)
