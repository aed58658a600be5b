"""What cells of a table come to, as the prose may mean them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.checks.prose import Count
from gongkai.problems import Position
from gongkai.reports.narrative import NUMBERING
from gongkai.reports.report import Cell, Report
from gongkai.statute.formats import FormatTable, Line
from gongkai.statute.spoken import Reading, SpokenGroup

YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a table as the prose may mean it: what it is called, what it comes to, and where it stands.

    `unit` is that of money, empty for a count. `cell` is set where it is one cell by itself.
    """

    name: str
    value: int | Decimal
    position: Position
    unit: str = ""
    cell: Cell | None = None

    def agrees(self, count: Count) -> bool:
        """Money in another unit, and rounded to the places that the prose gives, is the same money."""
        if not self.unit:
            return count.value == self.value
        exact = Decimal(self.value) * YUAN[self.unit] / YUAN[count.unit]
        return count.value == exact or count.value == exact.quantize(count.value, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Named:
    """A row or column, or a group of them, in the table that has it."""

    table: FormatTable
    line: Line


def claims(report: Report, group: SpokenGroup, rows: tuple[Reading, ...], columns: tuple[Reading, ...]) -> Iterator[Claim]:
    """Each reading of the rows in that column; what has a blank cell, or one that holds no figure, is not compared."""
    values: set[int | Decimal] = set()
    for reading in rows:
        found = claim(report, group, reading, columns[0])
        if found and found.value not in values:
            values.add(found.value)
            yield found


def claim(report: Report, group: SpokenGroup, reading: Reading, column: Reading) -> Claim | None:
    lines = [(sign, found) for sign, ids in reading.terms if (found := named(report, group, ids))]
    if len(lines) < len(reading.terms) or not lines:
        return None
    lines = [(sign, line) for sign, line in lines if not any(narrower(other, line) for _, other in lines)]
    table = lines[0][1].table
    down = next((line for id in column.terms[0][1] if (line := table.line(id))), None)
    summed = [(sign, found) for sign, line in lines for found in cells(report, line, down)]
    if not summed or any(cell.figure is None for _, cell in summed):
        return None
    value = sum((sign * cell.figure for sign, cell in summed if cell.figure is not None), 0)
    unit = summed[0][1].unit or ""
    alone = summed[0][1] if len(summed) == 1 else None
    if unit in YUAN and alone is None:
        return None
    name = reading.name or called([line for _, line in lines], down)
    return Claim(name, value, summed[0][1].position, unit if unit in YUAN else "", alone)


def named(report: Report, group: SpokenGroup, ids: tuple[str, ...]) -> Named | None:
    """The row of the first of these ids that a table of the report has."""
    tables = [report.tables[table].format for table in group.tables if table in report.tables]
    found = (Named(table, line) for id in ids for table in tables if (line := table.line(id)))
    return next(found, None)


def narrower(one: Named, other: Named) -> bool:
    """行政诉讼未经复议直接起诉4件 speaks of the narrower of the two rows that it names."""
    return set(one.line.leaves()) < set(other.line.leaves())


def cells(report: Report, row: Named, column: Line | None) -> list[Cell]:
    """Of a group of rows, those that the report has: optional ones may be left out."""
    columns = list(column.leaves()) if column else []
    found = (report.cell(row.table.id, leaf.id, down.id) for leaf in row.line.leaves() for down in columns)
    return [cell for cell in found if cell is not None]


def address_of(report: Report, cell: Cell) -> str:
    """Where that very cell stands in the report; empty for one of no statutory row."""
    return next((address for table in report.tables.values() for address, found in table.addressed() if found is cell), "")


def called(rows: list[Named], column: Line | None) -> str:
    """
    >>> table = FormatTable("requests", "", "")
    >>> granted, partly = Named(table, Line("a", "（一）予以公开")), Named(table, Line("b", "（二）部分公开（区分处理的）"))
    >>> called([granted], Line("total", "总计")), called([granted, partly], Line("total", "总计"))
    ('“（一）予以公开”的总计', '“予以公开”“部分公开”的总计之和')
    """
    of = column.label if column else ""
    if len(rows) == 1 and not rows[0].line.members:
        return f"“{rows[0].line.label}”的{of}"
    if len(rows) == 1:
        return f"“{short(rows[0].line)}”各行{of}之和"
    return f"{''.join(f'“{short(row.line)}”' for row in rows)}的{of}之和"


def short(line: Line) -> str:
    return NUMBERING.sub("", line.label).split("（")[0]
