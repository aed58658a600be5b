"""Sums of the tables of sections 三 and 四 must agree (勾稽关系): 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.

Each cell of the application table stands in a sum along its row and in one or two down its column. When one figure alone
explains every sum that is broken at it, the finding is that figure; otherwise each broken sum is a finding at its total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.wording import cell_name, line_name, see, short_name
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.report import Cell, Report, ReportTable, warning
from gongkai.statute.formats import Balance, FormatTable, Term

ID = "balance"
TITLE = "法定表格的勾稽关系"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式：第一项加第二项之和，等于第三项加第四项之和；各项之和等于总计"

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


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for table in report.tables.values():
        balances = [balance for balance in report.format.balances if balance.table == table.format.id]
        judged = [found for balance in balances for found in sums_of(balance, table) if found.judged]
        yield from blank_totals(judged)
        blanks = {found.total.address for found in judged if found.total and found.total.blank}
        yield from wrong_figures([found for found in judged if not blanks & {part.address for part in found.parts}])


def sums_of(balance: Balance, table: ReportTable) -> Iterator[Sum]:
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


def blank_totals(judged: list[Sum]) -> Iterator[Problem]:
    """Totals left blank beside filled parts; one finding for each total row or column."""
    missing = [found for found in judged if found.total and found.total.blank and not all(part.blank for part in found.left)]
    for balance in {found.balance.id: found.balance for found in missing}.values():
        group = [found for found in missing if found.balance is balance]
        table, total = group[0].table, balance.right[0].id
        over = "、".join(line_name(table, found.over) for found in group[:3]) + (f"等 {len(group)} 处" if len(group) > 3 else "")
        message = f"“{line_name(table, total)}”空白，而各项填了数：{over}；空白不是 0，请核对"
        yield warning(group[0].at, ID, message, f"{table.id}.{total}", *(found.at for found in group[1:]))


def wrong_figures(judged: list[Sum]) -> Iterator[Problem]:
    """One finding for each figure that explains all that is broken at it, then the sums that no single figure explains."""
    suspects = suspected(judged)
    counted = Counter(id(found) for sums in suspects.values() for found in sums)
    explained: set[int] = set()
    for address, sums in suspects.items():
        if all(counted[id(found)] == 1 for found in sums):  # otherwise another figure would explain it as well
            explained |= {id(found) for found in sums}
            yield wrong_figure(address, sums)
    for found in judged:
        if found.difference and id(found) not in explained:
            message = f"{line_name(found.table, found.over)}：{sides(found, found.at)}，{demand([found])}"
            yield Problem(found.at, ID, message, severity([found]), subject(found.table, found.right[0].address), others(found))


def suspected(judged: list[Sum]) -> dict[Address, list[Sum]]:
    """Figures where two or more sums cross that are all broken, and by the same amount."""
    crossing: dict[Address, list[Sum]] = {}
    for found in judged:
        for part in found.parts:
            crossing.setdefault(part.address, []).append(found)
    return {
        address: sums
        for address, sums in crossing.items()
        if len(sums) > 1 and all(found.difference for found in sums) and len({right_value(address, found) for found in sums}) == 1
    }


def right_value(address: Address, found: Sum) -> int | Decimal:
    """What the figure there would have to be for the sum to agree."""
    part = next(part for part in found.parts if part.address == address)
    return part.value - part.sign * found.difference


def wrong_figure(address: Address, sums: list[Sum]) -> Problem:
    part = next(part for part in sums[0].parts if part.address == address)
    table, here, value = sums[0].table, part.cell.position, right_value(address, sums[0])
    equations = "；".join(f"{'横看' if found.balance.each == 'row' else '竖看'}：{sides(found, here)}" for found in sums)
    hint = f"；这一格若为 {value}，各处就都相等" if value >= 0 else ""
    message = f"{cell_name(table, *address)}：这一格（{part.cell.text or '空白'}）很可能有误。{equations}，{demand(sums)}{hint}"
    return Problem(
        here, ID, message, severity(sums), subject(table, address), tuple(found.at for found in sums if found.at != here)
    )


def demand(sums: list[Sum]) -> str:
    """What is asked, and that a blank was judged as nothing."""
    return "两边应当相等（勾稽关系" + ("，空白按 0 计）" if any(found.blank for found in sums) else "）")


def severity(sums: list[Sum]) -> Severity:
    return Severity.WARNING if any(found.blank for found in sums) else Severity.ERROR


def sides(found: Sum, here: Position) -> str:
    left, right = (side(parts, found) for parts in (found.left, found.right))
    elsewhere = next((part.cell.position for part in found.parts if part.cell.position.line != here.line), None)
    return f"{left}，{right}{see(elsewhere, here) if elsewhere else ''}"


def side(parts: tuple[Summand, ...], found: Sum) -> str:
    """一 + 二 = 10 + 1 = 11."""
    names = [short_name(found.table, part.line) for part in parts]
    value = abs(sum(part.sign * part.value for part in parts))
    if len(parts) > FEW:
        return f"{names[0]}至{names[-1]}，各项之和 = {value}"
    if len(parts) == 1:
        return f"{names[0]} = {value}"
    return f"{' + '.join(names)} = {' + '.join(str(part.value) for part in parts)} = {value}"


def subject(table: FormatTable, address: Address) -> str:
    return f"{table.id}.{address[0]}.{address[1]}"


def others(found: Sum) -> tuple[Position, ...]:
    return tuple(part.cell.position for part in found.parts if part is not found.right[0])
