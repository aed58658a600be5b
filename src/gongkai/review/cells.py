"""Every cell of a report by a key that stays the same from year to year and from agency to agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reports.report import Cell, Report, full_label

BETWEEN = "›"


@dataclass(frozen=True, slots=True)
class KeyedCell:
    """`key` is the address `table.row.column`, or has the labels of a row that no format prescribes.

    `address` is that of the cell in its own report. The second of two rows with the same labels has its number behind them.
    """

    key: str
    address: str
    table: str
    row: str
    column: str
    cell: Cell


def keyed_cells(report: Report) -> Iterator[KeyedCell]:
    """In the order of the form; no row is left out."""
    for table in report.tables.values():
        form = table.format
        for address, cell in table.addressed():
            _, row, column = address.split(".")
            yield KeyedCell(
                address, address, form.title, full_label(form, form.lines[row]), full_label(form, form.lines[column]), cell
            )
        times: Counter[str] = Counter()
        for number, (above, line) in enumerate(table.outlined(), start=1):
            if line.cell:
                key = f"{form.id}.{BETWEEN.join((*above, line.label))}"
                times[key] += 1
                again = f"（第{times[key]}次）" if times[key] > 1 else ""
                labels = " › ".join((*above, line.label)) + again
                yield KeyedCell(key + again, f"{form.id}.{number}.figure", form.title, labels, line.unit, line.cell)
