"""The import record as a sheet to tick off in Excel: what is in doubt first, then the rest in the order of the document."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.downloads.workbook import Workbook
from gongkai.downloads.xlsx import HEAD, LABEL, add_sheet
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.reports.import_record import HEAD as COLUMNS
from gongkai.reports.import_record import RecordLine

WIDTHS = [34.0, 44.0, 16.0, 24.0, 22.0, 34.0, 12.0, 12.0]
TITLE = "对照原件逐格核对：核对过的在“核对”一列打勾，写上核对人；数不对的先用 gongkai correct 改正，“核对”留空"


def content(lines: Sequence[RecordLine]) -> bytes:
    """`lines` in the order of the record; those in doubt, or not compared yet, come first."""
    book = Workbook("导入核对表", NO_DAY)
    sheet = add_sheet(book, "核对", TITLE, WIDTHS, head=1, stub=1)
    for column, name in enumerate(COLUMNS):
        sheet.put(1, column, name, HEAD)
    for row, line in enumerate(sorted(lines, key=lambda line: (line.is_ticked, not line.doubt)), start=2):
        for column, text in enumerate(line.cells):
            sheet.put(row, column, text, LABEL)
    return book.content()
