"""An Excel file in which an office typed its report, as a document: lines of words become paragraphs, the rest stays tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from gongkai.county.report_title import report_title
from gongkai.imports.document import Block, Document, Grid, GridCell, Paragraph, whole
from gongkai.imports.placing.generic_rows import generic_tables, is_head
from gongkai.imports.readers.xlsx import read_xlsx
from gongkai.imports.readers.xlsx_sheet import column_letters
from gongkai.problems import Problem
from gongkai.reports.workbook_marks import IDENTITY, SCOPE
from gongkai.statute.formats import formats
from gongkai.statute.labels import fold, squeezed

ONLY_TABLES = (
    "这是 gongkai 导出的 Excel，只有各表，没有正文，不能当作一份报告；"
    "请用同一份报告的 report.docx、report.pdf，或它在 data/reports 里的文件夹"
)
Row = tuple[GridCell, ...]


def read_xlsx_report(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The workbook as a document, or None and why it is no report: a file of ours has no prose.

    A line with words in one cell only is a paragraph: a title, a heading, a sentence. The name of a sheet is a title, or
    nothing of the report.
    """
    document, problems = read_xlsx(raw, file)
    if document is None:
        return None, problems
    if is_ours(document.blocks):
        return None, [whole(file).problem(ONLY_TABLES)]
    return replace(document, blocks=tuple(block for found in document.blocks for block in blocks_of(found))), problems


def is_ours(blocks: Sequence[Block]) -> bool:
    if len(blocks) < 2 or not isinstance(blocks[0], Paragraph) or not isinstance(blocks[1], Grid):
        return False
    return blocks[0].text == IDENTITY and any(cell.text == SCOPE for cell in blocks[1].cells)


def blocks_of(block: Block) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        yield from [block] if report_title(block.text) else []
        return
    rows = block.rows()
    grouping = rows_of_groups(rows)
    for words, found in groupby(enumerate(rows), key=lambda one: one[0] not in grouping and is_line_of_words(one[1])):
        cells = [cell for _, row in found for cell in row if squeezed(cell.text)]
        if words:
            yield from (Paragraph(cell.text, cell.place) for cell in cells)
        elif cells:
            yield table_of(cells, block)


def rows_of_groups(rows: Sequence[Row]) -> range:
    """Those of a table whose rows no format prescribes: words alone group the rows below them, as long as figures follow."""
    known = [table for form in formats().values() for table in generic_tables(form)]
    begin = next((number for number, row in enumerate(rows) if any(is_head(table, row) for table in known)), len(rows))
    return range(begin, max((number for number, row in enumerate(rows) if not is_line_of_words(row)), default=0))


def is_line_of_words(row: Row) -> bool:
    """A row of a table whose figures are blank has one text too: its label."""
    texts = [cell for cell in row if squeezed(cell.text)]
    return len(texts) == 1 and texts[0].rowspan == 1 and fold(texts[0].text) not in row_labels()


@cache
def row_labels() -> frozenset[str]:
    rows = (line for form in formats().values() for table in form.tables for top in table.rows for line in top.everything())
    return frozenset(fold(name) for line in rows for name in (line.label, *line.aliases))


def table_of(cells: list[GridCell], sheet: Grid) -> Grid:
    """These cells as a table of their own, with the blank ones among them, which a sheet does not hold."""
    first, last = min(cell.row for cell in cells), max(cell.row for cell in cells)
    wide = max(cell.columns.stop for cell in cells)
    taken = {(row, column) for cell in cells for row in cell.rows for column in cell.columns}
    blank = [
        GridCell("", row, column, replace(sheet.place, words=f"{sheet.place.words}{column_letters(column)}{row + 1}"))
        for row in range(first, last + 1)
        for column in range(wide)
        if (row, column) not in taken
    ]
    every = sorted((*cells, *blank), key=lambda cell: (cell.row, cell.column))
    return replace(sheet, cells=tuple(replace(cell, row=cell.row - first) for cell in every), place=cells[0].place)
