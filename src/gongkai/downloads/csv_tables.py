"""tables/<table>.csv: one record a cell, for Excel by a double click and for programs alike.

数 holds numbers only; 原文 holds what the document says, so that a blank, “/” and 0 stay three different things.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from gongkai.downloads.spreadsheets import BOM, safe
from gongkai.reports.report import Cell, Report, ReportTable, full_label

FOLDER = "tables"
HEADER = ("年度", "机构代号", "机构", "格式", "表代号", "表", "行代号", "行", "列代号", "列", "数", "单位", "原文", "附注")


def write(report: Report, folder: Path) -> Path:
    """One file for each table, in the folder that comes back."""
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for table in report.tables.values():
        (target / f"{table.format.id}.csv").write_text(content(report, table), "utf-8", newline="")
    return target


def content(report: Report, table: ReportTable) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for entry in records(report, table):
        writer.writerow([safe(field) for field in entry])
    return BOM + text.getvalue()


def records(report: Report, table: ReportTable) -> Iterator[tuple[str, ...]]:
    form = table.format
    start = (str(report.year), report.agency_id, report.agency_name, report.format.id, form.id, form.title)
    columns = [(column.id, full_label(form, column)) for column in form.leaf_columns]
    for line in table.rows:
        names, cells = (line.id, full_label(form, line)), table.cells[line.id]
        for column in columns:
            yield (*start, *names, *column, *content_of(cells.get(column[0])))
    if form.generic:
        for number, (above, row) in enumerate(table.outlined(), start=1):
            yield (
                *start,
                str(number),
                " › ".join((*above, row.label)),
                form.generic.figure.id,
                form.generic.figure.label,
                *content_of(row.cell),
            )


def content_of(cell: Cell | None) -> tuple[str, str, str, str]:
    """数, 单位, 原文, 附注; all empty for a line that groups others."""
    return (figure(cell), cell.unit or "", cell.text, cell.remark) if cell else ("", "", "", "")


def figure(cell: Cell) -> str:
    """
    >>> from gongkai.problems import Position
    >>> here = Position("report.yml", 1, 1)
    >>> [figure(Cell(n, t, here)) for n, t in ((-39, "-39"), (Decimal("22961.413"), "22961.413万元"), (None, "/"), (None, ""))]
    ['-39', '22961.413', '', '']
    """
    return plain(cell.figure)


def plain(value: int | Decimal | None) -> str:
    """Without exponent; empty for None.

    >>> plain(Decimal("1E+3")), plain(0), plain(None)
    ('1000', '0', '')
    """
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:f}"
