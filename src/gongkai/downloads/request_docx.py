"""shenqingbiao.docx: the application form as a Word file, to be filled in there or by hand."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.downloads.docx_layout import CELL, TEXT_WIDTH, style_id
from gongkai.downloads.docx_package import package
from gongkai.downloads.docx_table import CANNOT_SPLIT, cell, properties
from gongkai.downloads.docx_xml import paragraph, run
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.tables.request_grid import RequestGrid

NAME = "shenqingbiao.docx"
WIDTH = TEXT_WIDTH.twips
COLUMNS = [1500, 2500, WIDTH - 1500 - 2500]
LINE = 397  # twips, 7 mm
LEFT = '<w:jc w:val="left"/>'


def content(grid: RequestGrid) -> bytes:
    """The same bytes for the same form: no day is written into it, as it belongs to none."""
    sizes = "".join(f'<w:gridCol w:w="{width}"/>' for width in COLUMNS)
    table = f"<w:tbl>{properties(grid.title, WIDTH)}<w:tblGrid>{sizes}</w:tblGrid>{''.join(rows(grid))}</w:tbl>"
    heading = paragraph(style_id("Title"), run(grid.title), '<w:pageBreakBefore w:val="0"/>')
    return package(
        grid.title, "《中华人民共和国政府信息公开条例》第二十九条", NO_DAY, f"{heading}{table}{paragraph(style_id(CELL))}"
    )


def rows(grid: RequestGrid) -> Iterator[str]:
    """Labels stand in the middle of their cells; what is filled in begins at the left."""
    style, end = style_id(CELL), "</w:p>"
    start, start_left = (paragraph(style, "", look).removesuffix(end) for look in ("", LEFT))
    for number, placed in enumerate(grid.form.rows()):
        height = LINE * grid.fields[number].lines
        about = f'<w:trPr>{CANNOT_SPLIT}<w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        starts = (start if each.area.column < grid.form.stub else start_left for each in placed)
        cells = "".join(cell(each, number, COLUMNS, begun, end) for each, begun in zip(placed, starts, strict=True))
        yield f"<w:tr>{about}{cells}</w:tr>"
