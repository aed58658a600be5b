"""Figures that are several times what they were the year before: a reviewer asks why, whatever else agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.collection import Collection
from gongkai.problems import Problem, Severity
from gongkai.reports.history import measured
from gongkai.reports.report import Cell, Report, ReportTable

JUMP = "jump"
TIMES = 3
LEAST = 20
"""A figure has jumped that is at least so many times the other, and differs from it by at least so much."""
TOTAL = "total"
MONEY = ("元", "万元", "亿元")


@dataclass(frozen=True, slots=True)
class Jump:
    """What a cell says and what the same cell said the year before; `figures` are both in one unit, the older first."""

    then: Cell
    now: Cell
    figures: tuple[Decimal, Decimal]


def jumps(report: Report, collection: Collection) -> Iterator[Problem]:
    """One for each figure of this year, at its cell; where a row's total has jumped, none for its parts."""
    earlier = collection.before(report)
    for table in report.tables.values() if earlier else ():
        assert earlier is not None
        for row, cells in table.cells.items():
            pairs = ((column, jump_of(earlier.cell(table.format.id, row, column), cell)) for column, cell in cells.items())
            found = {column: jump for column, jump in pairs if jump}
            for column in [TOTAL] if TOTAL in found else found:
                yield told(f"{table.format.id}.{row}.{column}", found[column], earlier.year)
        yield from generic_jumps(table, earlier)


def generic_jumps(table: ReportTable, earlier: Report) -> Iterator[Problem]:
    """Of rows that no format prescribes, those with the same label under the same labels."""
    other = earlier.tables.get(table.format.id)
    if other is None or not table.format.generic:
        return
    then = {(above, row.label): row.cell for above, row in other.outlined()}
    for number, (above, row) in enumerate(table.outlined(), start=1):
        if jump := jump_of(then.get((above, row.label)), row.cell):
            yield told(f"{table.format.id}.{number}.figure", jump, earlier.year)


def jump_of(then: Cell | None, now: Cell | None) -> Jump | None:
    """
    >>> from gongkai.problems import Position
    >>> def cell(figure): return Cell(figure, str(figure), Position(""))
    >>> [bool(jump_of(cell(then), cell(now))) for then, now in ((30, 90), (90, 30), (0, 19), (0, 20), (30, 89), (1, 3))]
    [True, True, False, True, False, False]
    """
    if then is None or now is None:
        return None
    before, after = comparable(then), comparable(now)
    if before is None or after is None:
        return None
    small, large = sorted((abs(before), abs(after)))
    if large - small < LEAST or large < TIMES * small:
        return None
    return Jump(then, now, (before, after))


def comparable(cell: Cell) -> Decimal | None:
    """The figure, of money in 万元; None when there is none."""
    figure = measured(cell, "万元" if cell.unit in MONEY else cell.unit)
    return None if figure is None else Decimal(figure)


def told(address: str, jump: Jump, year: int) -> Problem:
    """`year` is the earlier one."""
    message = f"{year} 年是 {jump.then.text}，{year + 1} 年是 {jump.now.text}，{change(*jump.figures)}，请核实并说明原因"
    return Problem(jump.now.position, JUMP, message, Severity.WARNING, address, (jump.then.position,))


def change(then: Decimal, now: Decimal) -> str:
    """
    >>> [change(Decimal(then), Decimal(now)) for then, now in ((30, 90), (90, 30), (100, 30), (100, 0), (0, 100))]
    ['是上年的 3 倍', '只有上年的三分之一', '不到上年的三分之一', '上年有而今年没有', '上年没有而今年有']
    """
    if not then or not now:
        return "上年有而今年没有" if then else "上年没有而今年有"
    if abs(now) < abs(then):
        return "不到上年的三分之一" if abs(now) * TIMES < abs(then) else "只有上年的三分之一"
    times = (now / then).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"是上年的 {times.normalize():f} 倍"
