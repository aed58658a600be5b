"""What a new report takes over from last year's, as a proposal: 上年结转, 上一年项目数量."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.checks.year_continuity import side
from gongkai.reports.report import Report
from gongkai.statute.formats import Carry, Format

Address = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """`cells` as they are typed; `addresses` name what must be confirmed: a row, or a cell where only one of a row is filled."""

    addresses: tuple[str, ...]
    cells: Mapping[Address, str]


def carried_over(format: Format, earlier: Report) -> Carried:
    """Empty where last year's report has another form, left the cell blank, or the form carries nothing over."""
    cells: dict[Address, str] = {}
    for carry in format.carries:
        if len(carry.this_year) == 1:
            cells |= carried(carry, format, earlier)
    rows = {(carry.table, carry.this_year[0].id) for carry in format.carries if carry.each == "column"}
    named = (f"{table}.{row}" if (table, row) in rows else f"{table}.{row}.{column}" for table, row, column in cells)
    return Carried(tuple(dict.fromkeys(named)), cells)


def carried(carry: Carry, format: Format, earlier: Report) -> dict[Address, str]:
    table = format.table(carry.table)
    assert table is not None  # a carry names a table of its own format
    term = carry.this_year[0].id
    found = {}
    for line in table.leaf_rows if carry.each == "row" else table.leaf_columns:
        last = side(carry, carry.last_year, line.id, earlier)
        if last is not None and last.value >= 0:  # a list of less than nothing is last year's mistake
            row, column = (line.id, term) if carry.each == "row" else (term, line.id)
            found[carry.table, row, column] = str(last.value)
    return found
