"""A year starts from where the year before ended: 上年结转 is last year's 结转下年度 (国办公开办函〔2019〕60号, 〔2021〕30号).

So do counts of items, and of documents in force.

2019: 上一年项目数量 459, 本年增/减 -39 → 2020: 上一年项目数量 420.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.wording import line_name
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.report import Cell, Report
from gongkai.statute.formats import Carry, FormatTable, Term

ID = "year-continuity"
PRINTED = True  # a document that was public already keeps the count it began with
TITLE = "与上一年度报告衔接"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式：上年结转、上一年项目数量、现行有效件数"


@dataclass(frozen=True, slots=True)
class Side:
    """What one year says of a row or column: its cells and what they come to."""

    cells: tuple[Cell, ...]
    value: int | Decimal
    text: str

    @property
    def position(self) -> Position:
        return self.cells[0].position


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    earlier = collection.before(report)
    if earlier is None:
        return
    for carry in report.format.carries:
        table = report.tables.get(carry.table)
        lines = (table.format.leaf_rows if carry.each == "row" else table.format.leaf_columns) if table else ()
        found = [(line.id, problem) for line in lines if (problem := compared(carry, line.id, report, earlier))]
        totals = {balance.right[0].id for balance in report.format.balances if len(balance.right) == 1}
        parts = [problem for line, problem in found if line not in totals]
        yield from parts or (problem for _, problem in found)  # a wrong part makes its total wrong: one line is enough


def compared(carry: Carry, line: str, report: Report, earlier: Report) -> Problem | None:
    now, then = side(carry, carry.this_year, line, report), side(carry, carry.last_year, line, earlier)
    if now is None or then is None or now.value == then.value:
        return None
    table = report.tables[carry.table].format
    place = f" {earlier.year} 年报告第 {then.position.line} 行"
    message = f"{line_name(table, line)}：{earlier.year} 年 {then.text}（见{place}），{report.year} 年 {now.text}，两年应当衔接"
    address = (line, carry.this_year[0].id) if carry.each == "row" else (carry.this_year[0].id, line)
    severity = Severity.ERROR if carry.hard else Severity.WARNING
    return Problem(now.position, ID, message, severity, ".".join((carry.table, *address)), tuple(c.position for c in then.cells))


def side(carry: Carry, terms: tuple[Term, ...], line: str, report: Report) -> Side | None:
    """None when the report's form has no such cells, or one of them has no figure."""
    table = report.tables.get(carry.table)
    cells = [report.cell(carry.table, *((line, term.id) if carry.each == "row" else (term.id, line))) for term in terms]
    filled = [cell for cell in cells if cell is not None and cell.figure is not None]
    if table is None or len(filled) < len(terms):
        return None
    figures = [cell.figure or 0 for cell in filled]
    value = sum(term.sign * figure for term, figure in zip(terms, figures, strict=True))
    return Side(tuple(filled), value, worded(terms, figures, value, table.format))


def worded(terms: tuple[Term, ...], figures: list[int | Decimal], value: int | Decimal, table: FormatTable) -> str:
    """上一年项目数量 459 + 本年增/减 -39 = 420."""
    names = [line_name(table, term.id) for term in terms]
    text = f"{names[0]} {figures[0]}"
    for term, name, figure in zip(terms[1:], names[1:], figures[1:], strict=True):
        text += f" {'+' if term.sign > 0 else '−'} {name} {figure}"
    return f"{text} = {value}" if len(terms) > 1 else text
