"""A year's statutory tables summed over the agencies that published, beside what the government itself states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.reports.history import measured
from gongkai.reports.report import Report
from gongkai.statute.formats import Format, FormatTable, Line, format_for

Figure = int | Decimal


@dataclass(frozen=True, slots=True)
class SummedCell:
    """`total` is None when no agency gave a figure; `filled` agencies did. `stated` is the government's own figure, or None."""

    table: FormatTable
    row: Line
    column: Line
    total: Figure | None
    filled: int
    stated: Figure | None

    @property
    def difference(self) -> Figure | None:
        """What the government states beyond the sum; None when either is not known."""
        return None if self.total is None or self.stated is None else self.stated - self.total


@dataclass(frozen=True, slots=True)
class Totals:
    """`summed` are the reports of single organs in `format`. Left out: `missing` agencies, those whose report stands `elsewhere`,
    reports in `other_format`, and other reports of whole governments (`other_wholes`), whose figures would be counted twice, and
    `withdrawn` reports.

    `government` is the whole government's own report; None when it has published none in that format for that scope.
    """

    year: int
    format: Format
    summed: tuple[Report, ...]
    missing: tuple[Agency, ...]
    elsewhere: tuple[Agency, ...]
    other_format: tuple[Report, ...]
    other_wholes: tuple[Report, ...]
    withdrawn: tuple[Report, ...]
    government: Report | None
    expected: int
    cells: tuple[SummedCell, ...]

    @property
    def complete(self) -> bool:
        return len(self.summed) == self.expected

    def cells_of(self, table: FormatTable) -> tuple[SummedCell, ...]:
        return tuple(cell for cell in self.cells if cell.table is table)


def year_totals(collection: Collection, year: int) -> Totals | None:
    """None when there is nothing to sum: no site, or no report of a single organ whose rows the State prescribes.

    Where every such report was withdrawn since it was public, the year's sum is there still, of no report.
    """
    if collection.site is None:
        return None
    own = collection.report(year, collection.site.government_agency)
    whole = own if own and own.envelope.scope == "whole_government" and not own.envelope.withdrawn else None
    standing = [report for report in collection.reports if report.year == year and not report.envelope.withdrawn]
    others = [report for report in standing if report is not whole]
    organs = [report for report in others if report.envelope.scope == "this_organ"]
    withdrawn = tuple(report for report in collection.reports if report.year == year and report.envelope.withdrawn)
    once = [*organs, *(report for report in withdrawn if report.envelope.scope == "this_organ")]
    format = whole.format if whole and whole.format.sections else most_used(organs, year) or most_used(once, year)
    if format is None or not any(report.format is format for report in once):
        return None
    summed = tuple(report for report in organs if report.format is format)
    alone = own is not None and own is not whole  # the government's own report counts that organ only
    expected = [agency for agency in collection.expected(year) if alone or agency.id != collection.site.government_agency]
    government = whole if whole and whole.format is format else None
    absent = [agency for agency in expected if collection.report(year, agency.id) is None]
    return Totals(
        year=year,
        format=format,
        summed=summed,
        missing=tuple(agency for agency in absent if not agency.elsewhere_of(year)),
        elsewhere=tuple(agency for agency in absent if agency.elsewhere_of(year)),
        other_format=tuple(report for report in organs if report.format is not format),
        other_wholes=tuple(report for report in others if report.envelope.scope == "whole_government"),
        withdrawn=withdrawn,
        government=government,
        expected=len(expected),
        cells=tuple(cells(format, summed, government)),
    )


def most_used(reports: list[Report], year: int) -> Format | None:
    """The prescribed format of the year where a report uses it, otherwise the one that most use."""
    used = [report.format for report in reports if report.format.sections]
    due = format_for(year)
    return due if due in used else max(used, key=used.count, default=None)


def cells(format: Format, reports: tuple[Report, ...], whole: Report | None) -> Iterator[SummedCell]:
    for table in format.tables:
        for row in table.leaf_rows:
            for column in table.leaf_columns:
                yield summed_cell(table, row, column, reports, whole)


def summed_cell(table: FormatTable, row: Line, column: Line, reports: tuple[Report, ...], whole: Report | None) -> SummedCell:
    found = [figure for report in reports if (figure := figure_of(report, table, row, column)) is not None]
    stated = figure_of(whole, table, row, column) if whole else None
    return SummedCell(table, row, column, sum(found) if found else None, len(found), stated)


def figure_of(report: Report, table: FormatTable, row: Line, column: Line) -> Figure | None:
    """Money in 万元; None for a blank, for what is no figure, and for an amount whose unit nobody stated."""
    cell = report.cell(table.id, row.id, column.id)
    return measured(cell, "万元" if column.kind == "money" else column.unit) if cell else None
