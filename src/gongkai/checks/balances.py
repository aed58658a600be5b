"""Sums of the tables of sections 三 and 四 must agree (勾稽关系): 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.

Each cell of the application table stands in a sum along its row and in one or two down its column. When one figure alone
explains every sum that is broken at it, the finding is that figure; otherwise each broken sum is a finding at its total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from gongkai.checks.wording import cell_name, line_name, see
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.report import Report, warning
from gongkai.reports.sums import Address, Sum, both_sides, sums_in
from gongkai.statute.formats import FormatTable

ID = "balance"
PRINTED = True  # a document that was public already keeps the sum it printed
TITLE = "法定表格的勾稽关系"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式：第一项加第二项之和，等于第三项加第四项之和；各项之和等于总计"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for table in report.tables.values():
        judged = [found for found in sums_in(report, table) if found.judged]
        yield from blank_totals(judged)
        blanks = {found.total.address for found in judged if found.total and found.total.blank}
        yield from wrong_figures([found for found in judged if not blanks & {part.address for part in found.parts}])


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
    if not any(found.difference for found in judged):
        return
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
    elsewhere = next((part.cell.position for part in found.parts if part.cell.position.line != here.line), None)
    return f"{both_sides(found)}{see(elsewhere, here) if elsewhere else ''}"


def subject(table: FormatTable, address: Address) -> str:
    return f"{table.id}.{address[0]}.{address[1]}"


def others(found: Sum) -> tuple[Position, ...]:
    return tuple(part.cell.position for part in found.parts if part is not found.right[0])
