"""Reports with one table of any size, as a format of another year might ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gongkai.problems import Position
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.formats import FormatTable, Line

SAMPLE = "sample"
TITLE = "样表"
HERE = Position("report.yml", 1, 1)


def with_sample(
    report: Report, columns: int, rows: int, *, across: bool = False, written: Mapping[int, str] | None = None, figure: str = "1"
) -> Report:
    """The report with that table and no other. `written`: what stands in the cell of that number, counted from 1, instead of `figure`."""
    form = FormatTable(
        id=SAMPLE,
        title=TITLE,
        source="",
        section=report.format.sections[0].id,
        columns=tuple(Line(f"column{number}", f"列{number}") for number in range(1, columns + 1)),
        rows=tuple(Line(f"row{number}", f"行{number}") for number in range(1, rows + 1)),
        across=across,
    )
    texts = iter([(written or {}).get(number, figure) for number in range(1, columns * rows + 1)])
    cells = {row.id: {column.id: cell(next(texts)) for column in form.columns} for row in form.rows}
    table = ReportTable(form, cells, HERE)
    return replace(report, format=replace(report.format, tables=(form,)), tables={SAMPLE: table}, labels={})


def cell(text: str) -> Cell:
    """As an editor types it: nothing, a figure, or a mark that stands where no figure is."""
    return Cell(Decimal(text) if "." in text else int(text) if text.lstrip("-").isdigit() else None, text, HERE)
