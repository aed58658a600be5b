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


@dataclass(frozen=True, slots=True)
class Discontinuity:
    """Two years that do not carry on in one line of a table."""

    carry: Carry
    line: str
    earlier: Report
    later: Report
    then: Side
    now: Side

    @property
    def answering(self) -> Report:
        """Whose finding it is: the later report's, unless the earlier one has explained it or is less far in its life.

        What nobody has seen yet is never held against what was public.
        """
        explained = any((entry.rule, entry.subject) == (ID, self.subject_in_earlier) for entry in self.earlier.envelope.accepted)
        return self.earlier if explained or self.earlier.is_less_far_than(self.later) else self.later

    @property
    def subject_in_earlier(self) -> str:
        return self.address(self.carry.last_year[0])

    def address(self, term: Term) -> str:
        lines = (self.line, term.id) if self.carry.each == "row" else (term.id, self.line)
        return ".".join((self.carry.table, *lines))

    def problem(self) -> Problem:
        """At the cells of the report that answers for it, with the place in the other."""
        now, then = self.now, self.then
        severity = Severity.ERROR if self.carry.hard else Severity.WARNING
        name = line_name(self.later.tables[self.carry.table].format, self.line)
        if self.answering is self.later:
            place = f"（见 {self.earlier.year} 年报告第 {then.position.line} 行）"
            message = f"{name}：{self.earlier.year} 年 {then.text}{place}，{self.later.year} 年 {now.text}，两年应当衔接"
            subject = self.address(self.carry.this_year[0])
            return Problem(now.position, ID, message, severity, subject, tuple(cell.position for cell in then.cells))
        place = f"（见 {self.later.year} 年报告第 {now.position.line} 行）"
        message = f"{name}：{self.earlier.year} 年 {then.text}，{self.later.year} 年 {now.text}{place}，两年应当衔接"
        others = tuple(cell.position for cell in now.cells)
        return Problem(then.position, ID, message, severity, self.subject_in_earlier, others)


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    """With the year before and with the year after; what is told is what this report answers for."""
    earlier, later = collection.before(report), collection.report(report.year + 1, report.agency_id)
    for pair in ((earlier, report), (report, later)):
        yield from (each.problem() for each in discontinuities(*pair) if each.answering is report)


def discontinuities(earlier: Report | None, later: Report | None) -> Iterator[Discontinuity]:
    if earlier is None or later is None:
        return
    for carry in later.format.carries:
        table = later.tables.get(carry.table)
        lines = (table.format.leaf_rows if carry.each == "row" else table.format.leaf_columns) if table else ()
        found = [each for line in lines if (each := compared(carry, line.id, earlier, later))]
        totals = {balance.right[0].id for balance in later.format.balances if len(balance.right) == 1}
        parts = [each for each in found if each.line not in totals]
        yield from parts or found  # a wrong part makes its total wrong: one line is enough


def compared(carry: Carry, line: str, earlier: Report, later: Report) -> Discontinuity | None:
    now, then = side(carry, carry.this_year, line, later), side(carry, carry.last_year, line, earlier)
    if now is None or then is None or now.value == then.value:
        return None
    return Discontinuity(carry, line, earlier, later, then, now)


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
