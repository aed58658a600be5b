"""A statutory table in Word: merged header cells, header rows repeated on every page, no row torn in two."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gongkai.downloads.docx_layout import CELL, CELL_SMALL, TEXT_WIDTH, style_id
from gongkai.downloads.docx_xml import paragraph
from gongkai.downloads.paper import short, small, widths
from gongkai.tables.printed_form import PrintedCell, PrintedForm

WIDTH = TEXT_WIDTH.twips
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in EDGES)
INSIDE = "".join(f'<w:{edge} w:w="40" w:type="dxa"/>' for edge in ("left", "right"))
CANNOT_SPLIT, HEADER = "<w:cantSplit/>", "<w:tblHeader/>"
KEPT_WITH_NEXT = "<w:keepNext/>"


def table_xml(form: PrintedForm, title: str) -> str:
    """The table, named for a reader who hears it."""
    style = style_id(CELL_SMALL if small(form) else CELL)
    columns = widths(form, WIDTH)
    sizes = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return f"<w:tbl>{properties(title, sum(columns))}<w:tblGrid>{sizes}</w:tblGrid>{''.join(rows(form, columns, style))}</w:tbl>"


def properties(title: str, width: int) -> str:
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{INSIDE}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
        f'<w:tblCaption w:val="{escape(title)}"/></w:tblPr>'
    )


def rows(form: PrintedForm, columns: list[int], style: str) -> Iterator[str]:
    """Those of a short table are kept together on one page."""
    together = short(form)
    for number, placed in enumerate(form.rows()):
        kept = f"<w:trPr>{CANNOT_SPLIT}{HEADER if number < form.head else ''}</w:trPr>"
        tied = KEPT_WITH_NEXT if together and number + 1 < form.height else ""
        blank = paragraph(style, "", tied)
        start, end = blank.removesuffix("</w:p>"), "</w:p>"
        cells = (cell(each, number, columns, start, end) for each in placed)
        yield f"<w:tr>{kept}{''.join(cells)}</w:tr>"


def cell(placed: PrintedCell, number: int, columns: list[int], start: str, end: str) -> str:
    """The cell as that row shows it: its text where it begins, a continuation in the rows that it reaches into.

    `start` and `end` are its paragraph's.
    """
    area = placed.area
    width = sum(columns[area.column : area.column + area.columns])
    span = f'<w:gridSpan w:val="{area.columns}"/>' if area.columns > 1 else ""
    begins = number == area.row
    merge = f'<w:vMerge w:val="{"restart" if begins else "continue"}"/>' if area.rows > 1 else ""
    about = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
    words = f'<w:r><w:t xml:space="preserve">{escape(placed.text, quote=False)}</w:t></w:r>' if placed.text and begins else ""
    return f"<w:tc>{about}{start}{words}{end}</w:tc>"
