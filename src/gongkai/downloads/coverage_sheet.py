"""coverage.xlsx and coverage.csv: every matter by agency with what was published last, for the office."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from gongkai.catalogue.published_rows import PublishedRow
from gongkai.downloads.spreadsheets import BOM, safe
from gongkai.downloads.workbook import Workbook
from gongkai.downloads.xlsx import HEAD, LABEL, add_sheet
from gongkai.downloads.zip_parts import NO_DAY

COLUMNS = ("领域", "一级事项", "二级事项", "由谁公开", "公开时限", "已公开（件）", "最近公开", "情况", "说明", "条目")
WIDTHS = (16, 22, 22, 22, 30, 10, 12, 22, 40, 30)
TITLE = "公开情况一览"


def texts(row: PublishedRow) -> tuple[str, ...]:
    last = row.last.isoformat() if row.last else ""
    said = (row.field, row.matter, row.submatter, row.agency, row.time_limit)
    return (*said, str(row.count), last, row.state, row.why, row.address)


def workbook(rows: Sequence[PublishedRow], county: str) -> bytes:
    title = f"{county}{TITLE}"
    book = Workbook(title, NO_DAY)
    sheet = add_sheet(book, TITLE, title, [*WIDTHS], head=1)
    for number, cells in enumerate((COLUMNS, *map(texts, rows)), start=1):
        for column, text in enumerate(cells):
            if text:
                sheet.put(number, column, text, LABEL if number > 1 else HEAD)
    return book.content()


def csv_table(rows: Sequence[PublishedRow], _county: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([safe(field) for field in line] for line in (COLUMNS, *map(texts, rows)))
    return (BOM + text.getvalue()).encode()


KINDS = {"xlsx": workbook, "csv": csv_table}
