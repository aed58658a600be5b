"""tables/<table>.csv: one record a cell, for Excel by a double click and for programs alike.

数 holds numbers only; 原文 holds what the document says, so that a blank, “/” and 0 stay three different things.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gongkai.downloads.spreadsheets import BOM, safe
from gongkai.reports.corrections import Correction, corrections
from gongkai.reports.notes import Note, beside
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.reports.state import State
from gongkai.tables.figure_text import exact_number
from gongkai.tables.layout import table_grid

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
    return head() + rows(report, table)


def head() -> str:
    """What stands above the lines of every table."""
    return BOM + lines([HEADER])


def rows(report: Report, table: ReportTable) -> str:
    """The table's lines below the header, which are the same in every file that holds it."""
    return lines([safe(field) for field in entry] for entry in records(report, table))


def lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def records(report: Report, table: ReportTable) -> Iterator[tuple[str, ...]]:
    """Under the State's own labels, whatever the report printed."""
    form = table.format
    start = (str(report.year), report.agency_id, report.agency_name, report.format.id, form.id, form.title)
    notes, corrected = beside(report), corrections(report)
    mark = State.DRAFT.label if report.is_draft else ""  # a CSV file has no title that could say so
    for row in table_grid(report, table).rows:
        for cell in row.figures:
            *words, remark = content_of(cell.cell, notes.get(cell.address, ()), corrected.get(cell.address, ()))
            yield (*start, row.id, row.name, cell.column.id, cell.column_name, *words, f"{mark}{remark}")


def content_of(cell: Cell | None, notes: tuple[Note, ...], corrected: tuple[Correction, ...]) -> tuple[str, str, str, str]:
    """数, 单位, 原文, 附注 (what the cell says besides, its 校注, what was published first); all empty for a line of a group."""
    beside_it = (*(f"{note.name}：{note.text}" for note in notes), *(each.shortly for each in corrected[:1]))
    said = "；".join(filter(None, (cell.remark if cell else "", *beside_it)))
    return (exact_number(cell.figure), cell.unit or "", cell.text, said) if cell else ("", "", "", said)
