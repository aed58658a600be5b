"""The sums that a statutory table must keep (勾稽关系), each with both of its sides as the report fills them.

国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.problems import Position
from gongkai.reports.narrative import NUMBERING
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.formats import Balance, FormatTable, Line, Term

Address = tuple[str, str]
"""Row and column."""
FEW = 4  # a sum of more terms is named by its first and last


@dataclass(frozen=True, slots=True)
class Summand:
    """One summand: its cell, what it counts for (`sign`, negative on the right), and which line of the table it is."""

    address: Address
    line: str
    cell: Cell
    sign: int

    @property
    def value(self) -> int | Decimal:
        return self.cell.figure or 0  # a blank part is judged as nothing, and only as a warning

    @property
    def blank(self) -> bool:
        return self.cell.text == ""


@dataclass(frozen=True, slots=True)
class Sum:
    """One balance over one row or column (`over`)."""

    balance: Balance
    table: FormatTable
    over: str
    left: tuple[Summand, ...]
    right: tuple[Summand, ...]

    @property
    def parts(self) -> tuple[Summand, ...]:
        return self.left + self.right

    @property
    def difference(self) -> int | Decimal:
        return sum(part.sign * part.value for part in self.parts)

    @property
    def total(self) -> Summand | None:
        """The one figure on the right, where there is only one."""
        return self.right[0] if len(self.right) == 1 else None

    @property
    def judged(self) -> bool:
        """Blanks are judged as nothing; “/” or an unreadable figure cannot be judged."""
        return all(part.blank or part.cell.figure is not None for part in self.parts)

    @property
    def blank(self) -> bool:
        return any(part.blank for part in self.parts)

    @property
    def at(self) -> Position:
        return self.right[0].cell.position


def sums_in(report: Report, table: ReportTable) -> Iterator[Sum]:
    """Every sum that the form asks of the table, over each row or column that the report has."""
    for balance in report.format.balances:
        if balance.table == table.format.id:
            yield from sums_over(balance, table)


def sums_over(balance: Balance, table: ReportTable) -> Iterator[Sum]:
    lines = table.rows if balance.each == "row" else table.format.leaf_columns
    for line in lines:
        left, right = (tuple(parts(side, line.id, balance, table)) for side in (balance.left, balance.right))
        needed = sum(not optional(term, table) for term in balance.left + balance.right)
        if right and len(left) + len(right) >= needed:
            yield Sum(balance, table.format, line.id, left, right)


def optional(term: Term, table: ReportTable) -> bool:
    line = table.format.line(term.id)
    return line is not None and line.optional and term.id not in table.cells


def parts(terms: tuple[Term, ...], over: str, balance: Balance, table: ReportTable) -> Iterator[Summand]:
    for term in terms:
        address = (over, term.id) if balance.each == "row" else (term.id, over)
        cell = table.cells.get(address[0], {}).get(address[1])
        if cell is not None:
            yield Summand(address, term.id, cell, term.sign if terms is balance.left else -term.sign)


def both_sides(found: Sum) -> str:
    """一 + 二 = 10 + 1 = 11，三 + 四 = 12."""
    return "，".join(side(parts, found) for parts in (found.left, found.right))


def side(parts: tuple[Summand, ...], found: Sum) -> str:
    """一 + 二 = 10 + 1 = 11."""
    names = [short_name(found.table, part.line) for part in parts]
    value = abs(sum(part.sign * part.value for part in parts))
    if len(parts) > FEW:
        return f"{names[0]}至{names[-1]}，各项之和 = {value}"
    if len(parts) == 1:
        return f"{names[0]} = {value}"
    return f"{' + '.join(names)} = {' + '.join(str(part.value) for part in parts)} = {value}"


def short_name(table: FormatTable, id: str) -> str:
    """The number under which the form prints a row, 三（三）1, or the label of a line that has none."""
    path = table.path(id)
    numbers = [number_of(line) for line in path]
    return "".join(numbers) if numbers and numbers[-1] else path[-1].label


def number_of(line: Line) -> str:
    found = NUMBERING.match(line.label)
    return found[0].rstrip("、.．") if found else ""
