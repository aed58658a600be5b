"""Reports with one table of any size, as a format of another year might ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gongkai.problems import Position
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.formats import FigureKind, FormatTable, Line

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
        columns=tuple(Line(f"column_{letters(number)}", f"列{number}") for number in range(1, columns + 1)),
        rows=tuple(Line(f"row_{letters(number)}", f"行{number}") for number in range(1, rows + 1)),
        across=across,
    )
    texts = iter([(written or {}).get(number, figure) for number in range(1, columns * rows + 1)])
    cells = {row.id: {column.id: cell(next(texts)) for column in form.columns} for row in form.rows}
    table = ReportTable(form, cells, HERE)
    return replace(report, format=replace(report.format, tables=(form,)), tables={SAMPLE: table}, labels={})


def letters(number: int) -> str:
    """
    >>> letters(1), letters(26)
    ('ab', 'ba')
    """
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


def cell(text: str) -> Cell:
    """As an editor types it: nothing, a figure, or a mark that stands where no figure is."""
    return Cell(Decimal(text) if "." in text else int(text) if text.lstrip("-").isdigit() else None, text, HERE, "项")


def with_sentence(report: Report, sentence: str, kind: FigureKind = "count") -> Report:
    """The report with a column of that kind and that sentence above its tables."""
    form = report.format.tables[0]
    form = replace(form, columns=tuple(replace(column, kind=kind) for column in form.columns))
    tables = {form.id: replace(report.tables[form.id], format=form)}
    return replace(report, format=replace(report.format, tables=(form,), sentences=(sentence,)), tables=tables)
