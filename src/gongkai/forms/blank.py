"""A report of a format in which nothing is filled in, as the tables' layouts want one."""

from __future__ import annotations

from pathlib import Path

from gongkai.problems import Position
from gongkai.reports.envelope import Envelope
from gongkai.reports.narrative import Narrative
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.source.reference import SourceFile
from gongkai.statute.formats import Format, FormatTable

NOWHERE = Position("")


def blank_report(format: Format, year: int) -> Report:
    """With every row that the State prescribes, optional ones too, and its labels."""
    envelope = Envelope(year=year, agency="blank", format=format.id, title=format.title, scope="this_organ")
    tables = {table.id: blank_table(table) for table in format.tables}
    return Report(Path(), envelope, format, None, tables, {}, Narrative((), ()), SourceFile(Path()))


def blank_table(table: FormatTable) -> ReportTable:
    cells = {
        row.id: {column.id: Cell(None, "", NOWHERE, column.unit) for column in table.leaf_columns} for row in table.leaf_rows
    }
    return ReportTable(table, cells, NOWHERE)
